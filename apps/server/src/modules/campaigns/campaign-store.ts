import type { CampaignContent, PlanCode } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';

export interface CampaignRow {
  readonly county: string;
  readonly id: string;
  readonly owner: string;
  readonly plan: PlanCode;
  readonly title: string;
  readonly document_no: string;
  readonly year: number;
  readonly place: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly content: unknown;
  readonly state: 'running' | 'ended';
  readonly ended_on: string | null;
  readonly ended_reason: string;
  readonly started_by_name: string;
  readonly changed_by_name: string | null;
  readonly created_at: Date;
  /** The day of that in Beijing. */
  readonly entered_on: string;
  /** A county that was added later: since when. */
  readonly joined_on: string | null;
  readonly version: number;
}

const COLUMNS = sql`
  c.county, c.id, c.owner, c.plan, c.title, c.document_no, c.year, c.place, c.starts_on, c.ends_on, c.content,
  c.state, c.ended_on, c.ended_reason, c.started_by_name, c.changed_by_name, c.created_at,
  (c.created_at AT TIME ZONE 'Asia/Shanghai')::date AS entered_on,
  c.joined_on, c.version`;

/** Rows of a scope's counties; a community reads its county's campaigns. */
function within(scope: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`starts_with(c.county::text, ${scope.slice(0, 6)})`;
}

/**
 * One row a campaign: the owner's where the reader sees it, or else the reader's county's own copy.
 * @param scope the reader's region prefix
 */
