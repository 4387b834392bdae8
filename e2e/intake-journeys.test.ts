import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Desk, settled, signIn } from './desk.ts';
import { readWorkbook, save } from './downloads.ts';
import { DAMAGED_NUMBERS, rosterCsv, vehicleCsv } from './synthetic-files.ts';

const { address, password } = inject('demonstration');
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
    await expect(page.getByRole('button', { name: '确认载入' }).isDisabled()).resolves.toBe(true);
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
    await page.getByLabel(/这 2 行中不可用的内容不采用/).check();
    await page.getByRole('button', { name: '确认，先载入可用的内容' }).click();
    await page.getByText(/10 户：新增 10、变动 0、不变 0，未采用 2 行/).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('E2E-0001');
    await page.locator('.search-option').filter({ hasText: 'E2E-0001' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).getByText('甲一').waitFor();
    expect(officer.faults).toEqual([]);
  });
});

describe('a department', () => {
  it('delivers a file: ten rows under the understood headings, then loaded, rows counted', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'gongan', password });
    await page.getByRole('link', { name: '部门数据' }).click();
    await page.getByRole('link', { name: '报送数据' }).first().click();
    await page.getByLabel('1. 哪一类登记').click();
    await page.getByTitle('机动车登记（公安局）').click();
    await page.getByLabel('2. 数据截至哪一天').click();
    await page.locator('.ant-picker-presets').getByText('今天').click();
    await page.locator('#content input[type=file]').setInputFiles({
      name: '机动车.csv',
      mimeType: 'text/csv',
      buffer: vehicleCsv(30),
    });
    await page.getByText('前 10 行，按识别出的列名显示').waitFor();
    await expect(page.locator('.mapping-table tbody tr').count()).resolves.toBe(10);
    await page.getByText('替换这一期').click();
    await page.getByRole('button', { name: '确认载入' }).click();
    await page.getByText('读取 30 行，未采用 0 行').waitFor();
    await page.getByRole('link', { name: '完成，回到部门数据' }).click();
    await page.getByRole('row').filter({ hasText: '机动车.csv' }).getByText('已载入').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a comparison', () => {
  it('is started, watched step by step, and ends with what is new, persisting and cleared', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'jingban', password });
    await page.getByRole('link', { name: '比对任务' }).click();
    await page.getByRole('button', { name: '发起比对' }).click();
    await page.getByRole('dialog', { name: '发起比对' }).getByRole('button', { name: '开始比对' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('比对 基准日').waitFor();
    await page.getByRole('heading', { name: '各步用时' }).waitFor();
    await settled(page);
    await page.getByRole('heading', { level: 1 }).getByText('完成').waitFor();
    await page.getByText('持续').first().waitFor();
    expect(faults).toEqual([]);
  });
});
