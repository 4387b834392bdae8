import {
  ACTS_BACK,
  type FormPeriod,
  type ReportForm,
  type ReportStanding,
  type ReportState,
  type SupervisionState,
} from '@anju/domain';
import { sql } from 'kysely';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { campaignBeside } from '../campaigns/index.ts';
import type { TypedTexts } from './forms/form-scope.ts';
import type { Correction, Explanation, FrozenForm } from './frozen-form.ts';

/**
 * What is typed on a form; of a summary in words, the figures as they were taken; of a prefecture's form, the
 * counties' versions that it was put together from: '652301:2'.
 */
export type StoredTexts = TypedTexts & { readonly stage?: Json; readonly rollUp?: readonly string[] };

export interface ReportRow {
  readonly county: string;
  readonly county_name: string;
  readonly unit: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  /** The campaign behind a title, where the county runs another one; else empty. */
  readonly campaign_beside: string;
  readonly form: ReportForm;
  readonly period: string;
  readonly state: ReportState;
  readonly due_on: string;
  /** What it counts, kept from the signature on. */
  readonly counted_from: string | null;
  readonly counted_to: string | null;
  readonly nominal_due: string | null;
  readonly corrections: Readonly<Record<string, Correction>>;
  readonly typed: StoredTexts;
  readonly explanations: Readonly<Record<string, Explanation>>;
  readonly approved: FrozenForm | null;
  readonly received: Json | null;
  readonly received_file: string | null;
  readonly received_name: string | null;
  /** Who filled it last; null until it is sent to be signed, and again when it comes back. */
  readonly filled_by: string | null;
  readonly filled_by_name: string | null;
  readonly approved_by_name: string | null;
  readonly approved_at: Date | null;
  readonly submitted_at: Date | null;
  readonly submitted_by_name: string | null;
  /** When it came to the level above by other ways than the system. */
  readonly received_on: string | null;
  readonly locked_at: Date | null;
  readonly locked_by_name: string | null;
  readonly chased_at: Date | null;
  /** Whether the records said otherwise than what was signed, when they were last compared. */
  readonly records_moved: boolean;
  /** The newest 督办 notice about it. */
  readonly notice_id: string | null;
  readonly notice_number: string | null;
  readonly notice_state: SupervisionState | null;
  readonly remarks: string;
  /** Sent back by the leader or from above, and not sent to be signed since. */
  readonly came_back: boolean;
  readonly changed_by_name: string | null;
  readonly version: number;
  /** Whether the prefecture uses the system: it returns and locks. */
  readonly reviewed_above: boolean;
}

/** What the lifecycle asks of a report. */
export const factsOf = (
  row: Pick<ReportRow, 'county' | 'state' | 'filled_by' | 'reviewed_above'>,
): ReportStanding => ({
  county: row.county,
  state: row.state,
  filledBy: row.filled_by,
  reviewedAbove: row.reviewed_above,
});

export const SELECT_REPORTS = sql`
  SELECT r.county, t.name AS county_name, t.bureau AS unit, r.id, r.campaign_id,
    c.title AS campaign_title, ${campaignBeside('r')} AS campaign_beside, r.form, r.period, r.state, r.due_on,
    r.counted_from, r.counted_to, r.nominal_due,
    r.corrections, r.typed, r.explanations, r.approved, r.received, r.received_file, r.received_name,
    r.filled_by, r.filled_by_name, r.approved_by_name, r.approved_at, r.submitted_at, r.submitted_by_name, r.received_on,
    r.locked_at, r.locked_by_name, r.chased_at, r.records_moved, r.remarks, r.changed_by_name, r.version,
    EXISTS (SELECT 1 FROM tenants p
      WHERE p.county = left(r.county, 4) || '00' AND p.county <> r.county) AS reviewed_above,
    r.state = 'returned' OR (r.state = 'draft' AND r.filled_by IS NULL AND EXISTS (SELECT 1 FROM report_notes b
      WHERE b.county = r.county AND b.report_id = r.id AND b.act = ANY(${[...ACTS_BACK]}::text[]))) AS came_back,
    n.id AS notice_id, n.number AS notice_number, n.state AS notice_state
  FROM reports r JOIN tenants t ON t.county = r.county
  JOIN campaigns c ON c.county = r.county AND c.id = r.campaign_id
  LEFT JOIN LATERAL (SELECT s.id, s.number, s.state FROM supervisions s
    WHERE s.county = r.county AND s.report_id = r.id ORDER BY s.created_at DESC, s.id DESC LIMIT 1) n ON true`;

