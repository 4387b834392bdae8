import { readFileSync } from 'node:fs';
import { FORMS } from '@anju/official-forms';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { choose, type Desk, narrowed, said, settled, signIn } from './desk.ts';
import { save } from './downloads.ts';
import { type RecordsServer, startRecordsServer } from './records-server.ts';

const TITLE = '公租房分配专项整治（一个月）';
const SUMMARY = '反映幸福路社区三号楼住户把公租房转租给外来务工人员，每月收租金九百元，邻居多次劝阻无效。';
const TASK = '责令限期腾退并补缴租金';

let server: RecordsServer;
let browser: Browser;
let officer: Desk;
let reviewer: Desk;
let clue = '';
let problem = '';
let form = '';

const enter = (username: string) => signIn(browser, { ...server, username });

beforeAll(async () => {
  server = await startRecordsServer(12);
  browser = await openBrowser();
  officer = await enter('jingban');
  reviewer = await enter('shenhe');
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function open({ page }: Desk, path: string): Promise<Page> {
  await page.goto(`${server.address}${path}`);
  await settled(page);
  return page;
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const acts = (page: Page) => page.getByRole('region', { name: '办理', exact: true });

/** On the reviewer's phone, what is judged comes before the act that judges it. */
const isAboveActs = (judged: RegExp) =>
  narrowed(reviewer, async () => {
    const top = async (panel: Locator) => (await panel.boundingBox())?.y ?? Number.NaN;
    const { page } = reviewer;
    return (await top(page.getByRole('region', { name: judged }))) < (await top(acts(page)));
  });

describe('a month of one county', () => {
  it('begins with a campaign', async () => {
    const admin = await enter('guanli');
    const page = await open(admin, '/campaigns');
    await page.getByRole('button', { name: '启动专项整治' }).click();
    const dialog = page.getByRole('dialog', { name: '启动专项整治' });
    await dialog.getByText('城镇保障性住房领域公租房分配管理专项整治').click();
    await dialog.getByRole('button', { name: '下一步' }).click();
    await dialog.getByText('当月数', { exact: true }).click();
    await dialog.getByText('上月', { exact: true }).click();
    await dialog.getByText('30日', { exact: true }).click();
    await dialog.getByLabel('名称（不填用方案名）').fill(TITLE);
    for (const [label, day] of [
      ['开始日期', '2026-07-01'],
      ['结束日期', '2026-12-31'],
    ] as const) {
      await dialog.getByLabel(label).fill(day);
      await dialog.getByLabel(label).press('Enter');
    }
    await dialog.getByRole('button', { name: '下一步' }).click();
    await dialog.getByRole('button', { name: /启\s?动/ }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await admin.close();
  });

  it('has a clue on the telephone, accepted, looked into and found true by two people', async () => {
    const page = await open(officer, '/clues');
    await page.getByRole('link', { name: '登记线索' }).click();
    await page.getByLabel('线索摘要').fill(SUMMARY);
    await page.locator('.person-line').getByLabel('姓名').fill('梁上君');
    await choose(page, page.getByLabel('级别'), '其他人员');
    await choose(page, page.getByLabel('来源（按报表口径）'), '信访举报');
    await choose(page, page.getByLabel('专项整治'), TITLE);
    await page.getByLabel('涉及资金').fill('900');
    await page.getByRole('button', { name: /^登\s?记$/ }).click();
    await page.getByRole('link', { name: '打开线索' }).click();
    await page.getByRole('heading', { level: 1, name: /待受理/ }).waitFor();
    clue = pathOf(page);
    await acts(page)
      .getByRole('button', { name: /^受\s?理$/ })
      .click();
    await said(page, '已受理');
    await choose(page, page.getByLabel('承办单位或承办人'), /./);
    await acts(page)
      .getByRole('button', { name: /^分\s?办$/ })
      .click();
    await said(page, /^已交.*核查/);
    await choose(page, page.getByLabel('核查结论'), '属实');
    await acts(page).getByLabel('核查情况').fill('入户核实，承租人承认转租');
    await acts(page).getByRole('button', { name: '提交核查结果' }).click();
    await said(page, '已提交结果');
    const second = await open(reviewer, clue);
    expect(await isAboveActs(/^核查结果/)).toBe(true);
    await acts(second).getByText('同意', { exact: true }).click();
    await acts(second).getByRole('button', { name: '提交审定意见' }).click();
    await said(second, '已审定');
  });

  it('makes the clue a problem of the campaign, pinned down and rectified', async () => {
    const page = await open(officer, clue);
    await page.getByRole('button', { name: '转为问题…' }).click();
    await page.getByLabel('问题类别与整治内容').fill('转租');
    await choose(page, page.getByLabel('问题类别与整治内容'), /转租/);
    await page.getByRole('button', { name: '登记问题' }).click();
    await said(page, /^已登记 问题/);
    await page.getByRole('link', { name: /^问题〔2026〕\d+号$/ }).click();
    await page.getByRole('heading', { level: 1, name: /待落实/ }).waitFor();
    problem = pathOf(page);
    await acts(page).getByLabel('整改任务').fill(TASK);
    await acts(page).getByLabel('责任单位（责任人）').fill('住房保障中心');
    await acts(page).getByLabel('整改人员').fill('李经办');
    await acts(page).getByRole('button', { name: '五落实', exact: true }).click();
    await said(page, /已五落实/);
    await acts(page).getByText('申请销号', { exact: true }).first().click();
    await acts(page)
      .getByLabel(/整改情况/)
      .fill('已腾退，租金已补缴');
    await acts(page)
      .locator('input[type=file]')
      .setInputFiles({
        name: '腾退确认.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
      });
    await acts(page).getByText('腾退确认.pdf').waitFor();
    await acts(page).getByRole('button', { name: '申请销号' }).click();
    await said(page, '已申请销号');
    const second = await open(reviewer, problem);
    expect(await isAboveActs(/^整改情况与佐证/)).toBe(true);
    await acts(second).getByText('销号', { exact: true }).first().click();
    await acts(second)
      .getByRole('button', { name: /^销\s?号$/ })
      .click();
    await said(second, /已销号/);
  });

  it('ends on the form of the month, whose number is that problem', async () => {
    await officer.close();
    await reviewer.close();
    server.clock.set(new Date('2026-08-14T02:00:00Z'));
    officer = await enter('jingban');
    const page = await open(officer, '/reports');
    const row = page
      .getByRole('row')
      .filter({ hasText: TITLE })
      .filter({ hasText: 'F2 ' })
      .filter({ hasText: '2026年7月' });
    await row.getByText('2026-08-18').waitFor();
    await row.getByRole('link', { name: /F2 / }).click();
    await page.getByRole('heading', { level: 1, name: /F2 / }).waitFor();
    await settled(page);
    form = pathOf(page);
    for (const [cell, name] of [
      ['C7', '监督发现问题数'],
      ['D7', '整改完成数量'],
    ] as const) {
      const number = page.getByRole('button', { name: new RegExp(`^${cell} 1，`) });
      await number.click();
      const drawer = page.getByRole('dialog', { name: new RegExp(name) });
      await drawer.locator(`a[href="${problem}"]`).waitFor();
      await drawer.getByRole('button', { name: '关闭' }).first().click();
      await drawer.waitFor({ state: 'hidden' });
    }
  });

  it('is signed, sent up and locked, and the file says what the page said', async () => {
    const page = await open(officer, form);
    await page.getByRole('button', { name: '数据已核对，送审签' }).click();
    await said(page, '已填好，送分管领导审签');
    const leader = await enter('lingdao');
    const signing = await open(leader, form);
    await signing.getByRole('button', { name: /^审\s?签$/ }).click();
    await said(signing, '已审签');
    await leader.close();
    const sending = await open(officer, form);
    await sending.getByRole('button', { name: /^上\s?报$/ }).click();
    await said(sending, '已上报');
    const prefecture = await enter('zhouji');
    const locking = await open(prefecture, form);
    await locking.getByRole('button', { name: '收下并锁定' }).click();
    await said(locking, '已锁定');
    await prefecture.close();
    const desk = await open(officer, form);
    await desk.getByText(/锁定，不能再改。/).waitFor();
    const file = await save(desk, () => desk.getByRole('link', { name: '下载表格' }).click());
    const read = await FORMS.F2.read(new Uint8Array(readFileSync(file.path)));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.row).toMatchObject({ found: 1, finished: 1, solved: 0, batches: 0, projects: 0 });
    expect(read.value.header).toMatchObject({ filler: '测试jingban', reportDate: '2026-08-14' });
    expect(officer.faults).toEqual([]);
  });
});
