import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { upsertDuty } from './duty-store.ts';
import { warnOfOverdueFeeds } from './warn-overdue.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-10T02:00:00Z') });
  await agree('2026-07-10');
});
afterAll(() => test.close());

const agree = (nextDue: string) =>
  inScope(test.db, test.county, (tx) =>
    upsertDuty(tx, { county: test.county, kind: 'vehicle', department: '公安局', everyDays: 30, nextDue }),
  );

async function titles(person: Person): Promise<readonly string[]> {
  const { items } = (await person.inject('GET', '/api/inbox')).json();
  return items.map((item: { title: string }) => item.title);
}
const officerOf = (day: number) => test.signIn('county-officer', { username: `officer-${day}` });

it('asks the data person on the day after, the officers hear days later, and both once', async () => {
  await warnOfOverdueFeeds(test.deps);
  test.clock.set(new Date('2026-07-11T02:00:00Z'));
  const dataPerson = await test.signIn('department-data', { department: '公安局' });
  expect(await titles(dataPerson)).toEqual([]);
  await warnOfOverdueFeeds(test.deps);
  await warnOfOverdueFeeds(test.deps);
  expect(await titles(dataPerson)).toHaveLength(1);
  expect(await titles(await officerOf(11))).toEqual([]);
  test.clock.set(new Date('2026-07-13T02:00:00Z'));
  await warnOfOverdueFeeds(test.deps);
  await warnOfOverdueFeeds(test.deps);
  const officer = await officerOf(13);
  expect(await titles(officer)).toHaveLength(1);
  await agree('2026-08-10');
  await warnOfOverdueFeeds(test.deps);
  expect(await titles(officer)).toEqual([]);
});

it('asks for a register that never came once its first cycle is over', async () => {
  const civil = await test.signIn('department-data', { department: '民政局' });
  await warnOfOverdueFeeds(test.deps);
  expect(await titles(civil)).toEqual([]);
  test.clock.set(new Date('2026-08-12T02:00:00Z'));
  await warnOfOverdueFeeds(test.deps);
  const later = await test.signIn('department-data', { department: '民政局', username: 'civil-later' });
  await warnOfOverdueFeeds(test.deps);
  expect(await titles(later)).toContain('请报送“社会救助对象”数据');
});
