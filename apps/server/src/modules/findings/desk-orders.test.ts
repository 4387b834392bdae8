import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { raiseFindings } from './testing/raise-findings.ts';

let test: TestApp;
let officer: Person;
let prefecture: Person;

const RULES = ['housing.owned', 'vehicle.over', 'income.over'] as const;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await test.signIn('county-officer');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  for (const county of [test.county, test.foreignCounty]) {
    const raised = await raiseFindings(test, county, RULES);
    // Two of one day, and one without any.
    await inScope(test.db, county, (tx) =>
      sql`UPDATE findings SET due_on = '2026-07-06' WHERE id = ANY(${raised.slice(1).map(({ id }) => id)}::uuid[])`.execute(
        tx,
      ),
    );
  }
});
afterAll(() => test.close());

interface Item {
  readonly id: string;
  readonly householdCode: string;
  readonly dueOn: string | null;
}

/** Every page of two, one after the other. */
async function pagesOf(person: Person, order: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const beyond = cursor === null ? '' : `&cursor=${cursor}`;
    const response = await person.inject('GET', `/api/findings?order=${order}&limit=2${beyond}`);
    const page: { readonly items: readonly Item[]; readonly nextCursor: string | null } = response.json();
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

describe('the orders of the desk', () => {
  it('page through the counties of a prefecture without losing a finding, what has no day due last', async () => {
    const due = await pagesOf(prefecture, 'due');
    expect(due.map(({ dueOn }) => dueOn)).toEqual([...Array(4).fill('2026-07-06'), null, null]);
    const newest = await pagesOf(prefecture, 'newest');
    expect(newest.map(({ id }) => id)).toEqual(
      due
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    const byHousehold = await pagesOf(prefecture, 'household');
    const codes = byHousehold.map(({ householdCode }) => householdCode);
    expect(codes).toEqual(codes.toSorted());
    expect(new Set(byHousehold.map(({ id }) => id)).size).toBe(6);
  });

  it('lead from each finding to the next and back', async () => {
    for (const [person, order] of [
      [officer, 'due'],
      [officer, 'newest'],
      [prefecture, 'due'],
      [prefecture, 'household'],
    ] as const) {
      const ids = (await pagesOf(person, order)).map(({ id }) => id);
      for (const [at, id] of ids.entries()) {
        const { previousId, nextId } = (
          await person.inject('GET', `/api/findings/${id}?order=${order}`)
        ).json();
        expect([previousId, nextId]).toEqual([ids[at - 1] ?? null, ids[at + 1] ?? null]);
      }
    }
  });

  it('refuse a page mark of another order', async () => {
    const { nextCursor } = (await officer.inject('GET', '/api/findings?order=household&limit=1')).json();
    const response = await officer.inject('GET', `/api/findings?order=due&cursor=${nextCursor}`);
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
  });
});
