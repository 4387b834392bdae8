import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { choose, type Desk, openPhone, said, settled, signIn } from './desk.ts';

const { address, password } = demonstration();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const combobox = (within: Locator, name: string) => within.getByRole('combobox', { name, exact: true });

describe('a spot check', () => {
  const title = '端到端抽查';
  let admin: Desk;
  let officer: Desk;
  let leader: Desk;
  beforeAll(async () => {
    admin = await signIn(browser, { address, username: 'guanli', password });
    officer = await signIn(browser, { address, username: 'jingban', password });
    leader = await signIn(browser, { address, username: 'lingdao', password });
  });

  it('is frozen with its digest before there is a seed', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: '督办抽查' }).click();
    await page.getByRole('link', { name: '抽查', exact: true }).click();
    await page.getByRole('button', { name: '冻结名单' }).click();
    const dialog = page.getByRole('dialog');
    await choose(admin.page, combobox(dialog, '专项整治'), /./);
    await dialog.getByLabel('抽查名称').fill(title);
    await dialog.getByLabel('抽取数量').fill('3');
    await dialog.getByRole('button', { name: '冻结并公布摘要' }).click();
    await page.getByRole('heading', { level: 1 }).getByText(title).waitFor();
    await page.getByText('待公布种子').waitFor();
    expect(await page.locator('code.digest').first().textContent()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is drawn from the seed that another person announces, and the browser draws the same', async () => {
    await admin.page.getByText('名单是您冻结的，现场掷骰的种子须由另一人公布').waitFor();
    await expect.poll(() => admin.page.getByRole('button', { name: '公布种子并抽取' }).count()).toBe(0);
    const { page, faults } = leader;
    await page.goto(new URL(admin.page.url()).pathname);
    await page.getByRole('button', { name: '公布种子并抽取' }).click();
    await page.getByLabel(/^种子（至少/).fill('3 5 1 6 2 2 4 1');
    await page.getByLabel(/^凭据/).fill('纪检组两人在场');
    await page.getByRole('button', { name: '抽取 3 个' }).click();
    await page.getByText('已抽取', { exact: true }).waitFor();
    await page.getByRole('link', { name: '复算' }).click();
    await page.getByText('复算一致：名单没有改过，抽取结果相同').waitFor();
    await page.getByText('浏览器自带的密码程序').waitFor();
    await expect.poll(() => page.getByText('相同', { exact: true }).count()).toBe(3);
    // What is written there is enough to draw it again without us: the key, what is digested, the order.
    await page.getByText(/以种子原文为密钥、id 为内容，计算 HMAC-SHA-256/).waitFor();
    await page.getByText(/相同的按 id 排，前 3 个就是样本/).waitFor();
    expect(faults).toEqual([]);
  });

  it('finds what the self-check did not, and hands it to the discipline commission', async () => {
    const { page, faults } = officer;
    await page.goto('/supervision/checks');
    await page.getByRole('link', { name: title }).first().click();
    const row = page
      .getByRole('row')
      .filter({ hasText: /自查无问题|未自查/ })
      .first();
    await row.getByRole('button', { name: '登记结果' }).click();
    await page.getByRole('radio', { name: '核查有问题' }).check();
    await page.getByText('与自查不符，登记后须移送').waitFor();
    await page.getByLabel('情况说明').fill('入户时由他人居住');
    const register = page.getByRole('button', { name: /^登\s?记$/ });
    await expect.poll(() => register.isDisabled()).toBe(true);
    await page
      .getByRole('dialog')
      .locator('.paper-upload input[type=file]')
      .setInputFiles({
        name: '入户笔录.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7 signed'),
      });
    await page.locator('.paper-chip').getByText('入户笔录.pdf').waitFor();
    await register.click();
    await page.getByText(/有 1 件与自查不符，还没有移送/).waitFor();
    await page.getByRole('button', { name: '移送纪检' }).click();
    await page.getByLabel('移送函文号').fill('昌市建移〔2026〕9号');
    await page.getByRole('button', { name: '登记移送' }).click();
    await page.getByRole('cell', { name: /昌市建移〔2026〕9号/ }).waitFor();
    expect(faults).toEqual([]);
  });

  it('is read on a telephone', async () => {
    const phone = await openPhone(browser, officer);
    await phone.page.goto('/supervision/checks');
    await settled(phone.page);
    await phone.page.getByText(title).first().click();
    await settled(phone.page);
    const wide = await phone.page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
    expect(phone.faults).toEqual([]);
    await phone.close();
  });
});

