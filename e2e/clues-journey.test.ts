import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from './accessibility.ts';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { choose, type Desk, narrowed, openPhone, said, settled, signIn } from './desk.ts';
import { save } from './downloads.ts';

const { address, password } = demonstration();
const SUMMARY =
  '反映幸福社区七号楼住户梁上君长期把公租房转租给外来务工人员，每月收租金九百元，邻居多次劝阻无效。';
const PERSON = '梁上君';
let browser: Browser;
let officer: Desk;
let reviewer: Desk;
let inspector: Desk;
let leader: Desk;
let clue = '';
let code = '';

beforeAll(async () => {
  browser = await openBrowser();
  officer = await signIn(browser, { address, username: 'jingban', password });
  reviewer = await signIn(browser, { address, username: 'shenhe', password });
  inspector = await signIn(browser, { address, username: 'jijian', password });
  leader = await signIn(browser, { address, username: 'lingdao', password });
});
afterAll(async () => {
  await browser.close();
});

const acts = (page: Page) => page.getByRole('region', { name: '办理', exact: true });

/** Fills in the form of a telephone report; `summary` as it was told. */
async function typeIn(page: Page, summary: string): Promise<void> {
  await page.getByRole('link', { name: '登记线索' }).click();
  await page.getByRole('heading', { level: 1, name: '登记线索' }).waitFor();
  await page.getByLabel('线索摘要').fill(summary);
  await page.locator('.person-line').getByLabel('姓名').fill(PERSON);
  await choose(page, page.getByLabel('级别'), '其他人员');
  await choose(page, page.getByLabel('来源（按报表口径）'), '信访举报');
  await page.getByLabel('涉及资金').fill('900');
}