/** A report of the reader's 辖区. */
export async function readReport(tx: Tx, scope: string, id: string): Promise<ReportRow | null> {
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS} WHERE r.id = ${id}::uuid AND starts_with(r.county, left(${scope}, 6))`.execute(tx);
  return rows[0] ?? null;
}

export async function lockReport(tx: Tx, scope: string, id: string): Promise<ReportRow | null> {
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS} WHERE r.id = ${id}::uuid AND starts_with(r.county, left(${scope}, 6))
    FOR UPDATE OF r`.execute(tx);
  return rows[0] ?? null;
}

/** The same county's report of a form and period, if there is one. */
export async function findReport(
  tx: Tx,
  key: {
    readonly county: string;
    readonly campaignId: string;
    readonly form: ReportForm;
    readonly period: string;
  },
): Promise<ReportRow | null> {
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS} WHERE r.county = ${key.county} AND r.campaign_id = ${key.campaignId}::uuid
      AND r.form = ${key.form} AND r.period = ${key.period}`.execute(tx);
  return rows[0] ?? null;
}

export interface ReportFilter {
  readonly scope: string;
  readonly campaignId?: string | undefined;
  readonly form?: ReportForm | undefined;
  readonly period?: string | undefined;
  readonly states?: readonly ReportState[] | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  /** Only those whose records say otherwise than what was signed. */
  readonly moved?: boolean | undefined;
}

/** Reports by their due day. */
export async function listReports(tx: Tx, filter: ReportFilter): Promise<readonly ReportRow[]> {
  const parts = [sql`starts_with(r.county, left(${filter.scope}, 6))`];
  if (filter.campaignId !== undefined) parts.push(sql`r.campaign_id = ${filter.campaignId}::uuid`);
  if (filter.form !== undefined) parts.push(sql`r.form = ${filter.form}`);
  if (filter.period !== undefined) parts.push(sql`r.period = ${filter.period}`);
  if (filter.states !== undefined) parts.push(sql`r.state = ANY(${[...filter.states]}::text[])`);
  if (filter.dueFrom !== undefined) parts.push(sql`r.due_on >= ${filter.dueFrom}::date`);
  if (filter.moved === true) parts.push(sql`r.records_moved`);
  if (filter.dueTo !== undefined) parts.push(sql`r.due_on <= ${filter.dueTo}::date`);
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS} WHERE ${sql.join(parts, sql` AND `)} ORDER BY r.due_on, r.county, r.form, r.period`.execute(
    tx,
  );
  return rows;
}

export interface OpeningReport {
  readonly county: string;
  readonly id: string;
  readonly campaignId: string;
  readonly form: ReportForm;
  readonly period: string;
  readonly dueOn: string;
}

/** Opens each report once; one that is still being filled takes the due day as the calendar has it now. */
export async function openReports(tx: Tx, reports: readonly OpeningReport[], at: Date): Promise<void> {
  await sql`
    INSERT INTO reports (county, id, campaign_id, form, period, state, due_on, created_at, updated_at)
    SELECT DISTINCT ON (o.county, o."campaignId", o.form, o.period)
      o.county, o.id, o."campaignId", o.form, o.period, 'draft', o."dueOn", ${at}, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(reports)}::jsonb)
      AS o (county char(6), id uuid, "campaignId" uuid, form text, period text, "dueOn" date)
    ON CONFLICT (county, campaign_id, form, period) DO UPDATE SET due_on = excluded.due_on
    WHERE reports.state IN ('draft', 'returned') AND reports.due_on <> excluded.due_on`.execute(tx);
}

