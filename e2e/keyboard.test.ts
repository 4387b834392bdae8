import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { type Desk, settled, signIn } from './desk.ts';

const { address, password } = demonstration();
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await signIn(browser, { address, username: 'guanli', password });
});
afterAll(async () => {
  await browser.close();
});

const focused = (page: Page) =>
  page.evaluate<string | null>(`document.activeElement.getAttribute('aria-label')`);

describe('without a mouse', () => {
  it('puts the cursor into the search with /, and opens the family found with Enter', async () => {
    const { page } = desk;
    await page.goto('/households');
    await settled(page);
    const name = (await page.locator('#content a[href^="/households/"]').nth(4).textContent()) ?? '';
    await page.keyboard.press('/');
    await expect.poll(() => focused(page)).toBe('查找住户');
    await page.keyboard.type(name);
    await page.locator('.ant-select-item-option-active').filter({ hasText: name }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).getByText(name).waitFor();
  });

  it('walks down the findings with j, selects with x, opens with Enter, goes on with j and k', async () => {
    const { page } = desk;
    await page.goto('/findings?state=assigned');
    await settled(page);
    const rows = page.locator('.list-table .ant-table-row');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.locator('.list-table .ant-table-row.is-active').waitFor();
    await expect.poll(() => rows.nth(1).getAttribute('class')).toContain('is-active');
    await page.keyboard.press('x');
    await page.getByRole('region', { name: '对所选记录的操作' }).getByText('已选 1 条').waitFor();
    const address = await rows.nth(1).getByRole('link').first().getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${address}`);
    await page.getByRole('button', { name: '下一条' }).waitFor();
    // The address changes before the page does: the keys are the next finding's only once it has come.
    const come = page.waitForResponse(/\/api\/findings\/[0-9a-f-]{36}\?/);
    await page.keyboard.press('j');
    await page.waitForURL((url) => !`${url}`.endsWith(String(address)));
    await come;
    await settled(page);
    await page.keyboard.press('k');
    await page.waitForURL(`**${address}`);
  });

  it('chooses a conclusion by its digit and shows the reasoning with ?', async () => {
    const { page } = desk;
    // The page before may still stand: its keys would go to the finding before.
    await page.reload();
    await settled(page);
    await page.keyboard.press('2');
    await expect.poll(() => page.getByRole('radio', { name: /已说明/ }).isChecked()).toBe(true);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('为什么有这条疑点').waitFor();
    await page.keyboard.press('Escape');
    expect(desk.faults).toEqual([]);
  });

  it('goes on in the page that the menu led to', async () => {
    const { page } = desk;
    await page.goto('/households');
    await settled(page);
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '疑点核查' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '疑点核查' }).waitFor();
    await expect.poll(() => page.evaluate(`document.activeElement.id`)).toBe('content');
  });

  it('begins a dialogue in its first field, and comes back to what opened it', async () => {
    const { page } = desk;
    await page.goto('/clues');
    await settled(page);
    const opener = page.getByRole('button', { name: '凭查询码查找' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect.poll(() => focused(page)).toBe('查询码');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => opener.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  });

  it('lists what is wrong with a form on top, and goes on in the first field of it', async () => {
    const { page } = desk;
    await page.goto('/clues/new');
    await settled(page);
    await page.getByRole('button', { name: /^登\s?记$/ }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/^有 \d+ 处没有填对$/)
      .waitFor();
    const wrong = page.locator('.ant-form-item-has-error').first();
    await expect
      .poll(() => wrong.evaluate((one) => one.contains(one.ownerDocument.activeElement)))
      .toBe(true);
  });
});
