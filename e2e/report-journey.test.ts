import { readFileSync } from 'node:fs';
import { FORMS } from '@anju/official-forms';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Desk, said, settled, signIn } from './desk.ts';
import { save } from './downloads.ts';
import { type RecordsServer, startRecordsServer } from './records-server.ts';

let server: RecordsServer;
let browser: Browser;
let officer: Desk;
let leader: Desk;
let prefecture: Desk;
/** Address of the form that is followed: F4 of June, due on 24 July. */
let form: string;

beforeAll(async () => {
  server = await startRecordsServer(240);
  browser = await openBrowser();
  officer = await signIn(browser, { ...server, username: 'jingban' });
  leader = await signIn(browser, { ...server, username: 'lingdao' });
  prefecture = await signIn(browser, { ...server, username: 'zhouji' });
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
    await expect(drawer.locator('tbody tr').count()).resolves.toBe(found);
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
    await expect(blocked.getByRole('button', { name: /^审\s?签$/ }).count()).resolves.toBe(0);
    const again = await open(officer, form);
    for (;;) {
      const explain = again.getByRole('button', { name: '写明原因' });
      if ((await explain.count()) === 0) break;
      await explain.first().click();
      await again.getByPlaceholder('为什么这样填是对的').fill('已与乡镇核对，下月补进线索表');
      await again.getByRole('button', { name: /^记\s?下$/ }).click();
      await said(again, '已记下原因');
      await again.reload();
      await settled(again);
    }
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
    await desk.getByText('上级意见：备注栏写明补报情况').waitFor();
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

  it('is counted in the prefecture’s roll-up, and who has not sent is chased', async () => {
    const page = await open(prefecture, '/reports/matrix');
    await page.getByLabel('专项整治').click();
    await page.getByText('农村危房改造领域腐败和作风问题专项治理').last().click();
    await page.getByRole('row').filter({ hasText: '昌吉市' }).getByText('已锁定').waitFor();
    await page.getByRole('button', { name: '一键催报' }).click();
    await page.getByRole('button', { name: /^催\s?报$/ }).click();
    await page.getByText('关于催报专项整治报表的通知').first().waitFor();
    await page.goto(`${server.address}/reports/roll-up`);
    await settled(page);
    await page.getByText('还没有计入').waitFor();
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
        answers: { 'f3-due-after': '3' },
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
