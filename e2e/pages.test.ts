import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from './accessibility.ts';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { type Desk, narrowed, openPhone, settled, signIn } from './desk.ts';
import { cardFaults } from './home-cards.ts';

const { address, accounts, password } = demonstration();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** The pages that somebody has seen as narrow as a telephone. */
const seenNarrow = new Set<string>();

/** The faults of the page on the desk and, for the first person who comes to it, as narrow as a telephone. */
async function faultsOnBoth(desk: Desk): Promise<readonly string[]> {
  const found = await faultsOf(desk);
  const { pathname } = new URL(desk.page.url());
  if (seenNarrow.has(pathname)) return found;
  seenNarrow.add(pathname);
  return [...found, ...(await narrowed(desk, () => faultsOf(desk)))];
}

/** The pages of the menu, as this person sees it. */
async function menuOf({ page }: Desk): Promise<readonly string[]> {
  const links = await page.getByRole('navigation', { name: '主导航' }).getByRole('link').all();
  return await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}

/** The second county's people have the pages of the first's. */
const SECOND_COUNTY: readonly string[] = ['fujing', 'fuling'];
const people = accounts.filter(({ username }) => !SECOND_COUNTY.includes(username));

describe('the pages of the menu', () => {
  it.concurrent.each(people)(
    'are whole for $username, and a card of the home page opens what it counts',
    async ({ username }) => {
      const desk = await signIn(browser, { address, username, password });
      const menu = await menuOf(desk);
      expect(menu).toContain('/');
      const found: string[] = [];
      for (const path of menu) {
        const link = desk.page.getByRole('navigation', { name: '主导航' }).locator(`a[href="${path}"]`);
        await link.click();
        // The address changes before the page does.
        await link.and(desk.page.locator('[aria-current="page"]')).waitFor();
        found.push(...(await faultsOnBoth(desk)));
      }
      expect([...found, ...(await cardFaults(desk))]).toEqual([]);
      await desk.close();
    },
  );
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
    const faultsOpened = async (path: string) => {
      await Promise.all([desk.page.goto(path), phone.page.goto(path)]);
      return (await Promise.all([faultsOf(desk), faultsOf(phone)])).flat();
    };
    const found: string[] = [];
    for (const list of DETAILS) {
      await desk.page.goto(list);
      await settled(desk.page);
      const link = desk.page.locator(`#content a[href^="${list}/"]:not([href$="/new"])`).first();
      const path = (await link.getAttribute('href')) ?? '';
      found.push(...(await faultsOpened(path)));
    }
    for (const path of ['/account', '/feeds/new']) found.push(...(await faultsOpened(path)));
    expect(found).toEqual([]);
    await desk.close();
    await phone.close();
  });
});

it('says of an address that leads to no record that there is none, and the way home', async () => {
  const desk = await signIn(browser, { address, username: 'guanli', password });
  const main = desk.page.getByRole('main');
  for (const list of DETAILS) {
    await desk.page.goto(`${list}/abc`);
    await main.getByText('没有找到', { exact: true }).waitFor();
    await main.getByRole('link', { name: '回到首页' }).waitFor();
    expect(await main.getByRole('button', { name: '重试' }).count()).toBe(0);
  }
  await desk.close();
});

it('leads the system administrator to a page of the API', async () => {
  const desk = await signIn(browser, { address, username: 'xitong', password });
  await desk.page.goto('/people');
  await desk.page.getByRole('link', { name: '接口说明' }).click();
  await desk.page.getByRole('heading', { name: '安居 接口说明' }).waitFor();
  await desk.page.locator('summary').first().click();
  expect(await faultsOnBoth(desk)).toEqual([]);
  await desk.close();
});
