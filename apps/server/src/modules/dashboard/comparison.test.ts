import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';
import { insertTenant } from '../organisations/index.ts';

let test: TestApp;
let prefecture: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  await raiseFindings(test, test.county, ['housing.owned', 'vehicle.over', 'income.over']);
  await raiseFindings(test, test.foreignCounty, ['housing.owned']);
  const counts = { families: 3, persons: 3, fail: 3, incomparable: 0, new: 3, persisting: 0, cleared: 2 };
  for (const county of [test.county, test.foreignCounty]) {
    await inScope(test.db, county, (tx) =>
      sql`UPDATE runs SET counts = ${JSON.stringify({ ...counts, exited: 0, settled: 0, byRule: [] })}::jsonb`.execute(
        tx,
      ),
    );
  }
  prefecture = await test.signIn('prefecture-supervisor', { scope: test.county.slice(0, 4) });
});
afterAll(() => test.close());

interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly links: readonly string[];
}

async function chart(person: Person, key: string): Promise<{ series: readonly Series[] } | undefined> {
  const { charts } = (await person.inject('GET', '/api/home')).json();
  return charts.find((one: { key: string }) => one.key === key);
}
const listed = async (link: string) => (await prefecture.inject('GET', `/api${link}`)).json();

it('sets the counties beside each other for those above them, every mark with its findings behind it', async () => {
  const progress = await chart(prefecture, 'by-county');
  const open = progress?.series.find(({ name }) => name === '未办结');
  expect([...(open?.values ?? [])].sort()).toContain(3);
  for (const [n, link] of (open?.links ?? []).entries()) {
    expect((await listed(link)).total).toBe(open?.values[n]);
  }
  const officer = await test.signIn('county-officer');
  expect(await chart(officer, 'by-county')).toBeUndefined();
  expect(await chart(officer, 'by-community')).toBeDefined();
});

it('sets month beside month in each county, every mark with its runs behind it', async () => {
  const months = await chart(prefecture, 'new-by-month');
  expect(months?.series.map(({ name }) => name)).toEqual(['2026-05', '2026-06', '2026-07']);
  for (const { values, links } of months?.series ?? []) {
    for (const [n, link] of links.entries()) {
      const runs: { counts: { new: number } }[] = (await listed(link)).items;
      expect(runs.reduce((sum, run) => sum + run.counts.new, 0)).toBe(values[n]);
    }
  }
  expect(months?.series[1]?.values.filter((value) => value === 3)).toHaveLength(2);
});

it('names the counties that were never compared instead of drawing them empty', async () => {
  const never = '652327';
  await inScope(test.db, never, (tx) =>
    insertTenant(
      tx,
      { county: never, name: '吉木萨尔县', bureau: '吉木萨尔县住建局', demonstration: false },
      test.clock.now(),
    ),
  );
  const { charts, lists } = (await prefecture.inject('GET', '/api/home')).json();
  for (const key of ['by-county', 'new-by-month', 'cleared-by-month'])
    expect(charts.find((one: { key: string }) => one.key === key).categories).not.toContain('吉木萨尔县');
  expect(lists.find((one: { key: string }) => one.key === 'not-compared').items).toContainEqual(
    expect.objectContaining({ text: '吉木萨尔县', link: `/runs?county=${never}` }),
  );
});

it('names the county of each finding and narrows the desk and the ledger to one', async () => {
  const all = await listed('/findings');
  expect(all.total).toBe(4);
  const narrowed = await listed(`/findings?county=${test.foreignCounty}`);
  expect(narrowed.items).toEqual([expect.objectContaining({ county: test.foreignCounty })]);
  expect((await listed(`/exits?county=${test.county}`)).total).toBe(0);
});
