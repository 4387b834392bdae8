import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { demonstration } from './demonstration.ts';
import { settled, signIn } from './desk.ts';

const { address, accounts, password } = demonstration();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Pages whose list has no line that says how many there are. */
const ROWS: Readonly<Record<string, string>> = {
  '/feeds': 'table.ledger tbody tr',
  '/reports': 'table.report-list tbody tr',
  '/at-risk': 'table.plain-table tbody tr',
};

const numberIn = (text: string | null) => Number((text ?? '').replaceAll(',', ''));

/** How many records the page says, or shows, that it lists. */
async function listedOn(page: Page): Promise<number> {
  const rows = ROWS[new URL(page.url()).pathname];
  if (rows !== undefined) return await page.locator(rows).count();
  const total = page.locator('.pager strong').first();
  return (await total.count()) === 0 ? 0 : numberIn(await total.textContent());
}

interface Card {
  readonly label: string;
  readonly value: number;
  readonly link: string;
}

const cardsOn = async (page: Page): Promise<readonly Card[]> =>
  await Promise.all(
    (await page.locator('a.home-card').all()).map(async (card) => ({
      label: (await card.locator('.home-card-label').textContent()) ?? '',
      value: numberIn(await card.locator('.home-card-value strong').textContent()),
      link: (await card.getAttribute('href')) ?? '',
    })),
  );

const between = (number: number, one: number, other: number) =>
  number >= Math.min(one, other) && number <= Math.max(one, other);

/** The number that the home page's card of that name shows now. */
async function numberOf(page: Page, label: string): Promise<number> {
  await page.goto('/');
  await settled(page);
  return (await cardsOn(page)).find((card) => card.label === label)?.value ?? 0;
}

/** What the home page says there is none of: in the one line for it, and by lists and their counts. */
async function noneOn(page: Page): Promise<readonly string[]> {
  const headings = await page.locator('.home-grid h2').allTextContents();
  const none = await page.locator('.home-none :is(a, span)').allTextContents();
  return [...none, ...headings.filter((heading) => /\D0$/.test(heading) || none.includes(heading))];
}

/** Roles share cards: each is opened by the first person who has it. */
const opened = new Set<string>();

it.each(accounts)('opens for $username the records that a card counts', async ({ username }) => {
  const desk = await signIn(browser, { address, username, password });
  await settled(desk.page);
  const none = await noneOn(desk.page);
  expect(none).toEqual([...new Set(none)]);
  expect(none.filter((words) => /\d$/.test(words))).toEqual([]);
  const cards = await cardsOn(desk.page);
  expect(cards.length + none.length).toBeGreaterThan(0);
  for (const { label, value, link } of cards) {
    if (opened.has(label)) continue;
    opened.add(label);
    await desk.page.goto(link);
    await settled(desk.page);
    const listed = await listedOn(desk.page);
    // Another journey or the hourly work may have moved a record between the two pages: then the card moves as well.
    const now = listed === value ? value : await numberOf(desk.page, label);
    expect(between(listed, value, now), `${label} ${value}, ${link} ${listed}, then ${now}`).toBe(true);
  }
  await desk.close();
});
