import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { type Desk, said, settled, signIn } from './desk.ts';
import { readWorkbook, save } from './downloads.ts';

const OWNS_ANOTHER_HOME = '名下有其他住房且超过面积标准';
const MEASURES = '已送达腾退通知书，约谈两次，家庭同意搬出';
const ANSWER_BY = '2099-12-31';
const PLANNED = '2027-03-31';

interface Family {
  readonly name: string;
  readonly code: string;
  readonly estate: string;
  readonly finding: string;
}

const { address, password } = demonstration();
let browser: Browser;
let officer: Desk;
let reviewer: Desk;
let family: Family;

beforeAll(async () => {
  browser = await openBrowser();
  officer = await signIn(browser, { address, username: 'jingban', password });
  reviewer = await signIn(browser, { address, username: 'shenhe', password });
});
afterAll(async () => {
  await browser.close();
});

describe('from a number on the home page to the form', () => {
  it('opens the findings behind a number of the home page', async () => {
    const { page } = officer;
    const card = page.getByRole('navigation', { name: '今日概况' }).getByRole('link', { name: '待核查疑点' });
    const counted = Number(/\d+/.exec((await card.textContent()) ?? '')?.[0]);
    await card.click();
    await page.getByRole('heading', { level: 1, name: '疑点核查' }).waitFor();
    await settled(page);
    await page.getByText(new RegExp(`共 ${counted} 条`)).waitFor();
    expect(counted).toBeGreaterThan(0);
  });

  it('shows what the family declared beside what the register says, and where that comes from', async () => {
    const { page } = officer;
    await page
      .getByRole('row')
      .filter({ hasText: OWNS_ANOTHER_HOME })
      .filter({ hasText: '确切' })
      .first()
      .getByRole('link', { name: OWNS_ANOTHER_HOME })
      .click();
    await page.getByRole('heading', { level: 1, name: OWNS_ANOTHER_HOME }).waitFor();
    family = await readFamily(page);
    const comparison = page.getByRole('region', { name: '申报与登记对照' });
    await comparison.getByText('家庭申报', { exact: true }).waitFor();
    await comparison.getByText('登记与核算', { exact: true }).waitFor();
    await comparison.getByText('不一致').first().waitFor();
    await comparison.getByText('依据：').waitFor();
    await page
      .getByRole('region', { name: /数据来源/ })
      .getByText('不动产登记')
      .first()
      .waitFor();
  });

  it('tells the family, records its answer with a paper, and proposes that it is true', async () => {
    const { page } = officer;
    const acts = page.getByRole('region', { name: '办理', exact: true });
    await acts.getByText('告知家庭', { exact: true }).click();
    await acts.getByLabel('告知内容').fill('电话告知承租人');
    await acts.getByLabel('反馈截止日').fill(ANSWER_BY);
    await acts.getByLabel('反馈截止日').press('Enter');
    await acts.getByRole('button', { name: '登记告知' }).click();
    await said(page, '告知家庭');

    await acts.getByText('登记反馈', { exact: true }).first().click();
    await acts.getByLabel('家庭怎么说').fill('房子是去年买的，还没有住进去。');
    await acts.locator('input[type=file]').setInputFiles({
      name: '购房合同.png',
      mimeType: 'image/png',
      buffer: PICTURE,
    });
    await acts.getByText('购房合同.png').waitFor();
    await acts.getByRole('button', { name: '登记反馈' }).click();
    await said(page, '已登记家庭反馈，附材料 1 份');
    const answers = page.getByRole('region', { name: /家庭反馈与佐证/ });
    await answers.getByText('房子是去年买的').waitFor();
    await answers.getByRole('link', { name: '购房合同.png' }).waitFor();

    await acts.getByText('提出结论', { exact: true }).first().click();
    await page.keyboard.press('1');
    await expect.poll(() => acts.getByRole('radio', { name: /属实/ }).isChecked()).toBe(true);
    await acts.getByText('①A 购置房产').waitFor();
    await acts.getByLabel('理由').fill('不动产登记、购房合同与家庭说明一致');
    await page.keyboard.press('Control+Enter');
    await said(page, '已提出结论：属实，等待审定');
    expect(officer.faults).toEqual([]);
  });

  it('does not let who proposed also conclude', async () => {
    const { page } = officer;
    await page.goto(family.finding);
    await page.getByText('提出结论、登记反馈的人不能自己审定').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '审定' }).count()).toBe(0);
  });

  it('is concluded by the reviewer', async () => {
    const { page, faults } = reviewer;
    await page.getByRole('link', { name: '疑点核查' }).first().click();
    await page.getByRole('button', { name: /待审定/ }).click();
    await page.getByPlaceholder('姓名、房号、户编号').fill(family.code);
    await page.getByPlaceholder('姓名、房号、户编号').press('Enter');
    await page.getByRole('row').filter({ hasText: family.name }).getByText(OWNS_ANOTHER_HOME).first().click();
    const acts = page.getByRole('region', { name: '办理', exact: true });
    await acts.getByText('不动产登记、购房合同与家庭说明一致').waitFor();
    await acts.getByText('同意', { exact: true }).click();
    await acts.getByRole('button', { name: '审定', exact: true }).click();
    await said(page, '已审定，疑点办结');
    await page.goto(family.finding);
    await page.getByRole('heading', { level: 1 }).getByText('属实').waitFor();
    expect(faults).toEqual([]);
  });

  it('stands in the ledger, where the officer fills in measures and plan', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: '应退未退台账' }).click();
    await page.getByRole('heading', { level: 1, name: '应退未退台账' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: family.code });
    await row.getByText('①A 购置房产').waitFor();
    await row.getByRole('button', { name: '措施与计划' }).click();
    const dialog = page.getByRole('dialog', { name: `${family.name} 家庭：措施与计划` });
    await dialog.getByLabel('整改措施和进度').fill(MEASURES);
    await dialog.getByLabel('计划完成日期').fill(PLANNED);
    await dialog.getByLabel('计划完成日期').press('Enter');
    await dialog.getByRole('button', { name: /保\s?存/ }).click();
    await said(page, `已保存 ${family.name} 家庭的措施与计划`);
    await row.getByText(MEASURES).waitFor();
    await row.getByText(PLANNED).waitFor();
  });

  it('counts in the form as downloaded, with its measures and date', async () => {
    const { page } = officer;
    // The form's date stays blank while one family of the same project and nature has no plan.
    await planTheOthers(page, family.estate);
    await page.getByRole('link', { name: '看整改情况表' }).click();
    await page.getByRole('heading', { level: 1, name: '公租房承租人应退未退整改情况表' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: family.estate }).filter({ hasText: '①A' });
    const counted = Number(await row.getByRole('cell').nth(4).textContent());
    const file = await save(page, () => page.getByRole('link', { name: /下载(表格|草稿)$/ }).click());
    expect(file.name).toMatch(/应退未退.*\.xlsx$/);
    const rows = await readWorkbook(file.path);
    const line = rows.find((cells) => cells[2] === family.estate && String(cells[3]).includes('A'));
    expect(line?.[4]).toBe(counted);
    expect(String(line?.[6])).toContain(MEASURES);
    expect(String(line?.[7])).toContain('2027');
    expect(officer.faults).toEqual([]);
  });
});

/** Gives every other family of the project that has to leave measures and a date, as the page would. */
async function planTheOthers(page: Page, estate: string): Promise<void> {
  const list = await page.request.get('/api/exits', { params: { state: 'open', limit: 200, estate } });
  const { items } = await list.json();
  for (const exit of items) {
    if (exit.measures !== '' && exit.plannedOn !== null) continue;
    const data = { measures: MEASURES, plannedOn: PLANNED, version: exit.version };
    const answer = await page.request.patch(`/api/exits/${exit.id}`, { data, headers: { origin: address } });
    expect(answer.status()).toBe(200);
  }
}

async function readFamily(page: Page): Promise<Family> {
  const about = (await page.locator('main, #content').locator('.page-about').first().textContent()) ?? '';
  const [, name = '', estate = '', code = ''] =
    /^(\S+) 家庭(?: · 涉及成员 \S+)? · (\S+) \S+ · (\S+)$/.exec(about.trim()) ?? [];
  expect(code).not.toBe('');
  return { name, estate, code, finding: new URL(page.url()).pathname };
}

/** One grey pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