export async function readCampaignRow(tx: Tx, scope: string, id: string): Promise<CampaignRow | null> {
  const { rows } = await sql<CampaignRow>`
    SELECT ${COLUMNS} FROM campaigns c WHERE ${within(scope)} AND c.id = ${id}::uuid
    ORDER BY (c.county = c.owner) DESC, c.county LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

/** The copy that a county holds: what its problems hang on. */
export async function readCountyCampaign(tx: Tx, county: string, id: string): Promise<CampaignRow | null> {
  const { rows } = await sql<CampaignRow>`
    SELECT ${COLUMNS} FROM campaigns c WHERE c.county = ${county} AND c.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export interface CampaignFilter {
  readonly scope: string;
  readonly state?: 'running' | 'ended' | undefined;
}

/** A page of campaigns, the newest first, each once. */
export async function listCampaignRows(
  tx: Tx,
  filter: CampaignFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<{ readonly rows: readonly CampaignRow[]; readonly next: Position | null }> {
  const beyond = page.after === null ? sql`true` : sql`c.id < ${page.after.id}::uuid`;
  const { rows } = await sql<CampaignRow>`
    SELECT DISTINCT ON (c.id) ${COLUMNS} FROM campaigns c
    WHERE ${conditions(filter)} AND ${beyond}
    ORDER BY c.id DESC, (c.county = c.owner) DESC, c.county LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > page.limit && last ? { key: '', id: last.id } : null };
}

export async function countCampaigns(tx: Tx, filter: CampaignFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(DISTINCT c.id)::int AS n FROM campaigns c WHERE ${conditions(filter)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

function conditions(filter: CampaignFilter): RawBuilder<SqlBool> {
  return filter.state === undefined
    ? within(filter.scope)
    : sql<SqlBool>`${within(filter.scope)} AND c.state = ${filter.state}`;
}

/** Every copy of a campaign in the reader's scope, locked in one order until the transaction ends. */
export async function lockCampaign(tx: Tx, scope: string, id: string): Promise<readonly CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    SELECT ${COLUMNS} FROM campaigns c WHERE ${within(scope)} AND c.id = ${id}::uuid
    ORDER BY c.county FOR NO KEY UPDATE`.execute(tx);
  return rows;
}

/** A county's copy, held as it is while something is put on its ledger. */
export async function holdRunningCampaign(tx: Tx, county: string, id: string): Promise<CampaignRow | null> {
  const { rows } = await sql<CampaignRow>`
    SELECT ${COLUMNS} FROM campaigns c WHERE c.county = ${county} AND c.id = ${id}::uuid FOR SHARE`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export interface NewCampaign {
  readonly county: string;
  readonly id: string;
  readonly owner: string;
  readonly plan: PlanCode;
  readonly title: string;
  readonly documentNo: string;
  readonly year: number;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly content: CampaignContent;
  readonly joinedOn: string | null;
  readonly byName: string;
  readonly at: Date;
}

export async function insertCampaign(tx: Tx, campaign: NewCampaign): Promise<void> {
  await sql`
    INSERT INTO campaigns (county, id, owner, plan, title, document_no, year, place, starts_on, ends_on, content,
      joined_on, state, started_by_name, created_at, updated_at)
    VALUES (${campaign.county}, ${campaign.id}, ${campaign.owner}, ${campaign.plan}, ${campaign.title},
      ${campaign.documentNo}, ${campaign.year}, ${campaign.place}, ${campaign.startsOn}::date,
      ${campaign.endsOn}::date, ${JSON.stringify(campaign.content)}::jsonb, ${campaign.joinedOn}::date, 'running', ${campaign.byName},
      ${campaign.at}, ${campaign.at})`.execute(tx);
}

export interface CampaignChange {
  readonly title?: string;
  readonly documentNo?: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly content?: CampaignContent;
  readonly ended?: { readonly on: string; readonly reason: string };
}

/** Changes every copy in the transaction's scope alike. */
export async function updateCampaign(
  tx: Tx,
  id: string,
  change: CampaignChange,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const parts = [sql`changed_by_name = ${by.name}`, sql`updated_at = ${by.at}`, sql`version = version + 1`];
  if (change.title !== undefined) parts.push(sql`title = ${change.title}`);
  if (change.documentNo !== undefined) parts.push(sql`document_no = ${change.documentNo}`);
  if (change.startsOn !== undefined) parts.push(sql`starts_on = ${change.startsOn}::date`);
  if (change.endsOn !== undefined) parts.push(sql`ends_on = ${change.endsOn}::date`);
  if (change.content !== undefined) parts.push(sql`content = ${JSON.stringify(change.content)}::jsonb`);
  if (change.ended !== undefined) {
    parts.push(
      sql`state = 'ended', ended_on = ${change.ended.on}::date, ended_reason = ${change.ended.reason}`,
    );
  }
  await sql`UPDATE campaigns SET ${sql.join(parts)} WHERE id = ${id}::uuid`.execute(tx);
}

export interface Participant {
  readonly county: string;
  readonly name: string;
}

/** Counties and zones below a prefecture that could take part, or the county itself. */
export async function listPossibleParticipants(tx: Tx, scope: string): Promise<readonly Participant[]> {
  const { rows } = await sql<Participant>`
    SELECT t.county, t.name FROM tenants t
    WHERE starts_with(t.county::text, ${scope.slice(0, 6)}) AND t.county !~ '00$'
    ORDER BY t.county`.execute(tx);
  return rows;
}

export interface TakingPart extends Participant {
  /** Null: from the start. */
  readonly joinedOn: string | null;
}

/** The counties that hold a copy of the campaign, of those the reader sees. */
export async function listParticipants(tx: Tx, scope: string, id: string): Promise<readonly TakingPart[]> {
  const { rows } = await sql<TakingPart>`
    SELECT c.county, t.name, c.joined_on AS "joinedOn" FROM campaigns c JOIN tenants t ON t.county = c.county
    WHERE ${within(scope)} AND c.id = ${id}::uuid AND c.county !~ '00$' ORDER BY c.county`.execute(tx);
  return rows;
}

/** The name of a county or prefecture: 昌吉州. */
export async function readTenantName(tx: Tx, county: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM tenants WHERE county = ${county}`.execute(tx);
  return rows[0]?.name ?? county;
}

/** Categories of the campaign's problems that are in use: a list can't lose them. */
export async function listUsedPlaces(
  tx: Tx,
  scope: string,
  id: string,
): Promise<readonly { readonly category: string; readonly item: string | null }[]> {
  const { rows } = await sql<{ category: string; item: string | null }>`
    SELECT DISTINCT p.category, p.item FROM problems p
    WHERE p.region LIKE ${`${scope}%`} AND p.campaign_id = ${id}::uuid AND p.state <> 'withdrawn'`.execute(
    tx,
  );
  return rows;
}
