import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { type Desk, said, settled, signIn } from './desk.ts';
import { readWorkbook, save } from './downloads.ts';

const { address, password } = demonstration();
const TITLE = '公租房分配专项整治（走查）';
const TASK = '责令限期腾退并补缴租金';

let browser: Browser;
let admin: Desk;
let officer: Desk;
let reviewer: Desk;
let campaign: string;
let problem: string;

beforeAll(async () => {
  browser = await openBrowser();
  admin = await signIn(browser, { address, username: 'guanli', password });
  officer = await signIn(browser, { address, username: 'jingban', password });
  reviewer = await signIn(browser, { address, username: 'shenhe', password });
});
afterAll(async () => {
  await browser.close();
});

describe('from a campaign to a problem closed by a second person', () => {
  it('is started in three steps, and not before what the source leaves open is chosen', async () => {
    const { page, faults } = admin;
    await page.getByRole('link', { name: '专项整治', exact: true }).click();
    await page.getByRole('button', { name: '启动专项整治' }).click();
    const dialog = page.getByRole('dialog', { name: '启动专项整治' });
    await dialog.getByText('城镇保障性住房领域公租房分配管理专项整治').click();
    const next = dialog.getByRole('button', { name: '下一步' });
    await next.click();
    await expect.poll(() => next.isDisabled()).toBe(true);
    await dialog.getByText('当月数', { exact: true }).click();
    await dialog.getByText('上月', { exact: true }).click();
    await dialog.getByText('30日', { exact: true }).click();
    await dialog.getByLabel('名称（不填用方案名）').fill(TITLE);
    await dialog.getByLabel('结束日期').fill('2099-12-31');
    await dialog.getByLabel('结束日期').press('Enter');
    await next.click();
    await dialog.getByText('参加单位：昌吉市').waitFor();
    await dialog.getByRole('button', { name: /启\s?动/ }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    campaign = page.url();
    await page.getByText('台账还是空的').waitFor();
    expect(faults).toEqual([]);
  });

  it('takes a confirmed finding in one act, with where it comes from', async () => {
    const { page, faults } = officer;
    await page.goto('/findings?status=fail&state=confirmed&rule=housing.owned');
    await settled(page);
    await page.locator('#content a[href^="/findings/"]').first().click();
    await page.getByRole('button', { name: '转为问题…' }).click();
    const dialog = page.getByRole('dialog', { name: /转为问题/ });
    // The newest campaign stands ready.
    await dialog.getByTitle(TITLE).waitFor();
    await dialog.getByRole('button', { name: '登记 1 个问题' }).click();
    await said(page, '已登记 1 个问题');
    await page
      .getByRole('link', { name: /^问题〔\d{4}〕\d+号$/ })
      .last()
      .waitFor();
    await page.goto(`/problems?campaign=${campaign.split('/').at(-1)}`);
    await settled(page);
    await page.locator('#content a[href^="/problems/"]').first().click();
    await page.getByRole('heading', { level: 1 }).getByText('待落实').waitFor();
    problem = page.url();
    await page.getByText('明显超出当地准入标准').waitFor();
    await page
      .getByRole('region', { name: /数据来源/ })
      .getByText('不动产登记')
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  });

  it('is pinned down, and reported rectified only with evidence', async () => {
    const { page, faults } = officer;
    const acts = page.getByRole('region', { name: '办理', exact: true });
    await acts.getByLabel('整改任务').fill(TASK);
    await acts.getByLabel('责任单位（责任人）').fill('住房保障中心');
    await acts.getByLabel('整改人员').fill('李经办');
    await acts.getByRole('button', { name: '五落实', exact: true }).click();
    await said(page, /已五落实/);
    await page.getByRole('heading', { level: 1 }).getByText('整改中').waitFor();
    await page.getByRole('region', { name: '五落实', exact: true }).getByText(TASK).waitFor();

    await acts.getByText('申请销号', { exact: true }).first().click();
    await acts.getByLabel(/整改情况/).fill('已腾退，租金已补缴');
    const send = acts.getByRole('button', { name: '申请销号' });
    await expect.poll(() => send.isDisabled()).toBe(true);
    await acts.locator('input[type=file]').setInputFiles({
      name: '腾退确认.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    });
    await acts.getByText('腾退确认.pdf').waitFor();
    await send.click();
    await said(page, '已申请销号');
    await page.getByText('须由另一位审核人办理').waitFor();
    expect(faults).toEqual([]);
  });

  it('is closed by a second person, and stands in the ledger and the figures as closed', async () => {
    const { page, faults } = reviewer;
    await page.goto(problem);
    await settled(page);
    await page.getByText('销号', { exact: true }).first().click();
    await page
      .getByRole('region', { name: '办理', exact: true })
      .getByRole('button', { name: /^销\s?号$/ })
      .click();
    await said(page, /已销号/);
    await page.getByRole('heading', { level: 1 }).getByText('已销号').waitFor();
    await page.getByRole('link', { name: '腾退确认.pdf' }).waitFor();
    expect(faults).toEqual([]);

    const desk = officer.page;
    await desk.goto(campaign);
    await desk.getByText('整改率 100.0%').waitFor();
    await desk.getByRole('navigation', { name: '今日概况' }).getByRole('link', { name: '已销号' }).click();
    await settled(desk);
    await desk.getByText('共 1 个').waitFor();
    const file = await save(desk, () => desk.getByRole('link', { name: '导出' }).click());
    const rows = await readWorkbook(file.path);
    expect(rows.flat()).toContain(TASK);
    expect(officer.faults).toEqual([]);
  });
});
