import type { ReportForm, ReportState, SupervisionState } from '@anju/domain';
import { sql } from 'kysely';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import type { FormCampaign, TypedTexts } from './forms/form-scope.ts';
import type { SourceRef } from './forms/source-ref.ts';

/** A value set by hand over the computed one, with what was computed at that time. */
export interface Correction {
  readonly value: number | string;
  readonly computed: number | string | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** Why a fault that a check names is right all the same. */
export interface Explanation {
  readonly message: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** A form frozen: its data, the records behind each value, corrections and faults as they were. */
export interface FrozenForm {
  readonly data: Json;
  readonly rowKeys: Readonly<Record<string, readonly string[]>>;
  readonly sources: Readonly<Record<string, readonly SourceRef[]>>;
  readonly corrections: Readonly<Record<string, Correction>>;
  readonly faults: readonly ReportFault[];
}

/** A fault of a report: mended at its source, or explained. */
export interface ReportFault {
  /** Stays while the fault is the same one: place and wording, so that an explanation ends when the numbers change. */
  readonly key: string;
  readonly code: string;
  readonly path: string | null;
  readonly cell: string | null;
  readonly message: string;
  /** False where no reason can make it right: a form that can't be written, a sanction the law does not know. */
  readonly explainable: boolean;
  readonly explanation: Explanation | null;
}

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
  readonly form: ReportForm;
  readonly period: string;
  readonly state: ReportState;
  readonly due_on: string;
  readonly corrections: Readonly<Record<string, Correction>>;
  readonly typed: StoredTexts;
  readonly explanations: Readonly<Record<string, Explanation>>;
  readonly approved: FrozenForm | null;
  readonly received: Json | null;
  readonly received_file: string | null;
  readonly received_name: string | null;
  readonly filled_by: string | null;
  readonly filled_by_name: string | null;
  readonly approved_by_name: string | null;
  readonly approved_at: Date | null;
  readonly submitted_at: Date | null;
  readonly submitted_by_name: string | null;
  readonly locked_at: Date | null;
  readonly locked_by_name: string | null;
  readonly chased_at: Date | null;
  /** The newest 督办 notice about it. */
  readonly notice_id: string | null;
  readonly notice_number: string | null;
  readonly notice_state: SupervisionState | null;
  readonly remarks: string;
  readonly changed_by_name: string | null;
  readonly version: number;
}

const SELECT_REPORTS = sql`
  SELECT r.county, t.name AS county_name, t.bureau AS unit, r.id, r.campaign_id, r.form, r.period, r.state, r.due_on,
    r.corrections, r.typed, r.explanations, r.approved, r.received, r.received_file, r.received_name,
    r.filled_by, r.filled_by_name, r.approved_by_name, r.approved_at, r.submitted_at, r.submitted_by_name,
    r.locked_at, r.locked_by_name, r.chased_at, r.remarks, r.changed_by_name, r.version,
    n.id AS notice_id, n.number AS notice_number, n.state AS notice_state
  FROM reports r JOIN tenants t ON t.county = r.county
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
}

/** Reports by their due day. */
export async function listReports(tx: Tx, filter: ReportFilter): Promise<readonly ReportRow[]> {
  const parts = [sql`starts_with(r.county, left(${filter.scope}, 6))`];
  if (filter.campaignId !== undefined) parts.push(sql`r.campaign_id = ${filter.campaignId}::uuid`);
  if (filter.form !== undefined) parts.push(sql`r.form = ${filter.form}`);
  if (filter.period !== undefined) parts.push(sql`r.period = ${filter.period}`);
  if (filter.states !== undefined) parts.push(sql`r.state = ANY(${[...filter.states]}::text[])`);
  if (filter.dueFrom !== undefined) parts.push(sql`r.due_on >= ${filter.dueFrom}::date`);
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
    SELECT o.county, o.id, o."campaignId", o.form, o.period, 'draft', o."dueOn", ${at}, ${at}
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
  readonly filled?: { readonly by: string; readonly byName: string };
  readonly approved?: {
    readonly by: string;
    readonly byName: string;
    readonly frozen: FrozenForm;
  } | null;
  readonly submittedByName?: string;
  readonly lockedByName?: string | null;
  readonly remarks?: string;
  readonly received?: { readonly data: Json; readonly file: string; readonly name: string } | null;
}

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
    parts.push(sql`filled_by = ${change.filled.by}::uuid`, sql`filled_by_name = ${change.filled.byName}`);
  }
  if (change.approved === null) {
    parts.push(sql`approved = NULL, approved_by = NULL, approved_by_name = NULL, approved_at = NULL`);
  } else if (change.approved !== undefined) {
    parts.push(
      sql`approved = ${json(change.approved.frozen)}`,
      sql`approved_by = ${change.approved.by}::uuid`,
      sql`approved_by_name = ${change.approved.byName}`,
      sql`approved_at = ${by.at}`,
    );
  }
  if (change.submittedByName !== undefined)
    parts.push(sql`submitted_at = ${by.at}`, sql`submitted_by_name = ${change.submittedByName}`);
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

const SELECT_CAMPAIGNS = sql`
  SELECT county, id, plan, title, year, place, starts_on, ends_on, content, state, joined_on,
    (SELECT name FROM tenants t WHERE t.county = campaigns.county) AS county_name
  FROM campaigns`;

export async function readCampaign(tx: Tx, county: string, id: string): Promise<FormCampaign | null> {
  const { rows } = await sql<FormCampaign>`
    ${SELECT_CAMPAIGNS} WHERE county = ${county} AND id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** A county's own row of a campaign. */
export interface CountyCampaign extends FormCampaign {
  readonly county: string;
  readonly county_name: string;
  /** A county that was added to the running campaign: since when. */
  readonly joined_on: string | null;
}

/** Each county's row of every running campaign in a 辖区; a prefecture's own rows are among them. */
export async function listRunningCampaigns(tx: Tx, scope: string): Promise<readonly CountyCampaign[]> {
  const { rows } = await sql<CountyCampaign>`
    ${SELECT_CAMPAIGNS} WHERE state = 'running' AND starts_with(county, left(${scope}, 6))
    ORDER BY starts_on, id, county`.execute(tx);
  return rows;
}

/** A campaign's row in each county of a 辖区 that takes part, also one that has ended. */
export async function listCountyCampaigns(
  tx: Tx,
  scope: string,
  id: string,
): Promise<readonly CountyCampaign[]> {
  const { rows } = await sql<CountyCampaign>`
    ${SELECT_CAMPAIGNS} WHERE id = ${id}::uuid AND starts_with(county, left(${scope}, 6)) ORDER BY county`.execute(
    tx,
  );
  return rows;
}

/** Who fills in the form: the bureau's name and the county's, as set up. */
export async function readReporter(
  tx: Tx,
  county: string,
): Promise<{ readonly unit: string; readonly county: string }> {
  const { rows } = await sql<{ unit: string; county: string }>`
    SELECT bureau AS unit, name AS county FROM tenants WHERE county = ${county}`.execute(tx);
  return rows[0] ?? { unit: '', county: '' };
}
