import { calendarDate } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from '../findings/testing/raise-findings.ts';
import { loadForTest } from '../imports/testing/load-for-test.ts';
import { syntheticHousehold } from '../imports/testing/synthetic-household.ts';

let app: TestApp;
let officer: Person;
let reviewer: Person;
let findings: readonly RaisedFinding[];
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await app.signIn('county-officer');
  reviewer = await app.signIn('reviewer');
  findings = await raiseFindings(app, app.county, [
    'housing.owned',
    'housing.owned',
    'housing.owned',
    'vehicle.over',
  ]);
});
afterAll(() => app.close());

async function act(person: Person, id: string, path: string, body: object): Promise<void> {
  const { version } = (await officer.inject('GET', `/api/findings/${id}`)).json();
  const answer = await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
  expect(answer.statusCode, answer.body).toBe(200);
}
async function confirm(id: string): Promise<void> {
  await act(officer, id, 'cannot-tell', { reason: '承租人下落不明' });
  await act(officer, id, 'propose', { conclusion: 'confirmed', reason: '核实无误', exitNature: '1A' });
  await act(reviewer, id, 'conclude', { agree: true });
}
const exitOf = async ({ householdId }: RaisedFinding) =>
  (await officer.inject('GET', `/api/exits?household=${householdId}`)).json().items[0];
const stateOf = async ({ householdId }: RaisedFinding) =>
  (await officer.inject('GET', `/api/households/${householdId}`)).json().state;

/** On the ledger, and recorded as gone with one paper. */
async function leave(raised: RaisedFinding): Promise<void> {
  await confirm(raised.id);
  const paper = (await officer.upload('/api/papers', { name: '腾退确认.png', content: PNG })).json();
  const { id, version } = await exitOf(raised);
  const left = { on: '2026-07-01', paperIds: [paper.id], version };
  const done = await officer.inject('POST', `/api/exits/${id}/exited`, left);
  expect(done.statusCode, done.body).toBe(200);
}
function nth(n: number): RaisedFinding {
  const raised = findings[n];
  if (raised === undefined) throw new Error('not raised');
  return raised;
}

it('shows the papers of an exit, and takes an exit recorded by mistake back', async () => {
  const raised = nth(0);
  await leave(raised);
  expect(await stateOf(raised)).toBe('exited');
  const { id, version, papers } = await exitOf(raised);
  expect(papers).toEqual([
    expect.objectContaining({ name: '腾退确认.png', type: 'image/png', size: PNG.length }),
  ]);
  expect((await reviewer.inject('GET', `/api/papers/${papers[0].id}`)).rawPayload.equals(PNG)).toBe(true);
  const body = { reason: '登记错户，手机13900000000', version };
  expect((await officer.inject('POST', `/api/exits/${id}/restore`, body)).statusCode).toBe(403);
  const restored = await reviewer.inject('POST', `/api/exits/${id}/restore`, body);
  expect(restored.statusCode, restored.body).toBe(200);
  expect(await exitOf(raised)).toMatchObject({
    id,
    exitedOn: null,
    nature: '1A',
    papers: [{ name: '腾退确认.png' }],
  });
  expect(await stateOf(raised)).toBe('active');
  const timeline = (await officer.inject('GET', `/api/households/${raised.householdId}/timeline`)).json();
  const [newest] = timeline.items;
  expect(newest).toMatchObject({ actLabel: '撤销清退登记', payload: { on: '2026-07-01' } });
  expect(newest.payload.reason).not.toContain('13900000000');
  const again = await reviewer.inject('POST', `/api/exits/${id}/restore`, {
    reason: '再撤一次',
    version: version + 2,
  });
  expect([again.statusCode, again.json().code]).toEqual([409, 'not-exited']);
  const { items } = (await officer.inject('GET', '/api/inbox')).json();
  expect(items.map((item: { title: string }) => item.title)).toContain(
    '清退登记已撤销，请重新落实：户 H000001',
  );
});

it('takes a family off the ledger when no ground stands any more, and keeps its history', async () => {
  const raised = nth(1);
  await leave(raised);
  await act(reviewer, raised.id, 'reopen', { reason: '产权证不是本人的' });
  const { id, version } = await exitOf(raised);
  const body = { reason: '家庭并未腾退', version };
  expect((await reviewer.inject('POST', `/api/exits/${id}/restore`, body)).statusCode).toBe(200);
  expect(await exitOf(raised)).toBeUndefined();
  expect(await stateOf(raised)).toBe('active');
  const timeline = (await officer.inject('GET', `/api/households/${raised.householdId}/timeline`)).json();
  const labels = timeline.items.map((item: { actLabel: string }) => item.actLabel);
  expect(labels).toEqual(expect.arrayContaining(['列入应退未退台账', '登记已退出', '撤销清退登记']));
});

it('keeps the project that a family left, and takes it in again when it is given another home', async () => {
  const raised = nth(2);
  await leave(raised);
  const household = syntheticHousehold(3, { estate: '和谐小区', room: '9-9-9' });
  await loadForTest(app, app.county, [household]);
  expect(await stateOf(raised)).toBe('exited');
  expect(await exitOf(raised)).toMatchObject({ estate: '幸福家园' });
  const since = { ...household, tenancy: { ...household.tenancy, startDate: calendarDate('2026-07-02') } };
  await loadForTest(app, app.county, [since]);
  expect(await stateOf(raised)).toBe('active');
  expect(await exitOf(raised)).toMatchObject({ estate: '幸福家园', exitedOn: '2026-07-01' });
});

it('does not bring a ground back by which the family has left before', async () => {
  const before = nth(2);
  const again = nth(3);
  await inScope(app.db, app.county, (tx) =>
    tx.updateTable('findings').set({ household_id: before.householdId }).where('id', '=', again.id).execute(),
  );
  app.clock.advance(86_400_000);
  officer = await app.signIn('county-officer');
  reviewer = await app.signIn('reviewer');
  await confirm(again.id);
  const open = async () =>
    (await officer.inject('GET', `/api/exits?household=${before.householdId}&state=open`)).json().items;
  expect(await open()).toMatchObject([{ findingId: again.id, establishedOn: '2026-07-02' }]);
  await act(reviewer, again.id, 'reopen', { reason: '须再核实' });
  expect(await open()).toEqual([]);
});
