import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { escalateNotices } from '../../supervision/escalate-notices.ts';
import { layCampaign } from '../../supervision/testing/lay-ledger.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let above: Person;
let campaign: string;

const F2 = {
  form: 'F2',
  every: 'month',
  dueDay: 18,
  reports: 'same-month',
  basis: 'period',
  nothingAs: 'zero',
};

async function at(moment: string): Promise<void> {
  test.clock.set(new Date(moment));
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
}

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  campaign = await layCampaign(test, test.county, { forms: [F2] });
  await at('2026-06-30T02:00:00Z');
});
afterAll(() => test.close());

const issue = (by: Person, id: string, over: object = {}) =>
  by.inject('POST', '/api/supervisions', {
    organisation: test.county,
    subject: { kind: 'report', id },
    demand: '请尽快报送。',
    dueOn: '2026-07-03',
    ...over,
  });
const notice = async (id: string) => (await above.inject('GET', `/api/supervisions/${id}`)).json();
const cell = async (period: string) =>
  (await above.inject('GET', `/api/reports/matrix?campaign=${campaign}&month=${period}`))
    .json()
    .rows.flatMap((row: { cells: { period: string }[] }) => row.cells)
    .find((one: { period: string } | null) => one?.period === period);

describe('a 督办 notice about a late report', () => {
  it('is issued for that report, stands on its row, and ends when the report is sent', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-05');
    const late = (await above.inject('GET', `/api/supervision/late-reports?campaign=${campaign}`)).json();
    expect(late.items.map((one: { id: string }) => one.id)).toContain(id);
    const issued = await issue(above, id);
    expect(issued.statusCode, issued.body).toBe(201);
    const seen = await notice(issued.json().id);
    expect(seen).toMatchObject({
      about: 'report',
      caseId: id,
      aboutText: 'F2 工作情况月报表（2026年5月）',
      state: 'issued',
    });
    expect((await cell('2026-05')).notice).toMatchObject({ id: seen.id, number: seen.number, open: true });
    expect((await issue(leader, id)).json().code).toBe('noticed-already');

    expect((await actOn(officer, id, 'texts', { typed: {} })).statusCode).toBe(200);
    await explainAll(officer, id);
    expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
    expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
    expect(await notice(seen.id)).toMatchObject({ state: 'settled', settledOn: '2026-06-30' });
    expect((await cell('2026-05')).notice).toMatchObject({ id: seen.id, open: false });
    const titles = (await officer.inject('GET', '/api/inbox?limit=200')).body;
    expect(titles).not.toContain(seen.number);
    expect((await issue(above, id)).statusCode).toBe(400);
  });

  it('is settled by who issued it though nobody answered, as no other notice is', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-04');
    const { id: of } = (await issue(above, id)).json();
    const settle = (by: Person) =>
      by.inject('POST', `/api/supervisions/${of}/settle`, { text: '改期报送', version: 1 });
    expect((await settle(leader)).statusCode).toBe(403);
    expect((await settle(above)).json()).toMatchObject({ state: 'settled' });
  });

  it('rises to the level above when the report stays out', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-03');
    const { id: of } = (await issue(leader, id)).json();
    await at('2026-07-06T02:00:00Z');
    await escalateNotices(test.deps);
    expect(await notice(of)).toMatchObject({ level: 2, state: 'issued' });
  });

  it('is not about a report that is not late, nor sent to another county or a community', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-07');
    expect((await issue(above, id, { dueOn: '2026-07-31' })).statusCode).toBe(400);
    const late = await reportOf(test, test.county, 'F2', '2026-02');
    const wrong = await issue(above, late, { organisation: test.foreignCounty, dueOn: '2026-07-31' });
    expect(wrong.json().detail).toContain('不属于所选单位');
    const rows = await inScope(test.db, test.county, (tx) =>
      sql`SELECT 1 FROM supervisions WHERE report_id = ${late}::uuid`.execute(tx),
    );
    expect(rows.rows).toEqual([]);
  });
});
