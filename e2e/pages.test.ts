import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seriousFaults } from './accessibility.ts';
import { openBrowser } from './browser.ts';
import { type Desk, openPhone, settled, signIn } from './desk.ts';

const { address, accounts, password } = inject('demonstration');
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Everything wrong with the page that the desk shows: what it logged, what axe says, whether it is wider than the window. */
async function faultsOf(desk: Desk): Promise<readonly string[]> {
  const { page, faults } = desk;
  await settled(page);
  const { width = 0 } = page.viewportSize() ?? {};
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  const found = [
    ...faults.splice(0),
    ...(await seriousFaults(page)),
    ...(wide > width ? [`scrolls sideways: ${wide} px`] : []),
  ];
  return found.map((fault) => `${new URL(page.url()).pathname} at ${width}: ${fault}`);
}

/** The pages of the menu, as this person sees it. */
async function menuOf({ page }: Desk): Promise<readonly string[]> {
  const links = await page.getByRole('navigation', { name: '主导航' }).getByRole('link').all();
  return await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}

describe.each(accounts)('$username', ({ username }) => {
  it('finds every page of the menu whole, on a desk and on a phone', async () => {
    const desk = await signIn(browser, { address, username, password });
    const phone = await openPhone(browser, desk);
    const menu = await menuOf(desk);
    expect(menu).toContain('/');
    const found: string[] = [];
    for (const path of menu) {
      await desk.page.getByRole('navigation', { name: '主导航' }).locator(`a[href="${path}"]`).click();
      await phone.page.goto(path);
      found.push(...(await faultsOf(desk)), ...(await faultsOf(phone)));
    }
    expect(found).toEqual([]);
    await desk.close();
    await phone.close();
  });
});

/** A list and what its rows lead to. */
const DETAILS = [
  '/households',
  '/findings',
  '/imports',
  '/feeds',
  '/runs',
  '/policies',
  '/campaigns',
  '/problems',
] as const;

describe('what the lists lead to', () => {
  it('is whole, on a desk and on a phone', async () => {
    const desk = await signIn(browser, { address, username: 'guanli', password });
    const phone = await openPhone(browser, desk);
    const found: string[] = [];
    for (const list of DETAILS) {
      await desk.page.goto(list);
      await settled(desk.page);
      const link = desk.page.locator(`#content a[href^="${list}/"]:not([href$="/new"])`).first();
      const path = (await link.getAttribute('href')) ?? '';
      await link.click();
      await desk.page.waitForURL(`**${path}`);
      await phone.page.goto(path);
      found.push(...(await faultsOf(desk)), ...(await faultsOf(phone)));
    }
    for (const path of ['/account', '/feeds/new']) {
      await desk.page.goto(path);
      await phone.page.goto(path);
      found.push(...(await faultsOf(desk)), ...(await faultsOf(phone)));
    }
    expect(found).toEqual([]);
    await desk.close();
    await phone.close();
  });
});
