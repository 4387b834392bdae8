import { calendarDate } from '@anju/domain';
import type { RosterHousehold } from '@anju/matching';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp, until } from '../../platform/testing/index.ts';
import { foldCounties } from '../households/fold-counties.ts';
import { foldSums, placeInCommunity, settleStates } from '../households/index.ts';
import { loadForTest } from './testing/load-for-test.ts';
import { type Overrides, syntheticHousehold } from './testing/synthetic-household.ts';

const TODAY = '2025-08-01';
const COMMUNITY = '652301001001';
const OTHER_COMMUNITY = '652301002001';

let test: TestApp;
/** Whose figures are looked at, by their scope. */
const readers = new Map<string, Person>();

beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  for (const scope of [COMMUNITY, OTHER_COMMUNITY])
    readers.set(scope, await test.signIn('community-worker', { scope }));
  for (const scope of [test.county, test.foreignCounty])
    readers.set(scope, await test.signIn('county-officer', { scope }));
  readers.set('6523', await test.signIn('prefecture-supervisor', { scope: '6523' }));
  await loadForTest(test, test.foreignCounty, [syntheticHousehold(1), syntheticHousehold(2)]);
});
afterAll(() => test.close());

interface Terms {
  readonly endDate?: string | null;
  readonly arrearsMonths?: number | null;
  readonly exitedOn?: string | null;
}

function family(n: number, overrides: Overrides = {}, terms: Terms = {}): RosterHousehold {
  const made = syntheticHousehold(n, overrides);
  const { endDate = null, arrearsMonths = null, exitedOn = null } = terms;
  return {
    ...made,
    exitedOn: exitedOn === null ? null : calendarDate(exitedOn),
    tenancy: {
      ...made.tenancy,
      endDate: endDate === null ? null : calendarDate(endDate),
      arrearsMonths,
    },
  };
}

async function shownTo(person: Person) {
  const { byCategory, ...figures } = (await person.inject('GET', '/api/households/indicators')).json();
  const estates = (await person.inject('GET', '/api/estates')).json().items;
  return {
    ...figures,
    byCategory: Object.fromEntries(byCategory.map((share: { name: string }) => [share.name, share])),
    estates: Object.fromEntries(estates.map((estate: { id: string }) => [estate.id, estate])),
  };
}

/** The same from the households themselves, one by one. */
async function countedFor(scope: string) {
  return await inScope(test.db, scope, async (tx) => {
    const households = await tx
      .selectFrom('households')
      .select(['id', 'state', 'category', 'members_count', 'estate_id'])
      .execute();
    const tenancies = await tx
      .selectFrom('tenancies')
      .select(['household_id', 'arrears_months', 'end_on'])
      .where('replaced_at', 'is', null)
      .execute();
    const estates = await tx.selectFrom('estates').select(['id', 'name']).execute();
    const active = households.filter(({ state }) => state === 'active');
    const ids = new Set(active.map(({ id }) => id));
    const let_ = tenancies.filter(({ household_id }) => ids.has(household_id));
    const names = [...new Set(active.map(({ category }) => category ?? ''))];
    const of = (name: string) => active.filter(({ category }) => (category ?? '') === name).length;
    return {
      households: households.length,
      active: active.length,
      exited: households.length - active.length,
      members: active.reduce((total, { members_count }) => total + members_count, 0),
      withArrears: let_.filter(({ arrears_months }) => (arrears_months ?? 0) > 0).length,
      leaseEnded: let_.filter(({ end_on }) => end_on !== null && end_on < TODAY).length,
      byCategory: Object.fromEntries(names.map((name) => [name, { name, households: of(name) }])),
      estates: Object.fromEntries(
        estates.map(({ id, name }) => [
          id,
          { id, name, households: active.filter(({ estate_id }) => estate_id === id).length },
        ]),
      ),
    };
  });
}

async function expectExact(): Promise<void> {
  for (const [scope, person] of readers)
    expect(await shownTo(person), scope).toEqual(await countedFor(scope));
}

const N = fc.integer({ min: 1, max: 6 });
const FAMILY = fc
  .record({
    n: N,
    category: fc.constantFrom('低保', '公租房', null),
    estate: fc.constantFrom('幸福家园', '安居苑'),
    room: fc.constantFrom('1-1-101', '2-1-202', '3-1-303'),
    community: fc.constantFrom('幸福路社区', null),
    spouse: fc.constantFrom(null, { name: '李四', idNumber: null }),
    endDate: fc.constantFrom(null, '2025-07-31', '2025-08-01', '2026-12-31'),
    arrearsMonths: fc.constantFrom(null, 0, 1.5, 6),
    exitedOn: fc.constantFrom(null, '2025-07-01', '2025-09-01'),
  })
  .map(({ n, endDate, arrearsMonths, exitedOn, ...overrides }) =>
    family(n, overrides, { endDate, arrearsMonths, exitedOn }),
  );
