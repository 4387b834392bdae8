import { readFileSync } from 'node:fs';
import { ROLES, type Role } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';

const ROUTES = new URL('../../../../console/src/app/routes.tsx', import.meta.url);
/** The first part of the address of every page of the console. */
const PAGES = new Set(
  [...readFileSync(ROUTES, 'utf8').matchAll(/^\s*(?:page\(|bare\()?\s*'\/([a-z-]*)/gm)].map(
    (match) => match[1],
  ),
);

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
});
afterAll(() => test.close());

it.each(Object.keys(ROLES) as Role[])(
  'every card of the home of %s leads to a page that there is',
  async (role) => {
    const person = await test.signIn(role);
    const { cards, lists } = (await person.inject('GET', '/api/home')).json();
    const links: string[] = [...cards, ...lists.flatMap(({ items }: { items: [] }) => items)].flatMap(
      ({ link }: { link: string | null }) => link ?? [],
    );
    expect(PAGES.size).toBeGreaterThan(15);
    expect(links.filter((link) => !PAGES.has(link.split(/[/?]/)[1]))).toEqual([]);
  },
);
