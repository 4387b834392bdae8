import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { sinceItsFirstDay, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';
import { lookAfterReports } from './look-after-reports.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let above: Person;
let id: string;
let next: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-27T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
  await sinceItsFirstDay(test, await startForTest(above, [test.county]));
  await inScope(test.db, '6523', (tx) =>
    sql`UPDATE campaigns SET content = jsonb_set(content, '{forms}', (
      SELECT jsonb_agg(CASE WHEN f->>'form' = 'F2' THEN f || '{"reports": "same-month", "dueDay": 18}' ELSE f END)
      FROM jsonb_array_elements(content->'forms') AS f))`.execute(tx),
  );
  id = await reportOf(test, test.county, 'F2', '2026-06');
  next = await reportOf(test, test.county, 'F2', '2026-07');
});
afterAll(() => test.close());

const page = async (report: string) => (await officer.inject('GET', `/api/reports/${report}`)).json();
const spanOf = async (report: string) => {
  const { from, to, dueOn } = await page(report);
  return { from, to, dueOn };
};
/** A regional holiday that nobody had entered: the 18th of June is met on the day before. */
const enterHoliday = (day: string) =>
  inScope(test.db, '6523', (tx) =>
    sql`INSERT INTO calendar_days (county, day, kind, name, by_name, created_at)
      VALUES (${test.county}, ${day}::date, 'off', '地区假日', '测试', now())`.execute(tx),
  );

it('moves with the calendar until the form is signed, and never after it was sent', async () => {
  const before = await spanOf(id);
  expect(before).toMatchObject({ to: '2026-06-18', dueOn: '2026-06-18' });
  expect((await spanOf(next)).from).toBe('2026-06-19');
  await actOn(officer, id, 'texts', { typed: {} });
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  await enterHoliday('2026-06-18');
  await lookAfterReports(test.deps);
  expect(await spanOf(id)).toEqual(before);
  expect((await spanOf(next)).from).toBe('2026-06-19');
  // What was not sent yet follows the calendar again once it is taken back.
  expect((await actOn(officer, id, 'send-back', { reason: '重新核对' })).statusCode).toBe(200);
  await lookAfterReports(test.deps);
  expect(await spanOf(id)).toMatchObject({ to: '2026-06-17', dueOn: '2026-06-17' });
  expect((await spanOf(next)).from).toBe('2026-06-18');
  await actOn(officer, id, 'texts', { typed: {} });
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  await enterHoliday('2026-06-17');
  expect((await actOn(above, id, 'return', { reason: '请核对' })).statusCode).toBe(200);
  await lookAfterReports(test.deps);
  expect(await spanOf(id)).toMatchObject({ to: '2026-06-17', dueOn: '2026-06-17' });
  expect((await spanOf(next)).from).toBe('2026-06-18');
});

it('can be opened and downloaded when the campaign no longer has its month', async () => {
  await actOn(officer, id, 'texts', { typed: {} });
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  await inScope(test.db, '6523', (tx) => sql`UPDATE campaigns SET starts_on = '2026-07-20'`.execute(tx));
  expect((await page(id)).view).not.toBeNull();
  expect((await officer.inject('GET', `/api/reports/${id}/form.xlsx`)).statusCode).toBe(200);
});