describe('the demonstration', () => {
  it('has what looks like rectification on paper, and a clue that became a problem', async () => {
    const { page, faults } = await signIn(browser, { address, username: 'jijian', password });
    await page.getByRole('link', { name: '督办抽查' }).click();
    await page.getByRole('link', { name: '疑似虚假整改' }).click();
    for (const title of ['报送日突击销号', '同一照片或材料重复使用', '反复重新整改'])
      await page.getByRole('row').filter({ hasText: title }).first().waitFor();
    await page.goto('/problems?q=团结社区');
    const problem = page.getByRole('row').filter({ hasText: '来电反映团结社区一户公租房由他人居住' });
    await problem.getByRole('link').first().click();
    await page.getByRole('link', { name: '属实线索' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a notice', () => {
  it('is issued with its day, answered by the office, and settled by who issued it', async () => {
    const leader = await signIn(browser, { address, username: 'lingdao', password });
    const officer = await signIn(browser, { address, username: 'jingban', password });
    await leader.page.goto('/supervision/notices/new');
    await choose(leader.page, combobox(leader.page.locator('#content'), '专项整治'), /./);
    await choose(leader.page, combobox(leader.page.locator('#content'), '问题或线索'), /问题/);
    await choose(leader.page, combobox(leader.page.locator('#content'), '督办对象'), /住房保障中心/);
    await leader.page.getByLabel('督办要求').fill('请核实整改情况并附照片回复。');
    await leader.page.getByText(/今天起 5 个工作日/).waitFor();
    await leader.page.getByRole('button', { name: '下发督办' }).click();
    const heading = leader.page.getByRole('heading', { level: 1 });
    await heading.getByText('待回复').waitFor();
    const number = /督〔\d{4}〕\d+号/.exec((await heading.textContent()) ?? '')?.[0] ?? '';

    await officer.page.goto('/inbox');
    await officer.page.getByText(`督办待回复：${number}`).click();
    await officer.page.getByLabel('办理情况').fill('已核实，照片附后。');
    await officer.page.getByRole('button', { name: '提交回复' }).click();
    await officer.page.getByRole('heading', { level: 1 }).getByText('待核').waitFor();

    await leader.page.reload();
    await leader.page.getByRole('button', { name: /^办\s?结$/ }).click();
    await heading.getByText('已办结').waitFor();
    await leader.page.getByRole('link', { name: '打印通知书' }).click();
    await leader.page.getByRole('heading', { level: 1, name: '督办通知书' }).waitFor();
    await leader.page.locator('article').getByText(number).waitFor();
    expect([...leader.faults, ...officer.faults]).toEqual([]);
  });

  it('about a late report is issued from its row, which then shows it', async () => {
    const leader = await signIn(browser, { address, username: 'lingdao', password });
    await leader.page.goto('/reports');
    await leader.page.getByRole('row').getByRole('link', { name: '督办', exact: true }).first().click();
    await leader.page.getByText(/应于 .+ 前报/).waitFor();
    await leader.page.getByLabel('督办要求').fill('请尽快报送。');
    await leader.page.getByText(/今天起 5 个工作日/).waitFor();
    await leader.page.getByRole('button', { name: '下发督办' }).click();
    const heading = leader.page.getByRole('heading', { level: 1 });
    await heading.getByText('待回复').waitFor();
    const number = /督〔\d{4}〕\d+号/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
    await leader.page.getByRole('link', { name: /^报表迟报/ }).click();
    await leader.page.waitForURL(/\/reports\/[0-9a-f-]+/);
    await leader.page.goto('/reports');
    await leader.page
      .getByRole('row')
      .getByRole('link', { name: `${number} 待回复` })
      .waitFor();
    expect(leader.faults).toEqual([]);
  });
});

describe('a case that is not on the ledger', () => {
  it('is written for the month with its unit and the day it ended', async () => {
    const officer = await signIn(browser, { address, username: 'jingban', password });
    const { page } = officer;
    await page.goto('/accountability/cases');
    await page.getByRole('button', { name: '写案例' }).click();
    const dialog = page.getByRole('dialog', { name: '写典型案例' });
    await choose(officer.page, combobox(dialog, '专项整治'), /./);
    await dialog.getByText('台账上没有的').click();
    await dialog.getByLabel('涉及单位').fill('示例镇人民政府（走查）');
    await dialog.getByLabel(/^案例/).fill('示例镇公示不到位，已按程序重新公示，有关人员受到处理。');
    await dialog.getByRole('button', { name: /^保\s?存$/ }).click();
    await said(page, /已保存/);
    await page.getByRole('row').filter({ hasText: '示例镇人民政府（走查）' }).getByText(/了结$/).waitFor();
    expect(officer.faults).toEqual([]);
    await officer.close();
  });
});
