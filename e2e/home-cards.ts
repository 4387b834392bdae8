import type { Page } from 'playwright-core';
import { type Desk, settled } from './desk.ts';

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

async function openHome(page: Page): Promise<void> {
  await page.goto('/');
  await settled(page);
}

/** What the home page says there is none of: in the one line for it, and by lists and their counts. */
async function noneOn(page: Page): Promise<readonly string[]> {
  const headings = await page.locator('.home-grid h2').allTextContents();
  const none = await page.locator('.home-none :is(a, span)').allTextContents();
  return [...none, ...headings.filter((heading) => /\D0$/.test(heading) || none.includes(heading))];
}

/** Roles share cards: each is opened by the first person who has it. */
const opened = new Set<string>();

/**
 * What is wrong with the numbers on the person's home page: a card that counts other than the list it opens, something
 * that is said twice to be none, or a page without any number.
 */
export async function cardFaults({ page }: Desk): Promise<readonly string[]> {
  await openHome(page);
  const none = await noneOn(page);
  const cards = await cardsOn(page);
  const faults = none.filter((words, at) => none.indexOf(words) !== at || /\d$/.test(words));
  if (cards.length + none.length === 0) faults.push('no number on the home page');
  for (const card of cards) {
    if (opened.has(card.label)) continue;
    opened.add(card.label);
    await page.locator(`a.home-card[href="${card.link}"]`, { hasText: card.label }).click();
    // The address changes before the page does.
    await page.locator('.home-grid').waitFor({ state: 'detached' });
    await settled(page);
    const fault = await miscounted(page, card, await listedOn(page));
    if (fault !== null) faults.push(fault);
    await page.getByRole('navigation', { name: '主导航' }).locator('a[href="/"]').click();
    await page.locator('.home-grid').waitFor();
  }
  return faults;
}

/** The hourly work may have moved a record between the two pages: then the card moves as well. */
async function miscounted(page: Page, card: Card, listed: number): Promise<string | null> {
  if (listed === card.value) return null;
  await openHome(page);
  const now = (await cardsOn(page)).find(({ label }) => label === card.label)?.value ?? 0;
  return between(listed, card.value, now)
    ? null
    : `${card.label} ${card.value}, ${card.link} ${listed}, then ${now}`;
}
