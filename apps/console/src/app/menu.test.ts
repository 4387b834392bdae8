import { expect, it } from 'vitest';
import { MENU, menuPageOf } from './menu.tsx';

it('marks the entry that a page belongs to', () => {
  expect(menuPageOf('/findings/1')?.path).toBe('/findings');
  expect(menuPageOf('/')?.path).toBe('/');
  expect(menuPageOf('/reports/f3')?.path).toBe('/reports');
  expect(menuPageOf('/reports/matrix')?.path).toBe('/reports/matrix');
  expect(menuPageOf('/findingsx')).toBeNull();
});

it('names every page once', () => {
  const paths = MENU.flatMap((group) => group.pages.map((page) => page.path));
  expect(new Set(paths).size).toBe(paths.length);
});
