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

/** Runs in the page: of what kinds of elements it is made, whatever stands in them and however often. */
const MADE_OF = `[...new Set([...document.querySelectorAll('body *')].map(
  (one) => one.tagName + '.' + one.getAttribute('class') + '.' + one.getAttribute('role')))].sort().join(' ')`;

/** The pages that were found in order: another person sees most of them made of the same. */
const inOrder = new Set<string>();

/** What axe finds serious or critical on the page as it stands; empty when nothing. */
async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { width } = page.viewportSize() ?? {};
  const seen = `${width} ${await page.evaluate<string>(MADE_OF)}`;
  if (inOrder.has(seen)) return [];
  // Evaluated from outside: the page's own policy lets no script in.
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(AXE);
  const faults = await page.evaluate<string[]>(LOOK);
  if (faults.length === 0) inOrder.add(seen);
  return faults;
}

/** Everything wrong with the page that the desk shows: what it logged, what axe says, whether it is wider than the window. */
export async function faultsOf(desk: Desk): Promise<readonly string[]> {
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
