import { readFileSync } from 'node:fs';
import { FORMS } from '@anju/official-forms';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from './accessibility.ts';
import { openBrowser } from './browser.ts';
import { choose, type Desk, narrowed, said, settled, signIn } from './desk.ts';
import { save } from './downloads.ts';
import { type RecordsServer, startRecordsServer } from './records-server.ts';

let server: RecordsServer;
let browser: Browser;
let officer: Desk;
let leader: Desk;
let prefecture: Desk;
let head: Desk;
/** Address of the form that is followed: F4 of June, due on 24 July. */
let form: string;

beforeAll(async () => {
  server = await startRecordsServer(240);
  browser = await openBrowser();
  officer = await signIn(browser, { ...server, username: 'jingban' });
  leader = await signIn(browser, { ...server, username: 'lingdao' });
  prefecture = await signIn(browser, { ...server, username: 'zhouji' });
  head = await signIn(browser, { ...server, username: 'zhou-lingdao' });
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const cell = (page: Page, address: string) => page.getByRole('button', { name: new RegExp(`^${address} `) });

async function open(desk: Desk, path: string): Promise<Page> {
  await desk.page.goto(`${server.address}${path}`);
  await settled(desk.page);
  return desk.page;
}

/** Writes the reason beside every fault that is open. */
async function explainAll(page: Page, reason: string): Promise<void> {
  for (;;) {
    const explain = page.getByRole('button', { name: '写明原因' });
    if ((await explain.count()) === 0) return;
    await explain.first().click();
    await page.getByPlaceholder('为什么这样填是对的').fill(reason);
    await page.getByRole('button', { name: /^记\s?下$/ }).click();
    await said(page, '已记下原因');
    await page.reload();
    await settled(page);
  }
}

describe('a month’s form from the records to the lock', () => {
  it('stands in the officer’s list with its due day', async () => {
    const page = await open(officer, '/reports');
    const row = page
      .getByRole('row')
      .filter({ hasText: 'F4 查处整改情况统计表' })
      .filter({ hasText: '2026年6月' });
    await row.getByText('2026-07-24').waitFor();
    await row.getByRole('link', { name: 'F4 查处整改情况统计表' }).click();
    await page.getByRole('heading', { level: 1, name: /F4 查处整改情况统计表/ }).waitFor();
    form = new URL(page.url()).pathname;
  });

  it('shows the official form, whose numbers open their records', async () => {
    const page = await open(officer, form);
    await page.getByRole('columnheader', { name: '执纪问责情况' }).waitFor();
    const found = Number(await cell(page, 'A8').textContent());
    await cell(page, 'A8').click();
    const drawer = page.getByRole('dialog', { name: '当月发现问题数' });
    await drawer.getByText(`${found} 条`, { exact: true }).waitFor();
    await expect.poll(() => drawer.locator('tbody tr').count()).toBe(found);
  });

  it('has its numbers under each other on a telephone, where they open their records', async () => {
    const page = await open(officer, form);
    const found = await cell(page, 'A8').textContent();
    await narrowed(officer, async () => {
      const figures = page.locator('.phone-figures').getByRole('button');
      await expect.poll(() => figures.count()).toBe(34);
      expect(await faultsOf(officer)).toEqual([]);
      await figures.filter({ hasText: '当月发现问题数' }).click();
      await page
        .getByRole('dialog', { name: '当月发现问题数' })
        .getByText(`${found} 条`, { exact: true })
        .waitFor();
    });
    expect(await page.locator('.phone-figures').isVisible()).toBe(false);
  });

  it('names a fault when a number is corrected against F5, and lets it be explained', async () => {
    const page = await open(officer, form);
    const found = Number(await cell(page, 'A8').textContent());
    await cell(page, 'A8').click();
    const drawer = page.getByRole('dialog', { name: '当月发现问题数' });
    await drawer.getByLabel('更正为').fill(String(found + 1));
    await drawer.getByLabel('原因').fill('乡镇补报一个');
    await drawer.getByRole('button', { name: /^更\s?正$/ }).click();
    await said(page, '已更正');
    await page.getByText(`当月发现问题 ${found + 1} 个，线索表有 ${found} 条，请核对。`).waitFor();
    await page.getByText('乡镇补报一个').first().waitFor();
    const blocked = await open(leader, form);
    await expect.poll(() => blocked.getByRole('button', { name: /^审\s?签$/ }).count()).toBe(0);
    const again = await open(officer, form);
    await explainAll(again, '已与乡镇核对，下月补进线索表');
    await again.getByLabel('联系电话').fill('0994-0000000');
    await again.getByRole('button', { name: '数据已核对，送审签' }).click();
    await said(again, '已填好，送分管领导审签');
  });

  it('is signed by the leader and sent by the officer', async () => {
    const page = await open(leader, form);
    await page.getByRole('button', { name: /^审\s?签$/ }).click();
    await said(page, '已审签');
    const desk = await open(officer, form);
    await desk.getByRole('button', { name: /^上\s?报$/ }).click();
    await said(desk, '已上报');
  });

  it('comes back with remarks, and goes up again as the second version', async () => {
    const page = await open(prefecture, form);
    await page.getByText('退回下级').first().click();
    await page.getByLabel('退回意见').fill('备注栏写明补报情况');
    await page.getByRole('button', { name: '退回下级' }).click();
    await said(page, '已退回下级');
    const desk = await open(officer, form);
    await desk.getByText('测试zhouji退回：备注栏写明补报情况').waitFor();
    await desk.getByLabel('备注').fill('其中 1 个为乡镇补报。');
    await desk.getByRole('button', { name: '数据已核对，送审签' }).click();
    await said(desk, '已填好');
    const signing = await open(leader, form);
    await signing.getByRole('button', { name: /^审\s?签$/ }).click();
    await said(signing, '已审签');
    const sending = await open(officer, form);
    await sending.getByRole('button', { name: /^上\s?报$/ }).click();
    await said(sending, '已上报');
    await sending.getByRole('button', { name: '比上一版' }).click();
    await sending.getByRole('region', { name: '差别' }).getByText('其中 1 个为乡镇补报。').waitFor();
  });

  it('is locked by the prefecture; the file is the form that stands on the page', async () => {
    const page = await open(prefecture, form);
    await page.getByRole('button', { name: '收下并锁定' }).click();
    await said(page, '已锁定');
    const desk = await open(officer, form);
    await desk.getByText(/测试zhouji于 .* 锁定，不能再改。/).waitFor();
    // The mark of a correction stands behind the number.
    const shown = Number.parseInt((await cell(desk, 'A8').textContent()) ?? '', 10);
    const file = await save(desk, () => desk.getByRole('link', { name: '下载表格' }).click());
    expect(file.name).toContain('第2版-F4');
    const read = await FORMS.F4.read(new Uint8Array(readFileSync(file.path)));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.figures.found).toBe(shown);
    expect(read.value.remarks).toBe('其中 1 个为乡镇补报。');
    expect(read.value.signature).toEqual({
      filler: '测试jingban',
      phone: '0994-0000000',
      leader: '测试lingdao',
    });
  });

  it('gets its scan with signature and seal, which the prefecture opens', async () => {
    const page = await open(officer, form);
    await page.getByText('附签章件').first().click();
    await page.locator('input[type=file]').setInputFiles({
      name: '盖章扫描件.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 signed'),
    });
    await page.locator('.paper-chip').getByText('盖章扫描件.pdf').waitFor();
    await page.getByRole('button', { name: '附在第 2 版' }).click();
    await said(page, '签章件已附在第 2 版');
    const desk = await open(prefecture, form);
    await desk
      .getByRole('region', { name: /已报各版/ })
      .getByRole('link', { name: /盖章扫描件/ })
      .waitFor();
  });

  it('is counted in the prefecture’s roll-up, and who has not sent is chased', async () => {
    const page = await open(prefecture, '/reports/matrix');
    await choose(
      page,
      page.getByRole('combobox', { name: '专项整治' }),
      '农村危房改造领域腐败和作风问题专项治理',
    );
    await page.getByRole('row').filter({ hasText: '昌吉市' }).getByText('已锁定').waitFor();
    await page.getByRole('button', { name: '一键催报' }).click();
    await page.getByRole('button', { name: /^催\s?报$/ }).click();
    await page.getByText('关于催报专项整治报表的通知').first().waitFor();
    await page.goto(`${server.address}/reports/roll-up`);
    await settled(page);
    await page.getByText('还没有计入').waitFor();
  });

  it('becomes part of the prefecture’s own report, signed and sent with who is missing explained', async () => {
    const page = prefecture.page;
    await page.goto(`${server.address}/reports/roll-up`);
    await settled(page);
    await choose(page, page.getByLabel('专项整治'), '农村危房改造领域腐败和作风问题专项治理');
    await choose(page, page.getByLabel('报表'), 'F4 查处整改情况统计表');
    await choose(page, page.getByLabel('期次'), '2026年6月');
    await page
      .getByRole('region', { name: /已经计入/ })
      .getByText('第 2 版')
      .waitFor();
    await page.getByRole('button', { name: '取数送审签' }).click();
    await page.getByText('数据由各县市上报的表汇总').waitFor();
    await settled(page);
    const own = new URL(page.url()).pathname;
    await explainAll(page, '已电话核实，本期无数据');
    await page.getByLabel('联系电话').fill('0994-1111111');
    await page.getByRole('button', { name: '数据已核对，送审签' }).click();
    await said(page, '已填好，送分管领导审签');
    const signing = await open(head, own);
    await signing.getByRole('button', { name: /^审\s?签$/ }).click();
    await said(signing, '已审签');
    const sending = await open(prefecture, own);
    await sending.getByText('单位分管负责人：测试zhou-lingdao').waitFor();
    await sending.getByRole('button', { name: /^上\s?报$/ }).click();
    await said(sending, '已上报');
    expect([...prefecture.faults, ...head.faults]).toEqual([]);
  });

  it('shows on the campaign’s page which county met which due day', async () => {
    const page = await open(prefecture, '/campaigns');
    await page
      .getByRole('link', { name: /农村危房改造/ })
      .first()
      .click();
    const panel = page.getByRole('region', { name: '各县市报送节点' });
    const row = panel.getByRole('row').filter({ hasText: '阜康市' });
    await row.getByText('逾期未报').first().waitFor();
    await row.getByText('已催办').first().waitFor();
    await panel.getByRole('row').filter({ hasText: '昌吉市' }).getByText('已报 1/2').first().waitFor();
  });

  it('takes in a county that joins a running campaign later', async () => {
    const page = await open(prefecture, '/campaigns');
    const started = await page.request.post(`${server.address}/api/campaigns`, {
      headers: { origin: server.address },
      data: {
        plan: 'post-lease-2021',
        year: 2026,
        answers: { 'f3-due-after': '3', 'rectify-days': '30' },
        participants: ['652301'],
      },
    });
    expect(started.status(), await started.text()).toBe(201);
    await page.goto(`${server.address}/campaigns/${(await started.json()).id}`);
    await page.getByRole('button', { name: '增加参加单位…' }).click();
    const dialog = page.getByRole('dialog', { name: '增加参加单位' });
    await dialog.getByText('阜康市').click();
    await dialog.getByRole('button', { name: /^增\s?加$/ }).click();
    await said(page, '已增加参加单位');
    await page.getByText(/阜康市（2026-07-17 起）/).waitFor();
    const panel = page.getByRole('region', { name: '各县市报送节点' });
    await panel.getByRole('row').filter({ hasText: '阜康市' }).waitFor();
  });
});
