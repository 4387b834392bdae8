import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

export type ResultKind = 'institution' | 'achievement' | 'publication';

export interface ResultRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly kind: ResultKind;
  readonly title: string;
  readonly document_no: string;
  readonly content: string;
  readonly on: string;
  readonly projects: number | null;
  readonly recorded_by_name: string;
  readonly version: number;
}

export interface ResultInput {
  readonly title: string;
  readonly documentNo: string;
  readonly content: string;
  readonly on: string;
  /** Of a publication: how many projects the batch has; null of the others. */
  readonly projects: number | null;
}

const SELECT = sql`
  SELECT r.county, t.name AS county_name, r.id, r.campaign_id, r.kind, r.title, r.document_no, r.content, r."on", r.projects,
    r.recorded_by_name, r.version
  FROM campaign_results r JOIN tenants t ON t.county = r.county`;

const within = (scope: string): RawBuilder<unknown> => sql`starts_with(r.county::text, ${scope.slice(0, 6)})`;

/** All of a campaign's results of the kinds asked for, by county and day. A campaign has tens of them. */
export async function listResults(
  tx: Tx,
  scope: string,
  campaign: string,
  kind: ResultKind | undefined,
): Promise<readonly ResultRow[]> {
  const ofKind = kind === undefined ? sql`true` : sql`r.kind = ${kind}`;
  const { rows } = await sql<ResultRow>`
    ${SELECT} WHERE ${within(scope)} AND r.campaign_id = ${campaign}::uuid AND ${ofKind}
    ORDER BY r.county, r."on", r.id`.execute(tx);
  return rows;
}

export async function lockResult(tx: Tx, county: string, id: string): Promise<ResultRow | null> {
  const { rows } = await sql<ResultRow>`
    ${SELECT} WHERE r.county = ${county} AND r.id = ${id}::uuid FOR UPDATE OF r`.execute(tx);
  return rows[0] ?? null;
}

export async function insertResult(
  tx: Tx,
  result: ResultInput & {
    readonly county: string;
    readonly id: string;
    readonly campaignId: string;
    readonly kind: ResultKind;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO campaign_results (county, id, campaign_id, kind, title, document_no, content, "on", projects,
      recorded_by_name, created_at)
    VALUES (${result.county}, ${result.id}, ${result.campaignId}, ${result.kind}, ${result.title},
      ${result.documentNo}, ${result.content}, ${result.on}::date, ${result.projects}, ${result.byName},
      ${result.at})`.execute(tx);
}

export async function updateResult(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
  result: ResultInput & { readonly byName: string },
): Promise<void> {
  await sql`
    UPDATE campaign_results SET title = ${result.title}, document_no = ${result.documentNo},
      content = ${result.content}, "on" = ${result.on}::date, projects = ${result.projects},
      recorded_by_name = ${result.byName}, version = version + 1
    WHERE county = ${of.county} AND id = ${of.id}::uuid`.execute(tx);
}

export async function deleteResult(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<void> {
  await sql`DELETE FROM campaign_results WHERE county = ${of.county} AND id = ${of.id}::uuid`.execute(tx);
}
