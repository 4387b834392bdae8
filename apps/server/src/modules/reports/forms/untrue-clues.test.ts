import { FORMS } from '@anju/official-forms';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../../platform/testing/index.ts';
import {
  GENERATED_COUNTIES,
  type GeneratedRecords,
  generateRecords,
} from '../../campaigns/testing/generate-records.ts';
import { assembleReport } from '../assemble-report.ts';
import { openDueReports } from '../due/due-reports.ts';
import { listReports } from '../report-store.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';

const [COUNTY] = GENERATED_COUNTIES;

let test: TestApp;
let made: GeneratedRecords;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  made = await generateRecords(test.deps, { seed: 'untrue', total: 1_800 });
  await inScope(test.db, '6523', (tx) => openDueReports(tx, test.deps, '6523'));
});
afterAll(() => test.close());

const setUntrueClues = (how: 'counted' | 'left-out') =>
  inScope(test.db, '6523', (tx) =>
    sql`UPDATE campaigns SET content = jsonb_set(content, '{forms}', (
      SELECT jsonb_agg(CASE WHEN f->>'form' = 'F4' THEN f || ${JSON.stringify({ untrueClues: how })}::jsonb ELSE f END)
      FROM jsonb_array_elements(content->'forms') AS f))`.execute(tx),
  );

/** What F4 found, finished and summed in each month of a county, its faults against F5, and the untrue clues by SQL. */
const monthsOf = (county: string) =>
  inScope(test.db, county, async (tx) => {
    const months = [];
    for (const row of await listReports(tx, { scope: county, form: 'F4' })) {
      const report = await assembleReport(tx, test.deps, row);
      const parsed = FORMS.F4.parse(report?.data);
      if (report === null || !parsed.ok) throw new Error(`F4 ${row.period} can't be computed`);
      const [day, end] = [
        `${row.period}-01`,
        `(date '${row.period}-01' + interval '1 month' - interval '1 day')::date`,
      ];
      const month = (column: string) =>
        sql.raw(`date_trunc('month', greatest(${column}, date '${made.months[0]}-01')) = date '${day}'`);
      const untrue = sql`FROM clues k WHERE county = ${county} AND campaign_id = ${made.rural}::uuid
        AND state NOT IN ('merged', 'refused') AND result = 'untrue' AND concluded_on <= ${sql.raw(end)}
        AND id NOT IN (SELECT clue_id FROM problems WHERE clue_id IS NOT NULL AND state <> 'withdrawn'
          AND campaign_id = ${made.rural}::uuid)`;
      const { rows } = await sql<{ found: number; finished: number; amount: number }>`
        SELECT (SELECT count(*) ${untrue} AND ${month('received_on')}) AS found,
          (SELECT count(*) ${untrue} AND state = 'closed' AND ${month('closed_on')}) AS finished,
          (SELECT coalesce(sum(amount_fen), 0)::bigint ${untrue} AND ${month('received_on')}) AS amount`.execute(
        tx,
      );
      const { found, finished, amountFen } = parsed.value.figures;
      const faults = report.faults.filter(
        ({ code, path }) => code === 'figures-disagree' && path !== 'figures.persons.total',
      );
      months.push({
        figures: [found ?? 0, finished ?? 0, amountFen ?? 0],
        untrue: Object.values(rows[0] ?? {}),
        faults,
      });
    }
    return months;
  });

describe('clues concluded untrue', () => {
  it('count in F4 or not as the campaign says, and F4 agrees with F5 either way', async () => {
    let seen = 0;
    for (const county of GENERATED_COUNTIES) {
      await setUntrueClues('counted');
      const counted = await monthsOf(county);
      await setUntrueClues('left-out');
      for (const [at, { figures, untrue, faults }] of (await monthsOf(county)).entries()) {
        const all = counted[at];
        expect(figures).toEqual(all?.figures.map((figure, n) => figure - Number(untrue[n])));
        expect([...faults, ...(all?.faults ?? [])]).toEqual([]);
        seen += Number(untrue[0]);
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('stay counted as they were when the form was signed, which the page says and the prefecture is told', async () => {
    await setUntrueClues('counted');
    const officer = await test.signIn('county-officer', { scope: COUNTY });
    const prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const id = await reportOf(test, COUNTY, 'F4', '2026-03');
    await actOn(officer, id, 'texts', { typed: {} });
    await explainAll(officer, id);
    expect((await actOn(await test.signIn('leader', { scope: COUNTY }), id, 'approve')).statusCode).toBe(200);
    expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
    await setUntrueClues('left-out');
    const told = async () => {
      const of = new URLSearchParams({ campaign: made.rural, form: 'F4', period: '2026-03' });
      const { faults } = (await prefecture.inject('GET', `/api/reports/roll-up?${of}`)).json();
      return faults.map(({ message }: { message: string }) => message).join();
    };
    expect((await officer.inject('GET', `/api/reports/${id}`)).json().untrueClues).toBe('counted');
    const other = await reportOf(test, COUNTY, 'F4', '2026-02');
    expect((await officer.inject('GET', `/api/reports/${other}`)).json().untrueClues).toBe('left-out');
    expect(await told()).toContain('计入不属实的线索，与现在的口径不同');
    await setUntrueClues('counted');
    expect(await told()).not.toContain('与现在的口径不同');
  });
});