const ROSTER = fc.uniqueArray(FAMILY, { selector: ({ code }) => code, minLength: 1, maxLength: 6 });

type Act = (tx: Tx) => Promise<unknown>;
const codeOf = (n: number) => `H${String(n).padStart(6, '0')}`;
const idsOf = sql`SELECT id FROM households WHERE county = '652301' AND code`;

/** What the product does to households, and what only an administrator of the database could. */
const ACT: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom('2025-07-15', '2025-08-01', '2026-01-01').map(
    (today): Act =>
      (tx) =>
        settleStates(tx, test.county, null, { today, at: test.clock.now() }),
  ),
  N.map(
    (n): Act =>
      async (tx) => {
        const { rows } = await sql<{ id: string }>`${idsOf} = ${codeOf(n)}`.execute(tx);
        await placeInCommunity(
          tx,
          test.county,
          rows.map(({ id }) => id),
          OTHER_COMMUNITY,
        );
      },
  ),
  fc.tuple(N, fc.constantFrom(0, 2)).map(
    ([n, months]): Act =>
      (tx) =>
        sql`UPDATE tenancies SET arrears_months = ${months} WHERE household_id IN (${idsOf} >= ${codeOf(n)})`.execute(
          tx,
        ),
  ),
  N.map(
    (n): Act =>
      (tx) =>
        sql`DELETE FROM tenancies WHERE household_id IN (${idsOf} = ${codeOf(n)})`.execute(tx),
  ),
  N.map(
    (n): Act =>
      async (tx) => {
        await sql`DELETE FROM tenancies WHERE household_id IN (${idsOf} = ${codeOf(n)})`.execute(tx);
        await sql`DELETE FROM members WHERE household_id IN (${idsOf} = ${codeOf(n)})`.execute(tx);
        await sql`DELETE FROM households WHERE code = ${codeOf(n)}`.execute(tx);
      },
  ),
  fc.constant<Act>((tx) => foldSums(tx, test.county)),
);

const UNDONE = new Error('undone');

async function perform(act: Act, isUndone: boolean): Promise<void> {
  await inScope(test.db, test.county, async (tx) => {
    await act(tx);
    if (isUndone) throw UNDONE;
  }).catch((error: unknown) => {
    if (error !== UNDONE) throw error;
  });
}

describe('the figures of the households', () => {
  it('are what a count of the households gives, whatever was done and undone, to everybody in their own scope', async () => {
    const step = fc.oneof(
      ROSTER.map((roster) => () => loadForTest(test, test.county, roster)),
      fc.tuple(ACT, fc.boolean()).map(
        ([act, isUndone]) =>
          () =>
            perform(act, isUndone),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const take of steps) await take();
        await expectExact();
      }),
      { numRuns: 25 },
    );
  });

  it('count nothing of a roster whose loading came to nothing', async () => {
    const before = await shownTo(person(test.county));
    const broken = Object.assign(family(7), { members: null });
    await expect(loadForTest(test, test.county, [family(8), broken])).rejects.toThrow();
    expect(await shownTo(person(test.county))).toEqual(before);
  });
});

/** Of a list's own rows against the total that it shows. */
async function expectTotal(reader: Person, query: string, total: number): Promise<void> {
  const page = (await reader.inject('GET', `/api/households?limit=200&${query}`)).json();
  expect({ rows: page.items.length, total: page.total, totalIsExact: page.totalIsExact }, query).toEqual({
    rows: total,
    total,
    totalIsExact: true,
  });
}

it('are the totals of the lists, however they are narrowed', async () => {
  await loadForTest(test, test.county, [
    family(50, { category: '直管', community: '幸福路社区' }),
    family(51, { category: '直管', community: null }, { exitedOn: '2025-07-01' }),
    family(52, { category: '直管', community: '幸福路社区' }, { exitedOn: '2025-07-01' }),
  ]);
  const officer = person(test.county);
  const category = `category=${encodeURIComponent('直管')}`;
  await expectTotal(officer, category, 3);
  await expectTotal(officer, `${category}&state=exited`, 2);
  await expectTotal(officer, `${category}&region=${COMMUNITY}`, 2);
  await expectTotal(officer, `${category}&region=${COMMUNITY.slice(0, 9)}&state=active`, 1);
  await expectTotal(officer, `category=${encodeURIComponent('没有')}`, 0);
  await expectTotal(person(COMMUNITY), category, 2);
  await expectTotal(person(OTHER_COMMUNITY), category, 0);
  await expectTotal(person(test.foreignCounty), '', 2);
});