describe('from a telephone call to the answer', () => {
  it('is registered once, with a code that is read out once', async () => {
    const { page, faults } = officer;
    await page
      .getByRole('navigation', { name: '主导航' })
      .getByRole('link', { name: /线索举报/ })
      .click();
    await typeIn(page, SUMMARY);
    await page.getByLabel('联系电话').fill('13900000000');
    await page.locator('.person-fields').last().getByLabel('姓名').fill('付正义');
    await page.getByLabel('含举报人信息').check();
    await page.locator('.paper-upload input[type=file]').setInputFiles({
      name: '付正义来信.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 signed'),
    });
    await page.locator('.paper-chip').getByText('付正义来信.pdf').waitFor();
    await page.getByRole('button', { name: /^登\s?记$/ }).click();
    await page.getByRole('heading', { level: 1, name: /^已登记：线索〔\d{4}〕\d+号$/ }).waitFor();
    code = (await page.locator('.revealed').textContent()) ?? '';
    expect(code).toMatch(/^\d{5}( \d{5}){4}$/);
    await page.getByRole('link', { name: '打开线索' }).click();
    await page.getByRole('heading', { level: 1, name: /待受理/ }).waitFor();
    clue = new URL(page.url()).pathname;
    await page.getByText('900.00').waitFor();
    expect(faults).toEqual([]);
  });

  it('is asked about where it came in more than a year ago', async () => {
    const { page } = officer;
    await page.goto('/clues');
    await page.getByRole('link', { name: '登记线索' }).click();
    await page.getByLabel('收到日期').fill('2020-01-01');
    await page.getByLabel('收到日期').press('Enter');
    await page.getByText('收到日期在一年多以前，请核对').waitFor();
  });

  it('is shown as a likely duplicate while the second call is typed, and stands on the list of pairs', async () => {
    const { page } = officer;
    await page.goto('/clues');
    await typeIn(page, SUMMARY.replace('邻居多次劝阻无效', '邻居劝过没有用'));
    const similar = page.getByRole('region', { name: '疑似重复' });
    await similar.getByText(/同一被反映人、摘要相似 \d+%/).waitFor();
    await page.getByRole('button', { name: /^登\s?记$/ }).click();
    await page.getByRole('heading', { level: 1, name: /^已登记/ }).waitFor();
    await page.goto('/clues/duplicates');
    const pair = page.locator('section.panel').filter({ hasText: PERSON });
    await pair.getByRole('button', { name: '并案…' }).click();
    const dialog = page.getByRole('dialog', { name: '并案' });
    await dialog.getByRole('button', { name: /^并\s?案$/ }).click();
    await said(page, '已并入');
    await page.goto(clue);
    await page
      .getByRole('region', { name: /并入的线索/ })
      .getByText(/劝过没有用/)
      .waitFor();
  });

  it('has the likely duplicate above the button on a telephone', async () => {
    const { page } = officer;
    await page.goto('/clues');
    await typeIn(page, SUMMARY);
    const similar = page.getByRole('region', { name: '疑似重复' });
    await similar.getByText(/同一被反映人/).waitFor();
    const [likely, button] = await narrowed(officer, async () => {
      await settled(page);
      return [
        await similar.boundingBox(),
        await page.getByRole('button', { name: /^登\s?记$/ }).boundingBox(),
      ];
    });
    expect(likely?.y).toBeLessThan(button?.y ?? 0);
    await page.goto(clue);
  });

  it('is accepted, given to a community, and comes back with a result', async () => {
    const { page, faults } = officer;
    await acts(page)
      .getByRole('button', { name: /^受\s?理$/ })
      .click();
    await said(page, '已受理');
    await page.getByText('交有权办理的单位').waitFor();
    await choose(page, page.getByLabel('承办单位或承办人'), '幸福社区', { typed: '幸福社区' });
    await acts(page)
      .getByRole('button', { name: /^分\s?办$/ })
      .click();
    await said(page, '已交幸福社区核查');
    await choose(page, page.getByLabel('核查结论'), '属实');
    await acts(page).getByLabel('核查情况').fill('入户核实，承租人承认转租');
    await acts(page).getByRole('button', { name: '提交核查结果' }).click();
    await said(page, '已提交结果');
    await acts(page).getByText('须由另一人审定').waitFor();
    const letters = page.getByRole('region', { name: '文书' });
    const letter = await save(page, () => letters.getByRole('link', { name: '受理告知书' }).click());
    expect(letter.name).toMatch(/^受理告知书-线索〔\d{4}〕\d+号\.docx$/);
    expect(faults).toEqual([]);
  });

  it('is asked back by the code, and what the reporter says is entered with it', async () => {
    const { page, faults } = officer;
    await page.goto(clue);
    await page.getByRole('button', { name: '给举报人留言' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('给谁留言').waitFor();
    await dialog.getByLabel('留言', { exact: true }).fill('请补充租客搬入的时间。');
    await dialog.getByRole('button', { name: /^留\s?言$/ }).click();
    await said(page, '已留言');
    await page.goto('/clues');
    await page.getByRole('button', { name: '凭查询码查找' }).click();
    await page.getByRole('textbox', { name: '查询码' }).fill(code);
    await page.getByRole('button', { name: /^查\s?找$/ }).click();
    await page.getByText('请补充租客搬入的时间。').first().waitFor();
    await page.getByRole('button', { name: '登记举报人补充' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: '查询码' }).inputValue()).toBe(code);
    await dialog.getByLabel('说了什么').fill('去年十月搬来的。');
    await dialog.getByRole('button', { name: /^登\s?记$/ }).click();
    await said(page, '已登记举报人补充的情况');
    await page.getByRole('region', { name: '与举报人的往来' }).getByText('电话：去年十月搬来的。').waitFor();
    expect(faults).toEqual([]);
  });

  it('is concluded by another person, and the reporter is answered', async () => {
    await reviewer.page.goto(clue);
    await acts(reviewer.page).getByText('同意', { exact: true }).click();
    await acts(reviewer.page).getByRole('button', { name: '提交审定意见' }).click();
    await said(reviewer.page, '已审定');
    const { page } = officer;
    await page.goto(clue);
    await choose(page, page.getByLabel('反馈方式'), '电话');
    await acts(page).getByLabel('反馈内容').fill('已电话告知核查结果和处理意见');
    await acts(page).getByRole('button', { name: '登记反馈并办结' }).click();
    await said(page, '线索办结');
    await page.getByRole('heading', { level: 1, name: /已办结/ }).waitFor();
    await page.getByText('按期完成').first().waitFor();
    await page.getByRole('region', { name: '文书' }).getByRole('link', { name: '答复书' }).waitFor();
    expect([...officer.faults, ...reviewer.faults]).toEqual([]);
  });
});

