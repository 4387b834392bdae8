import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';
import { warnOfPlannedExits } from './warn-planned.ts';

let test: TestApp;
const PLANNED = '2026-07-10';

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  const officer = await test.signIn('county-officer', { username: 'officer-0' });
  const reviewer = await test.signIn('reviewer');
  const [finding] = await raiseFindings(test, test.county, ['housing.owned']);
  const act = async (person: Person, path: string, body: object) => {
    const { version } = (await officer.inject('GET', `/api/findings/${finding?.id}`)).json();
    const done = await person.inject('POST', `/api/findings/${finding?.id}/${path}`, { ...body, version });
    expect(done.statusCode, done.body).toBe(200);
  };
  await act(officer, 'cannot-tell', { reason: '承租人下落不明' });
  await act(officer, 'propose', { conclusion: 'confirmed', reason: '核实无误', exitNature: '1A' });
  await act(reviewer, 'conclude', { agree: true });
  await plan(officer, PLANNED);
});
afterAll(() => test.close());

async function plan(person: Person, plannedOn: string): Promise<void> {
  const [exit] = (await person.inject('GET', '/api/exits')).json().items;
  const body = { measures: '限期腾退', plannedOn, version: exit.version };
  expect((await person.inject('PATCH', `/api/exits/${exit.id}`, body)).statusCode).toBe(200);
}

async function told(role: 'county-officer' | 'leader', username: string): Promise<readonly string[]> {
  const { items } = (await (await test.signIn(role, { username })).inject('GET', '/api/inbox')).json();
  return items.map((item: { title: string }) => item.title);
}

it('refuses a plan for a day before the family was found to have to leave', async () => {
  const officer = await test.signIn('county-officer', { username: 'officer-p' });
  const [exit] = (await officer.inject('GET', '/api/exits')).json().items;
  const body = { measures: '限期腾退', plannedOn: '2026-07-05', version: exit.version };
  const refused = await officer.inject('PATCH', `/api/exits/${exit.id}`, body);
  expect(refused.statusCode).toBe(400);
  expect(refused.json().errors).toEqual([expect.objectContaining({ path: 'plannedOn' })]);
});

it('reminds the officers three days before a family is to leave, and tells the leader once the day has passed', async () => {
  await warnOfPlannedExits(test.deps);
  expect(await told('county-officer', 'officer-1')).toEqual([]);
  test.clock.set(new Date('2026-07-07T02:00:00Z'));
  await warnOfPlannedExits(test.deps);
  await warnOfPlannedExits(test.deps);
  expect(await told('county-officer', 'officer-2')).toEqual(['计划退出日期将到：户 H000001']);
  expect(await told('leader', 'leader-2')).toEqual([]);
  test.clock.set(new Date('2026-07-11T02:00:00Z'));
  await warnOfPlannedExits(test.deps);
  expect(await told('leader', 'leader-3')).toEqual(['超过计划完成日期仍未退出：户 H000001']);
  expect(await told('county-officer', 'officer-late')).toEqual(['超过计划完成日期仍未退出：户 H000001']);
  await plan(await test.signIn('county-officer', { username: 'officer-3' }), '2026-09-30');
  expect(await told('leader', 'leader-4')).toEqual([]);
  expect(await told('county-officer', 'officer-4')).toEqual([]);
});

it('tells the officers of a family that the roster has let go, until its exit is recorded', async () => {
  await inScope(test.deps.db, test.county, (tx) =>
    sql`UPDATE households SET state = 'exited', left_on = '2026-07-01'`.execute(tx),
  );
  await warnOfPlannedExits(test.deps);
  const title = '花名册载明已退出，请核实并登记退出：户 H000001';
  expect(await told('county-officer', 'officer-5')).toEqual([title]);
  const officer = await test.signIn('county-officer', { username: 'officer-6' });
  const [exit] = (await officer.inject('GET', '/api/exits')).json().items;
  expect(exit.leftByRoster).toBe(true);
  const body = { on: '2026-07-11', paperIds: [], version: exit.version };
  const done = await officer.inject('POST', `/api/exits/${exit.id}/exited`, body);
  expect(done.statusCode, done.body).toBe(200);
  expect(await told('county-officer', 'officer-7')).toEqual([]);
});
