import { type ReportForm, UNSENT_STATES } from '@anju/domain';
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** A report that is past its day and not with the level above. */
export interface LateReport {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly form: ReportForm;
  readonly period: string;
  readonly due_on: string;
}

const lateOn = (today: string) =>
  sql<SqlBool>`r.due_on < ${today}::date AND r.state = ANY(${[...UNSENT_STATES]}::text[])`;

const SELECT_REPORTS = sql`
  SELECT r.county, t.name AS county_name, r.id, r.campaign_id, r.form, r.period, r.due_on
  FROM reports r JOIN tenants t ON t.county = r.county`;

const NOTICED = sql<SqlBool>`EXISTS (SELECT FROM supervisions s
  WHERE s.county = r.county AND s.report_id = r.id AND s.state <> 'settled')`;

/** Late reports of a campaign in a 辖区 that no open notice is about, the longest late first. */
export async function listLateReports(
  tx: Tx,
  of: { readonly scope: string; readonly campaign: string; readonly today: string },
): Promise<readonly LateReport[]> {
  const { rows } = await sql<LateReport>`
    ${SELECT_REPORTS}
    WHERE starts_with(r.county, left(${of.scope}, 6)) AND r.campaign_id = ${of.campaign}::uuid
      AND ${lateOn(of.today)} AND NOT ${NOTICED}
    ORDER BY r.due_on, r.county, r.form, r.period LIMIT 200`.execute(tx);
  return rows;
}

/** The late report, locked, so that it is neither sent meanwhile nor the subject of two notices. */
export async function lockLateReport(
  tx: Tx,
  of: { readonly scope: string; readonly id: string; readonly today: string },
): Promise<LateReport | null> {
  const { rows } = await sql<LateReport>`
    ${SELECT_REPORTS}
    WHERE r.id = ${of.id}::uuid AND starts_with(r.county, left(${of.scope}, 6)) AND ${lateOn(of.today)}
    FOR UPDATE OF r`.execute(tx);
  return rows[0] ?? null;
}

type ReportKey = Pick<LateReport, 'county' | 'id'>;

/** The notices about a report that are not settled, locked. */
export async function lockNoticesOf(
  tx: Tx,
  report: ReportKey,
): Promise<
  readonly {
    readonly id: string;
    readonly region: string;
    readonly number: string;
    readonly state: string;
  }[]
> {
  const { rows } = await sql<{ id: string; region: string; number: string; state: string }>`
    SELECT s.id, s.region, s.number, s.state FROM supervisions s
    WHERE s.county = ${report.county} AND s.report_id = ${report.id}::uuid AND s.state <> 'settled'
    ORDER BY s.id FOR UPDATE`.execute(tx);
  return rows;
}

/** Takes the report out of every notice about it; they keep its form and period in words. */
export async function unlinkReport(tx: Tx, report: ReportKey): Promise<void> {
  await sql`UPDATE supervisions SET report_id = NULL
    WHERE county = ${report.county} AND report_id = ${report.id}::uuid`.execute(tx);
}