describe('more time for a petition', () => {
  const petition = /退出公租房后押金一直未退/;

  it('is granted by the leader, and told to the petitioner by letter', async () => {
    const { page, faults } = leader;
    await page.goto('/clues?kind=petition&state=inquiring');
    await page.getByRole('row').filter({ hasText: petition }).getByRole('link').first().click();
    await acts(page).getByLabel('延长天数').fill('20');
    await acts(page).getByLabel('理由（写进延期告知书）').fill('需向银行调取押金流水');
    await acts(page).getByRole('button', { name: '批准延期' }).click();
    await said(page, '已批准延长 20 日');
    await officer.page.goto(new URL(page.url()).pathname);
    await acts(officer.page).getByText('告知延期', { exact: true }).click();
    const letter = await save(officer.page, () =>
      acts(officer.page).getByRole('link', { name: '延期告知书' }).click(),
    );
    expect(letter.name).toMatch(/^延期告知书-线索〔\d{4}〕\d+号\.docx$/);
    await acts(officer.page).getByLabel('怎样告知的').fill('送达延期告知书');
    await acts(officer.page).getByRole('button', { name: '登记已告知延期' }).click();
    await said(officer.page, '已登记告知延期');
    await expect.poll(() => acts(officer.page).getByText('告知延期', { exact: true }).count()).toBe(0);
    expect([...faults, ...officer.faults]).toEqual([]);
  });
});

describe('the list', () => {
  it('shows what has waited too long to be decided on, and nothing else', async () => {
    const { page, faults } = officer;
    await page.goto('/clues?undecided=true');
    await page.getByText('反映胜利社区另一户公租房长期无人居住').first().waitFor();
    await settled(page);
    const rows = page.locator('tbody tr.ant-table-row');
    expect(await rows.count()).toBe(await rows.filter({ hasText: /已等 \d{2,} 日/ }).count());
    expect(faults).toEqual([]);
  });
});