/** A campaign's reports in a 辖区, locked until the transaction ends. */
export async function lockReportsOf(
  tx: Tx,
  of: { readonly scope: string; readonly campaignId: string },
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS}
    WHERE starts_with(r.county, left(${of.scope}, 6)) AND r.campaign_id = ${of.campaignId}::uuid
    ORDER BY r.county, r.id FOR UPDATE OF r`.execute(tx);
  return rows;
}

export async function deleteReport(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
): Promise<void> {
  await sql`DELETE FROM reports WHERE county = ${key.county} AND id = ${key.id}::uuid`.execute(tx);
}

export interface ReportChange {
  readonly state?: ReportState;
  readonly typed?: StoredTexts;
  readonly corrections?: Readonly<Record<string, Correction>>;
  readonly explanations?: Readonly<Record<string, Explanation>>;
  /** Null: back on the desk, to be sent to be signed again. */
  readonly filled?: { readonly by: string; readonly byName: string } | null;
  readonly approved?: {
    readonly by: string;
    readonly byName: string;
    readonly frozen: FrozenForm;
  } | null;
  /** What the form counts, once it is signed or sent. */
  readonly keeps?: FormPeriod;
  readonly submittedByName?: string;
  /** With `submittedByName`: the day on which it came in by other ways. */
  readonly receivedOn?: string;
  readonly lockedByName?: string | null;
  readonly remarks?: string;
  readonly received?: { readonly data: Json; readonly file: string; readonly name: string } | null;
}

/** What was signed but never sent follows the calendar again; what was sent once counts the same days ever after. */
const RELEASE_UNSENT = sql.join(
  ['counted_from', 'counted_to', 'nominal_due'].map(
    (column) => sql`${sql.ref(column)} = CASE WHEN EXISTS (SELECT FROM report_versions v
      WHERE v.county = reports.county AND v.report_id = reports.id) THEN ${sql.ref(column)} END`,
  ),
);

export async function updateReport(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  change: ReportChange,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const parts = [sql`changed_by_name = ${by.name}`, sql`updated_at = ${by.at}`, sql`version = version + 1`];
  if (change.state !== undefined) parts.push(sql`state = ${change.state}`);
  if (change.typed !== undefined) parts.push(sql`typed = ${json(change.typed)}`);
  if (change.corrections !== undefined) parts.push(sql`corrections = ${json(change.corrections)}`);
  if (change.explanations !== undefined) parts.push(sql`explanations = ${json(change.explanations)}`);
  if (change.filled !== undefined) {
    const { by: filledBy, byName } = change.filled ?? { by: null, byName: null };
    parts.push(sql`filled_by = ${filledBy}::uuid`, sql`filled_by_name = ${byName}`);
  }
  if (change.approved !== undefined) parts.push(sql`compared_at = NULL, records_moved = false`);
  if (change.approved === null) {
    parts.push(sql`approved = NULL, approved_by = NULL, approved_by_name = NULL, approved_at = NULL`);
    if (change.keeps === undefined) parts.push(RELEASE_UNSENT);
  } else if (change.approved !== undefined) {
    parts.push(
      sql`approved = ${json(change.approved.frozen)}`,
      sql`approved_by = ${change.approved.by}::uuid`,
      sql`approved_by_name = ${change.approved.byName}`,
      sql`approved_at = ${by.at}`,
    );
  }
  if (change.keeps !== undefined) {
    const { from, to, nominalDue, dueOn } = change.keeps;
    parts.push(
      sql`counted_from = ${from}::date`,
      sql`counted_to = ${to}::date`,
      sql`nominal_due = ${nominalDue}::date`,
      sql`due_on = ${dueOn}::date`,
    );
  }
  if (change.submittedByName !== undefined)
    parts.push(
      sql`submitted_at = ${by.at}`,
      sql`submitted_by_name = ${change.submittedByName}`,
      sql`received_on = ${change.receivedOn ?? null}::date`,
    );
  if (change.lockedByName === null) parts.push(sql`locked_at = NULL, locked_by_name = NULL`);
  else if (change.lockedByName !== undefined)
    parts.push(sql`locked_at = ${by.at}`, sql`locked_by_name = ${change.lockedByName}`);
  if (change.remarks !== undefined) parts.push(sql`remarks = ${change.remarks}`);
  if (change.received === null) parts.push(sql`received = NULL, received_file = NULL, received_name = NULL`);
  else if (change.received !== undefined) {
    parts.push(
      sql`received = ${json(change.received.data)}`,
      sql`received_file = ${change.received.file}`,
      sql`received_name = ${change.received.name}`,
    );
  }
  await sql`UPDATE reports SET ${sql.join(parts)}
    WHERE county = ${key.county} AND id = ${key.id}::uuid`.execute(tx);
}

export async function markChased(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  at: Date,
): Promise<void> {
  await sql`UPDATE reports SET chased_at = ${at} WHERE county = ${key.county} AND id = ${key.id}::uuid`.execute(
    tx,
  );
}
