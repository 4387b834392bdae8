import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';
import { listEstates, upsertEstates } from './store.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const upsert = (names: readonly string[]) =>
  inScope(test.db, test.county, (tx) => upsertEstates(tx, test.county, names, test.deps.ids));

it('an estate written with a blank or full-width digits is the one that is known', async () => {
  const first = await upsert(['幸福家园', '幸福 家园', '惠民2区']);
  expect(first.size).toBe(3);
  expect(first.get('幸福 家园')).toEqual({ ...first.get('幸福家园'), name: '幸福家园' });
  const later = await upsert(['惠民２区', '平安小区']);
  expect(later.get('惠民２区')).toEqual(first.get('惠民2区'));
  const listed = await inScope(test.db, test.county, (tx) => listEstates(tx, test.county));
  expect(listed.map(({ name }) => name).sort()).toEqual(['平安小区', '幸福家园', '惠民2区'].sort());
});