describe('a report of what was answered', () => {
  it('is merged as a repeat, and stands with the answer', async () => {
    const { page, faults } = officer;
    await page.goto('/clues');
    await typeIn(page, SUMMARY.replace('邻居多次劝阻无效', '到现在还在出租'));
    await page.getByRole('button', { name: /^登\s?记$/ }).click();
    await page.getByRole('heading', { level: 1, name: /^已登记/ }).waitFor();
    await page.goto('/clues/duplicates');
    const pair = page.locator('section.panel').filter({ hasText: '到现在还在出租' });
    await pair.getByRole('button', { name: '并案…' }).first().click();
    const dialog = page.getByRole('dialog', { name: '并案' });
    await dialog.getByText(/作为重复反映登记，不重新核查/).waitFor();
    await dialog.getByRole('button', { name: /^并\s?案$/ }).click();
    await said(page, '已并入');
    await page.goto(clue);
    await page.getByText(/作为重复反映并入本条/).waitFor();
    await page.getByRole('heading', { level: 1, name: /已办结/ }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('who reported', () => {
  it('is seen by two people together, one of them an inspector, and by nobody alone', async () => {
    const identity = (page: Page) => page.getByRole('region', { name: '举报人身份' });
    await officer.page.goto(clue);
    await settled(officer.page);
    await expect.poll(() => identity(officer.page).count()).toBe(0);
    await officer.page.getByText('含举报人信息，须经两人同意后查看').waitFor();
    await expect.poll(() => officer.page.getByText('付正义').count()).toBe(0);
    await leader.page.goto(clue);
    await identity(leader.page).getByRole('button', { name: '申请查看' }).click();
    await leader.page.getByLabel('为什么需要知道举报人是谁').fill('核实租金去向须当面了解');
    await leader.page
      .getByRole('dialog')
      .getByRole('button', { name: /^申\s?请$/ })
      .click();
    await said(leader.page, '已申请');
    await identity(leader.page).getByText('等另一人同意').waitFor();
    await expect
      .poll(() =>
        identity(leader.page)
          .getByRole('button', { name: /^(同\s?意|查\s?看)$/ })
          .count(),
      )
      .toBe(0);

    await inspector.page.goto(clue);
    await identity(inspector.page)
      .getByRole('button', { name: /^同\s?意$/ })
      .click();
    await said(inspector.page, '已同意');
    await leader.page.reload();
    await identity(leader.page)
      .getByRole('button', { name: /^查\s?看$/ })
      .click();
    await leader.page.getByRole('button', { name: '记录并查看' }).click();
    await leader.page.getByRole('dialog').getByText('付正义').waitFor();
    const letter = leader.page.getByRole('dialog').getByRole('link', { name: '含举报人信息的材料' });
    const opened = await leader.page.request.get(`${address}${await letter.getAttribute('href')}`);
    await expect(opened.text()).resolves.toBe('%PDF-1.7 signed');
    expect([...leader.faults, ...inspector.faults]).toEqual([]);
  });
});

describe('what reached the prefecture', () => {
  const VACANT = '反映昌吉市某小区公租房多户长期空置，审核把关不严，群众意见很大。';
  const PAPER = '空置住户名单.pdf';

  it('is handed down with the papers that were chosen, and taken back before the county has answered', async () => {
    const prefecture = await signIn(browser, { address, username: 'zhouji', password });
    const { page } = prefecture;
    await page.goto('/clues');
    await typeIn(page, VACANT);
    await page.locator('.paper-upload input[type=file]').setInputFiles({
      name: PAPER,
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 vacant'),
    });
    await page.locator('.paper-chip').getByText(PAPER).waitFor();
    await page.getByRole('button', { name: /^登\s?记$/ }).click();
    await page.getByRole('link', { name: '打开线索' }).click();
    await acts(page)
      .getByRole('button', { name: /^受\s?理$/ })
      .click();
    await said(page, '已受理');
    await acts(page).getByText('转办县市', { exact: true }).click();
    await choose(page, acts(page).getByLabel('转办给'), '昌吉市');
    const until = acts(page).getByLabel('请于何时前报告结果');
    await until.fill('2099-12-18');
    await until.press('Enter');
    expect(await acts(page).getByLabel(PAPER).isChecked()).toBe(false);
    await acts(page).getByLabel(PAPER).check();
    await acts(page)
      .getByRole('button', { name: /^转\s?办$/ })
      .click();
    await said(page, '已转办');
    const handed = page.getByRole('region', { name: /转办/ }).getByRole('link', { name: /昌吉市/ });
    const below = (await handed.getAttribute('href')) ?? '';

    const county = officer.page;
    await county.goto(below);
    await county.getByText('审定后的结果自动报回').waitFor();
    const paper = county.getByRole('region', { name: /^材料/ }).getByRole('link', { name: PAPER });
    const opened = await county.request.get(`${address}${await paper.getAttribute('href')}`);
    await expect(opened.text()).resolves.toBe('%PDF-1.7 vacant');

    await page.getByRole('button', { name: /^更\s?正$/ }).click();
    await page.getByRole('dialog').getByLabel('线索摘要').fill(VACANT.replace('多户', '六户'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^保\s?存$/ })
      .click();
    await said(page, '已更正');
    await county.reload();
    const corrected = county.getByRole('region', { name: /上级已更正/ });
    await corrected.getByRole('cell', { name: /六户长期空置/ }).waitFor();

    await page.reload();
    const [phone, theirs] = await Promise.all([openPhone(browser, prefecture), openPhone(browser, officer)]);
    await Promise.all([phone.page.goto(new URL(page.url()).pathname), theirs.page.goto(below)]);
    const looked = await Promise.all([prefecture, phone, officer, theirs].map(faultsOf));
    expect(looked.flat()).toEqual([]);

    await corrected.getByRole('button', { name: '采用更正' }).click();
    await said(county, '已采用上级更正');
    await county
      .locator('.reason')
      .getByText(/六户长期空置/)
      .waitFor();
    await corrected.waitFor({ state: 'detached' });

    await acts(page).getByLabel('撤回原因（县市看得到）').fill('改由州级直接核查');
    await acts(page).getByRole('button', { name: '撤回转办' }).click();
    await said(page, '已撤回');
    await county.goto(below);
    await county.getByRole('heading', { level: 1, name: /上级已撤回/ }).waitFor();
    await county.getByText('上级撤回转办：改由州级直接核查').waitFor();
    expect([...prefecture.faults, ...officer.faults]).toEqual([]);
    await Promise.all([prefecture.close(), phone.close(), theirs.close()]);
  });
});

describe('every page of it', () => {
  it('is whole on a desk and on a phone', async () => {
    const desk = await signIn(browser, { address, username: 'guanli', password });
    const phone = await openPhone(browser, desk);
    const found: string[] = [];
    for (const path of [
      '/clues',
      '/clues/new',
      '/clues/duplicates',
      '/clues/transfers',
      '/relations',
      clue,
    ]) {
      await Promise.all([desk.page.goto(path), phone.page.goto(path)]);
      found.push(...(await Promise.all([faultsOf(desk), faultsOf(phone)])).flat());
    }
    expect(found).toEqual([]);
    await desk.close();
    await phone.close();
  });
});
