import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { choose, type Desk, settled, signIn } from './desk.ts';
import { readWorkbook, save } from './downloads.ts';
import { DAMAGED_NUMBERS, rosterCsv, vehicleCsv } from './synthetic-files.ts';

const { address, password } = demonstration();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

describe('a roster with two wrong rows', () => {
  let officer: Desk;
  beforeAll(async () => {
    officer = await signIn(browser, { address, username: 'jingban', password });
  });

  it('is read and previewed, with the wrong rows and what is wrong with them', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: '花名册导入' }).click();
    await page.getByRole('heading', { level: 1, name: '花名册导入' }).waitFor();
    await page.locator('#content input[type=file]').setInputFiles({
      name: '十二户花名册.csv',
      mimeType: 'text/csv',
      buffer: rosterCsv(),
    });
    await page.getByRole('heading', { name: '未采用 2 行' }).waitFor();
    await page.getByText('按识别出的列名显示').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^新增10户$/ })
      .waitFor();
    await page.getByRole('cell', { name: DAMAGED_NUMBERS[0], exact: true }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: '确认载入' }).isDisabled()).toBe(true);
  });

  it('gives the refused rows as a file', async () => {
    const { page } = officer;
    const file = await save(page, () => page.getByRole('link', { name: '下载未采用清单' }).click());
    expect(file.name).toMatch(/\.xlsx$/);
    const rows = await readWorkbook(file.path);
    // Title and header come first, then ten right families: the wrong ones stand in rows 13 and 14.
    expect(rows.filter(([row]) => typeof row === 'number').map(([row]) => row)).toEqual([13, 14]);
    expect(rows.flat()).toContain(DAMAGED_NUMBERS[0]);
    // What is left of a number still tells the birth date.
    expect(JSON.stringify(rows)).not.toContain('19850315');
  });

  it('is loaded without them once the officer says so, and its families are found', async () => {
    const { page } = officer;
    await page.getByLabel(/^2 行不采用/).check();
    await page.getByRole('button', { name: '确认，先载入可用的内容' }).click();
    await page.getByText(/10 户：新增 10、变动 0、不变 0，未采用 2 行/).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('E2E-0001');
    // Enter takes the choice that is marked, which is a moment after it is shown.
    await page.locator('.ant-select-item-option-active').filter({ hasText: 'E2E-0001' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).getByText('甲一').waitFor();
    expect(officer.faults).toEqual([]);
  });
});

/** Hands in a file of a register with today's data, up to what the system makes of it. */
async function deliver(
  page: Page,
  file: { readonly register: string; readonly name: string; readonly content: string | Buffer },
): Promise<void> {
  await page.getByRole('link', { name: '部门数据' }).click();
  await page.getByRole('heading', { level: 1, name: '部门数据' }).waitFor();
  await page.getByRole('link', { name: '报送数据' }).first().click();
  await choose(page, page.getByLabel('1. 哪一类登记'), file.register, { typed: file.register });
  await page.getByLabel('2. 数据截至哪一天').click();
  // As a list of choices, it moves to its place after it is drawn.
  await page.locator('.ant-picker-presets').getByText('今天').dispatchEvent('click');
  await page.locator('#content input[type=file]').setInputFiles({
    name: file.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(file.content),
  });
}

describe('a department', () => {
  it('delivers a file: ten rows under the understood headings, then loaded, rows counted', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'gongan', password });
    await deliver(page, { register: '机动车登记（公安局）', name: '机动车.csv', content: vehicleCsv(30) });
    await page.getByText('前 10 行，按识别出的列名显示').waitFor();
    await expect.poll(() => page.locator('.mapping-table tbody tr').count()).toBe(10);
    await page.getByText('替换这一期').click();
    await page.getByRole('button', { name: '确认载入' }).click();
    await page.getByText('读取 30 行，未采用 0 行').waitFor();
    await page.getByRole('link', { name: '完成，回到部门数据' }).click();
    await page.getByRole('row').filter({ hasText: '机动车.csv' }).getByText('已载入').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a file whose header nobody knows', () => {
  it('is read once its header and columns were pointed out', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'gongan', password });
    const [, ...lines] = vehicleCsv(5).toString().split('\r\n');
    await deliver(page, {
      register: '机动车登记（公安局）',
      name: '导出.csv',
      content: ['甲,乙,丙,丁,戊,己,庚', ...lines].join('\r\n'),
    });
    await page.getByText('没有认出表头').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '按此表头重新读取' }).isDisabled()).toBe(true);
    await choose(page, page.getByLabel('表头第一行'), '第 1 行：甲、乙、丙、丁、戊、己、庚');
    await page.getByRole('button', { name: '按此表头重新读取' }).click();
    await page.getByText('表头在第 1 行').waitFor();
    await expect.poll(() => page.locator('.mapping-table tbody tr').count()).toBe(5);
    await choose(page, page.getByLabel('“甲”对应的字段'), '姓名（必需）');
    await choose(page, page.getByLabel('“乙”对应的字段'), '身份证号（必需）');
    await choose(page, page.getByLabel('“丙”对应的字段'), '号牌号码');
    await page.getByRole('button', { name: '按此对应重新读取' }).click();
    await page.getByText('按识别出的列名显示').waitFor();
    await page.getByRole('button', { name: '取消这次载入' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消载入' }).click();
    await page.getByText('没有写入任何数据').first().waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a file whose header was taken wrongly', () => {
  it('is read under the two rows that a person says, its amounts as those of a year', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'jingban', password });
    const lines = [
      '2025年度养老金发放表',
      '姓名,身份证号,填表人：,李某',
      '人员,,发放,',
      '姓名,证件号码,金额,备注',
      '张某,110101199003070257,60000,',
    ];
    await deliver(page, {
      register: '养老金发放（人力资源和社会保障局）',
      name: '养老金.csv',
      content: lines.join('\r\n'),
    });
    await page.getByRole('button', { name: '表头不对，另行指定' }).click();
    await choose(page, page.getByLabel('表头第一行'), '第 3 行：人员、发放');
    await choose(page, page.getByLabel('表头最后一行'), '到第 4 行止，共两行：姓名、证件号码、金额、备注');
    await page.getByRole('button', { name: '按此表头重新读取' }).click();
    await page.getByText('表头在第 3、4 行').waitFor();
    await choose(page, page.getByLabel('“发放/金额”对应的字段'), /养老金/, { typed: '养老金' });
    await choose(page, page.getByLabel('“发放/金额”的单位'), '元/年');
    await page.getByRole('button', { name: '按此对应重新读取' }).click();
    await page.getByText('发放/金额（元/年）').waitFor();
    await page.getByRole('button', { name: '取消这次载入' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消载入' }).click();
    await page.getByText('没有写入任何数据').first().waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a comparison', () => {
  it('is started, watched step by step, and ends with what is new, persisting and cleared', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'jingban', password });
    await page.getByRole('link', { name: '比对任务' }).click();
    await page.getByRole('button', { name: '发起比对' }).click();
    const dialog = page.getByRole('dialog', { name: '发起比对' });
    await dialog.getByText('有数据没有到齐').waitFor();
    await dialog.getByRole('button', { name: '开始比对' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('比对 基准日').waitFor();
    await page.getByRole('heading', { name: '各步用时' }).waitFor();
    await settled(page);
    await page.getByRole('heading', { level: 1 }).getByText('完成').waitFor();
    await page.getByText('持续').first().waitFor();
    expect(faults).toEqual([]);
  });
});
