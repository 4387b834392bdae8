import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from '../findings/testing/raise-findings.ts';

let app: TestApp;
let officer: Person;
let reviewer: Person;
let findings: readonly RaisedFinding[];
beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await app.signIn('county-officer');
  reviewer = await app.signIn('reviewer');
  findings = await raiseFindings(app, app.county, ['housing.owned', 'housing.owned', 'vehicle.over']);
});
afterAll(() => app.close());

async function act(person: Person, id: string, path: string, body: object): Promise<void> {
  const { version } = (await officer.inject('GET', `/api/findings/${id}`)).json();
  const answer = await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
  expect(answer.statusCode, answer.body).toBe(200);
}
async function confirm(id: string, exitNature: string): Promise<void> {
  await act(officer, id, 'cannot-tell', { reason: '承租人下落不明' });
  await act(officer, id, 'propose', { conclusion: 'confirmed', reason: '核实无误', exitNature });
  await act(reviewer, id, 'conclude', { agree: true });
}
const openExits = async () => (await officer.inject('GET', '/api/exits?state=open')).json().items;

/** What the family's page says of its exits, newest first. */
async function exitHistory(householdId: string): Promise<readonly string[]> {
  const { items } = (await officer.inject('GET', `/api/households/${householdId}/timeline`)).json();
  return items
    .filter(({ subjectType }: { subjectType: string }) => subjectType === 'exit')
    .map(({ actLabel }: { actLabel: string }) => actLabel);
}

it('takes a family off the ledger when its only ground is reopened', async () => {
  const [raised] = findings;
  if (!raised) throw new Error('nothing raised');
  await confirm(raised.id, '1A');
  expect(await openExits()).toMatchObject([{ nature: '1A', findingId: raised.id }]);
  const { items } = (await officer.inject('GET', `/api/households/${raised.householdId}/timeline`)).json();
  const labels = items.map(({ actLabel }: { actLabel: string }) => actLabel);
  expect(labels).toContain('列入应退未退台账');
  expect(labels.filter((label: string) => /[a-z]/.test(label))).toEqual([]);
  await act(reviewer, raised.id, 'reopen', { reason: '产权证不是本人的' });
  expect(await openExits()).toEqual([]);
  await confirm(raised.id, '1B');
  expect(await openExits()).toMatchObject([{ nature: '1B', findingId: raised.id, otherNatures: [] }]);
  await act(reviewer, raised.id, 'reopen', { reason: '须再核实' });
  expect(await exitHistory(raised.householdId)).toEqual([
    '撤回应退认定',
    '列入应退未退台账',
    '撤回应退认定',
    '列入应退未退台账',
  ]);
});

it('keeps a family on the ledger under the ground that still stands', async () => {
  const [, first, second] = findings;
  if (!first || !second) throw new Error('nothing raised');
  await inScope(app.db, app.county, (tx) =>
    tx.updateTable('findings').set({ household_id: first.householdId }).where('id', '=', second.id).execute(),
  );
  await confirm(first.id, '1A');
  app.clock.advance(86_400_000);
  officer = await app.signIn('county-officer');
  reviewer = await app.signIn('reviewer');
  await confirm(second.id, '2');
  await act(reviewer, first.id, 'reopen', { reason: '产权证不是本人的' });
  expect(await openExits()).toMatchObject([
    { nature: '2', findingId: second.id, establishedOn: '2026-07-02', otherNatures: [] },
  ]);
});
