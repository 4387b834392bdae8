import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { type Desk, settled } from './desk.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs in the page: what is serious or critical, with where it is. */
const LOOK = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => id + ': ' + help + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`;

/**
 * Runs in the page: of what kinds of elements it is made and in what they stand, whatever they say and however often. A
 * kind is told by its classes, its role and which attributes it has.
 */
const MADE_OF = `(() => {
  const kind = (one) => [one.tagName, one.getAttribute('class'), one.getAttribute('role'), ...one.getAttributeNames().sort()].join('.');
  return [...new Set([...document.querySelectorAll('body *')].map((one) => kind(one.parentElement) + '>' + kind(one)))];
})()`;

/** The addresses looked at, and what they are made of that was in order, each at a width. */
const inOrder = new Set<string>();

/**
 * What axe finds serious or critical on the page as it stands; empty when nothing. It looks at each address, and again
 * where a page has something that no other had: what another person sees is mostly made of the same.
 */
async function seriousFaults(page: Page, width: number): Promise<readonly string[]> {
  const kinds = await page.evaluate<string[]>(MADE_OF);
  const seen = [page.url(), ...kinds].map((one) => `${width} ${one}`);
  if (seen.every((one) => inOrder.has(one))) return [];
  // Evaluated from outside: the page's own policy lets no script in.
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(AXE);
  const faults = await page.evaluate<string[]>(LOOK);
  if (faults.length === 0) for (const one of seen) inOrder.add(one);
  return faults;
}

/** Runs in the page: what axe takes for one thing and the keyboard for two. */
const ONE_IN_ANOTHER = `[...document.querySelectorAll('a button, button a')].map((one) => 'a link and a button in one: ' + one.textContent)`;

/**
 * Everything wrong with the page that the desk shows: what it logged, what axe says, what the keyboard comes to twice,
 * whether it is wider than the window.
 */
export async function faultsOf(desk: Desk): Promise<readonly string[]> {
  const { page, faults } = desk;
  await settled(page);
  const { width = 0 } = page.viewportSize() ?? {};
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  const found = [
    ...faults.splice(0),
    ...(await seriousFaults(page, width)),
    ...(await page.evaluate<string[]>(ONE_IN_ANOTHER)),
    ...(wide > width ? [`scrolls sideways: ${wide} px`] : []),
  ];
  return found.map((fault) => `${new URL(page.url()).pathname} at ${width}: ${fault}`);
}
