import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { startForTest } from '../../campaigns/testing/start-for-test.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';
import { lookAfterReports } from './look-after-reports.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let campaign: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  campaign = await startForTest(await test.signIn('county-admin'), []);
});
afterAll(() => test.close());

it('signs no form while its period runs: what is found on the last day would be lost', async () => {
  const id = await reportOf(test, test.county, 'F2', '2026-07');
  await actOn(officer, id, 'texts', { typed: {} });
  await explainAll(officer, id);
  const early = await actOn(leader, id, 'approve');
  expect(early.statusCode).toBe(409);
  expect(early.json()).toMatchObject({ code: 'period-runs' });
  expect(early.json().detail).toContain('统计期到 7 月 31 日为止');
  const page = (await leader.inject('GET', `/api/reports/${id}`)).json();
  expect(page).toMatchObject({ signableFrom: '2026-08-01' });
  expect(page.allowedActs).not.toContain('approve');
  const asked = async () =>
    (await leader.inject('GET', '/api/inbox?limit=200'))
      .json()
      .items.map(({ title }: { title: string }) => title);
  const title = '报表待审签：F2 工作情况月报表（2026年7月）';
  await lookAfterReports(test.deps);
  expect(await asked()).not.toContain(title);
  test.clock.set(new Date('2026-08-01T02:00:00Z'));
  leader = await test.signIn('leader');
  await lookAfterReports(test.deps);
  expect(await asked()).toContain(title);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
});

it('rolls up a campaign that a county started by itself, which is no report of the prefecture', async () => {
  const prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  const of = { campaign, form: 'F2', period: '2026-07' };
  const seen = await prefecture.inject('GET', `/api/reports/roll-up?${new URLSearchParams(of)}`);
  expect(seen.statusCode, seen.body).toBe(200);
  expect(seen.json()).toMatchObject({ takesPart: false, mayTake: false });
  expect(seen.json().missing).toHaveLength(1);
  const taken = await prefecture.inject('POST', '/api/reports/roll-up', { ...of, version: null });
  expect(taken.statusCode).toBe(404);
});
