import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, holdTable, type Person, type TestApp, until } from '../../platform/testing/index.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';

let app: TestApp;
let officer: Person;
let reviewer: Person;

/** Two matters of each of four families. */
const families: { readonly household: string; readonly first: string; readonly second: string }[] = [];

beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await app.signIn('county-officer');
  reviewer = await app.signIn('reviewer');
  const raised = await raiseFindings(
    app,
    app.county,
    Array.from({ length: 8 }, () => 'housing.owned'),
  );
  for (let n = 0; n < raised.length; n += 2) {
    const [first, second] = raised.slice(n, n + 2);
    if (first === undefined || second === undefined) throw new Error('not raised');
    await inScope(app.db, app.county, (tx) =>
      tx
        .updateTable('findings')
        .set({ household_id: first.householdId })
        .where('id', '=', second.id)
        .execute(),
    );
    families.push({ household: first.householdId, first: first.id, second: second.id });
  }
});
afterAll(() => app.close());

function nth(n: number) {
  const family = families[n];
  if (family === undefined) throw new Error(`no family ${n}`);
  return family;
}

async function act(person: Person, id: string, path: string, body: object) {
  const { version } = (await officer.inject('GET', `/api/findings/${id}`)).json();
  return await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
}

async function propose(id: string, exitNature: string): Promise<void> {
  await act(officer, id, 'cannot-tell', { reason: '承租人下落不明' });
  const body = { conclusion: 'confirmed', reason: '核实无误', exitNature };
  expect((await act(officer, id, 'propose', body)).statusCode).toBe(200);
}
const conclude = (id: string) => act(reviewer, id, 'conclude', { agree: true });

const exitsOf = async (household: string) =>
  (await officer.inject('GET', `/api/exits?household=${household}`)).json().items;

/** Concluded on its first matter and recorded as gone; its second waits for the reviewer. */
async function leave({ household, first, second }: ReturnType<typeof nth>) {
  await propose(first, '1A');
  expect((await conclude(first)).statusCode).toBe(200);
  const [{ id, version }] = await exitsOf(household);
  const left = await officer.inject('POST', `/api/exits/${id}/exited`, {
    on: '2026-07-01',
    paperIds: [],
    version,
  });
  expect(left.statusCode, left.body).toBe(200);
  await propose(second, '2');
  return { id, version: left.json().version };
}
const restore = ({ id, version }: { id: string; version: number }) =>
  reviewer.inject('POST', `/api/exits/${id}/restore`, { reason: '登记错户', version });

/** What an act does while the family is being put on the ledger by another, who has not ended yet. */
async function whileListed<A>(family: ReturnType<typeof nth>, act: () => Promise<A>): Promise<A> {
  const other = new pg.Client(app.database.connection);
  await other.connect();
  await other.query('BEGIN');
  await other.query(
    `INSERT INTO exits (county, id, region, household_id, nature, finding_id, established_on, changed_by_name,
      created_at, updated_at)
    SELECT county, $1, region, household_id, '1B', id, '2026-07-01', '审核人', now(), now()
    FROM findings WHERE id = $2`,
    [app.deps.ids(), family.first],
  );
  const acting = act();
  const waiting = "SELECT FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted";
  await until(async () => (await other.query(waiting)).rowCount !== 0);
  await other.query('COMMIT');
  await other.end();
  return await acting;
}

it('notes a second ground beside one that is established at the same moment', async () => {
  const family = nth(0);
  await propose(family.second, '2');
  const concluded = await whileListed(family, () => conclude(family.second));
  expect(concluded.statusCode, concluded.body).toBe(200);
  expect(await exitsOf(family.household)).toMatchObject([{ nature: '1B', otherNatures: [{ nature: '2' }] }]);
});

it('tells who restores an exit that the family has come to stand on the ledger anew', async () => {
  const family = nth(1);
  const exit = await leave(family);
  const restored = await whileListed(family, () => restore(exit));
  expect([restored.statusCode, restored.json().code]).toEqual([409, 'open-twin']);
  expect(restored.json().detail).toContain('请在新的记录上办理');
  expect(await exitsOf(family.household)).toMatchObject([
    { nature: '1B', exitedOn: null },
    { id: exit.id, exitedOn: '2026-07-01' },
  ]);
});

it('lists a family once, whichever of a conclusion and a restored exit is first', async () => {
  const family = nth(2);
  const exit = await leave(family);
  const exits = await holdTable(app, 'exits');
  const both = [restore(exit), conclude(family.second)] as const;
  await exits.waitedFor(2);
  await exits.release();
  const [restored, concluded] = await Promise.all(both);
  expect(concluded.statusCode, concluded.body).toBe(200);
  expect([200, 409]).toContain(restored.statusCode);
  const open = (await exitsOf(family.household)).filter(
    ({ exitedOn }: { exitedOn: string | null }) => exitedOn === null,
  );
  expect(open).toMatchObject(
    restored.statusCode === 200
      ? [{ id: exit.id, nature: '1A', otherNatures: [{ nature: '2' }] }]
      : [{ nature: '2', otherNatures: [] }],
  );
});

it('takes a family off the ledger when both its grounds are taken back at the same moment', async () => {
  const family = nth(3);
  for (const [id, nature] of [
    [family.first, '1A'],
    [family.second, '2'],
  ] as const) {
    await propose(id, nature);
    expect((await conclude(id)).statusCode).toBe(200);
  }
  const exits = await holdTable(app, 'exits');
  const reopen = (id: string) => act(reviewer, id, 'reopen', { reason: '证据有误' });
  const first = reopen(family.first);
  await exits.waitedFor(1);
  const second = reopen(family.second);
  await exits.waitedFor(2);
  await exits.release();
  for (const reopened of await Promise.all([first, second]))
    expect(reopened.statusCode, reopened.body).toBe(200);
  expect(await exitsOf(family.household)).toEqual([]);
});
