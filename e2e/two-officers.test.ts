import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Desk, settled, signIn } from './desk.ts';

const { address, password } = inject('demonstration');
let browser: Browser;
let faster: Desk;
let slower: Desk;

beforeAll(async () => {
  browser = await openBrowser();
  faster = await signIn(browser, { address, username: 'jingban', password });
  slower = await signIn(browser, { address, username: 'guanli', password });
});
afterAll(async () => {
  await browser.close();
});

const said = (page: Page, words: string) => page.locator('.ant-message').getByText(words).waitFor();
const acts = (page: Page) => page.getByRole('region', { name: '办理', exact: true });

async function open(page: Page, finding: string): Promise<void> {
  await page.goto(finding);
  await settled(page);
}

async function tell(page: Page, note: string): Promise<void> {
  await acts(page).getByText('告知家庭', { exact: true }).click();
  await acts(page).getByLabel('告知内容').fill(note);
  await acts(page).getByRole('button', { name: '登记告知' }).click();
}

describe('two officers at the same finding', () => {
  let finding = '';

  it('have it open at the same time, and the faster one records what was told', async () => {
    await faster.page.goto('/findings?state=open&status=fail');
    await settled(faster.page);
    const link = faster.page.locator('.list-table .ant-table-row').last().getByRole('link').first();
    finding = (await link.getAttribute('href')) ?? '';
    expect(finding).toMatch(/^\/findings\//);
    await open(slower.page, finding);
    await open(faster.page, finding);
    await tell(faster.page, '电话告知承租人，五日内反馈');
    await said(faster.page, '告知家庭');
    expect(faster.faults).toEqual([]);
  });

  it('tells the slower one who was faster, and shows what that one wrote', async () => {
    const { page, faults } = slower;
    expect(faults).toEqual([]);
    await tell(page, '上门告知，家中无人');
    const notice = page.getByRole('dialog').filter({ hasText: '内容已被他人修改' });
    await notice.getByText('李经办').waitFor();
    await notice.getByRole('button', { name: '载入最新内容' }).click();
    await notice.waitFor({ state: 'hidden' });
    expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
    faults.length = 0;
    await page.getByText('电话告知承租人，五日内反馈').first().waitFor();
  });

  it('lets the slower one go on from what is there now', async () => {
    const { page, faults } = slower;
    await acts(page).getByText('登记反馈', { exact: true }).first().click();
    await acts(page).getByLabel('家庭怎么说').fill('家庭表示三日内提交材料。');
    await acts(page).getByRole('button', { name: '登记反馈' }).click();
    await said(page, '已登记家庭反馈');
    expect(faults).toEqual([]);
  });
});
