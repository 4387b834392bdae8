import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, holdTable, type Person, type TestApp } from '../../platform/testing/index.ts';
import { lockUnsettled } from './run-store.ts';
import { raiseFindings } from './testing/raise-findings.ts';

let test: TestApp;
let officer: Person;
let reviewer: Person;
const COMMUNITY = '652301001001';

interface Family {
  readonly household: string;
  readonly first: string;
  readonly second: string;
}

/** Families whom the roster put in no community, with two matters each. */
let families: readonly Family[];

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  await test.signIn('community-worker', { scope: COMMUNITY });
  const raised = await raiseFindings(
    test,
    test.county,
    Array.from({ length: 6 }, () => 'housing.owned'),
  );
  families = await inScope(test.db, test.county, async (tx) => {
    await tx
      .insertInto('organisations')
      .values({
        county: test.county,
        code: COMMUNITY,
        name: '幸福路社区',
        level: 'community',
        parent: '652301001',
        created_at: test.clock.now(),
      })
      .execute();
    const made: Family[] = [];
    for (const [n, second] of raised.entries()) {
      const first = raised[n - 1];
      if (n % 2 === 0 || first === undefined) continue;
      const household = first.householdId;
      await tx.updateTable('findings').set({ household_id: household }).where('id', '=', second.id).execute();
      made.push({ household, first: first.id, second: second.id });
    }
    return made;
  });
});
afterAll(() => test.close());

function nth(n: number): Family {
  const family = families[n];
  if (family === undefined) throw new Error(`no family ${n}`);
  return family;
}

const assign = (...ids: readonly string[]) =>
  officer.inject('POST', '/api/findings/assign', { ids, organisation: COMMUNITY, dueOn: '2026-07-15' });

async function act(person: Person, id: string, path: string, body: object): Promise<void> {
  const { version } = (await officer.inject('GET', `/api/findings/${id}`)).json();
  const done = await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
  expect(done.statusCode, done.body).toBe(200);
}

it('hands a family to a community while it is recorded as gone', async () => {
  const { household, first, second } = nth(0);
  await act(officer, first, 'cannot-tell', { reason: '承租人下落不明' });
  await act(officer, first, 'propose', { conclusion: 'confirmed', reason: '核实无误', exitNature: '1A' });
  await act(reviewer, first, 'conclude', { agree: true });
  const [exit] = (await officer.inject('GET', `/api/exits?household=${household}`)).json().items;
  const exits = await holdTable(test, 'exits');
  const body = { on: '2026-07-01', paperIds: [], version: exit.version };
  const both = [officer.inject('POST', `/api/exits/${exit.id}/exited`, body), assign(second)] as const;
  await exits.waitedFor(2);
  await exits.release();
  const [left, assigned] = await Promise.all(both);
  expect([left.statusCode, assigned.statusCode], left.body + assigned.body).toEqual([200, 200]);
  expect(assigned.json()).toMatchObject({ assigned: 1 });
  const stands = (await officer.inject('GET', `/api/households/${household}`)).json();
  expect(stands).toMatchObject({ state: 'exited' });
});

it('hands two matters of one family to its community at the same moment', async () => {
  const { first, second } = nth(1);
  const households = await holdTable(test, 'households');
  const both = [assign(first), assign(second)];
  await households.waitedFor(2);
  await households.release();
  for (const assigned of await Promise.all(both)) expect(assigned.json()).toMatchObject({ assigned: 1 });
});

it('hands a matter to a community while a run takes all matters of the county', async () => {
  const households = await holdTable(test, 'households');
  const assigned = assign(nth(2).second);
  await households.waitedFor(1);
  const run = inScope(test.db, test.county, (tx) => lockUnsettled(tx, test.county));
  await households.waitedFor(2);
  await households.release();
  await run;
  expect((await assigned).json()).toMatchObject({ assigned: 1 });
});