it('shows a prefecture the families of its counties in one order, or those of the county it asks for', async () => {
  const supervisor = person('6523');
  const all = (await supervisor.inject('GET', '/api/households?limit=200')).json();
  const codes = all.items.map((item: { code: string }) => item.code);
  expect(codes).toEqual([...codes].sort());
  expect(all.total).toBe(all.items.length);
  await expectTotal(supervisor, `region=${test.foreignCounty}`, 2);
  const pages: string[] = [];
  for (let cursor = ''; ; ) {
    const page = (await supervisor.inject('GET', `/api/households?limit=3${cursor}`)).json();
    pages.push(...page.items.map((item: { id: string }) => item.id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(pages).toEqual(all.items.map((item: { id: string }) => item.id));
});

function person(scope: string): Person {
  const found = readers.get(scope);
  if (found === undefined) throw new Error(`nobody reads ${scope}`);
  return found;
}

describe('at the same time', () => {
  let first: pg.Client;
  let second: pg.Client;
  beforeAll(async () => {
    [first, second] = [new pg.Client(test.database.app), new pg.Client(test.database.app)];
    for (const client of [first, second]) {
      await client.connect();
      await client.query(`SET anju.scope = '${test.county}'`);
    }
    await loadForTest(test, test.county, [
      family(20, {}, { arrearsMonths: 3, endDate: '2025-01-01' }),
      family(21, {}, { arrearsMonths: 3, endDate: '2025-01-01' }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([first.end(), second.end()]);
  });

  const LEAVES = "UPDATE households SET state = 'exited' WHERE code = 'H000020'";
  const RETURNS = "UPDATE households SET state = 'active' WHERE code = 'H000020'";
  const OWES = `UPDATE tenancies SET arrears_months = 1 - sign(arrears_months), end_on = '2027-01-01'
    WHERE household_id = (SELECT id FROM households WHERE code = 'H000020')`;
  const FOLD = 'fold';

  async function run(client: pg.Client, statement: string): Promise<void> {
    if (statement !== FOLD) await client.query(statement);
    else await foldCounties(test.deps);
  }

  /** The second begins when the first is done but not committed, and ends before or after it. */
  async function interleave(one: string, other: string): Promise<void> {
    await first.query('BEGIN');
    await run(first, one);
    let isDone = false;
    const acting = run(second, other).then(() => {
      isDone = true;
    });
    const waiting = 'SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()';
    await until(async () => isDone || (await first.query(waiting)).rowCount !== 0);
    await first.query('COMMIT');
    await acting;
  }

  it.each([
    { one: 'a family leaves', first: LEAVES, other: 'its rent is paid', second: OWES },
    { one: 'its rent is owed', first: OWES, other: 'the family comes back', second: RETURNS },
    { one: 'its rent is paid', first: OWES, other: 'the family leaves', second: LEAVES },
    { one: 'a family comes back', first: RETURNS, other: 'its rent is owed', second: OWES },
    { one: 'a family leaves', first: LEAVES, other: 'the figures are folded', second: FOLD },
  ])('stay exact when $one while $other', async ({ first, second }) => {
    await interleave(first, second);
    await expectExact();
  });

  it('stay exact when many load, leave and fold', async () => {
    const rosters = [1, 2, 3].map((n) =>
      [1, 2, 3, 4].map((at) =>
        family(30 + at, { category: n === 1 ? '公租房' : '低保' }, { arrearsMonths: n - 1 }),
      ),
    );
    await Promise.all([
      ...rosters.map((roster) => loadForTest(test, test.county, roster)),
      ...[1, 2, 3].map(() => foldCounties(test.deps)),
      run(first, LEAVES),
      run(second, OWES),
    ]);
    await expectExact();
    await foldCounties(test.deps);
    await expectExact();
  });

  it('make nobody wait who writes in the same county', async () => {
    await first.query('BEGIN');
    await first.query(LEAVES);
    await second.query("UPDATE households SET category = '公租房' WHERE code = 'H000021'");
    await first.query('ROLLBACK');
    await expectExact();
  });

  it('are one row each once they are folded', async () => {
    await foldCounties(test.deps);
    const { rows } = await second.query(
      'SELECT region, figure, item FROM household_sums GROUP BY 1, 2, 3 HAVING count(*) > 1 OR sum(households) = 0',
    );
    expect(rows).toEqual([]);
  });
});
