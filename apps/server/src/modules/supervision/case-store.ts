import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { clueCounted } from '../clues/index.ts';
import { aboutOpenClue, aboutOpenProblem, clueOpenTo, type Reader as KeptReader } from '../recusal/index.ts';

/** A problem or a clue of a campaign, as far as a decision, a notice or an exposure is about it. */
export interface CaseRow {
  readonly kind: 'problem' | 'clue';
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly campaign_id: string;
  readonly number: string;
  readonly summary: string;
  readonly found_on: string;
  readonly state: string;
  readonly closed_on: string | null;
  /** The clue itself, or the one that the problem came from. */
  readonly clue_id: string | null;
  /** The office that the clue accuses, which must not be asked about it. */
  readonly accused_organisation: string | null;
}

export type Reader = KeptReader & Pick<Actor, 'scope'>;

/** What is about a problem or a clue (columns of alias `row`) is shown only to who may know of the case. */
export function aboutOpenCase(reader: KeptReader, row: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${aboutOpenClue(reader, row)} AND ${aboutOpenProblem(reader, row)})`;
}

const casesOf = (reader: Reader) => sql`(
  SELECT 'problem' AS kind, p.county, p.id, p.region, p.campaign_id, p.number, p.description AS summary,
    p.found_on, p.state, p.closed_on, p.clue_id, k.accused_organisation
  FROM problems p LEFT JOIN recusals k ON k.county = p.county AND k.case_id = p.id
  WHERE p.state <> 'withdrawn' AND p.region LIKE ${`${reader.scope}%`} AND ${aboutOpenClue(reader, 'p')}
  UNION ALL
  SELECT 'clue', c.county, c.id, c.region, c.campaign_id, c.number, c.summary,
    c.received_on, c.state, c.closed_on, c.id, c.accused_organisation
  FROM clues c WHERE c.campaign_id IS NOT NULL AND ${clueCounted()}
    AND c.region LIKE ${`${reader.scope}%`} AND ${clueOpenTo(reader)}) AS cases`;

/** A case in the reader's sight, or null. */
export async function readCase(
  tx: Tx,
  reader: Reader,
  of: { readonly kind: CaseRow['kind']; readonly id: string },
): Promise<CaseRow | null> {
  const { rows } = await sql<CaseRow>`
    SELECT * FROM ${casesOf(reader)} WHERE kind = ${of.kind} AND id = ${of.id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** The same, of the level's own alone: what it handles itself, and not what a level below it does. */
export async function readOwnCase(
  tx: Tx,
  actor: Reader & Pick<Actor, 'county'>,
  of: { readonly kind: CaseRow['kind']; readonly id: string },
): Promise<CaseRow | null> {
  const found = await readCase(tx, actor, of);
  return found?.county === actor.county ? found : null;
}

/** Cases to choose from: by number or words of the summary, the newest first. */
export async function searchCases(
  tx: Tx,
  reader: Reader,
  search: {
    readonly campaign: string;
    readonly kind?: CaseRow['kind'] | undefined;
    readonly closed?: boolean | undefined;
    /** Of this county's alone; null for all in sight. */
    readonly county: string | null;
    readonly q: string;
  },
): Promise<readonly CaseRow[]> {
  const words = `%${search.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const kind = search.kind === undefined ? sql`true` : sql`kind = ${search.kind}`;
  const county = search.county === null ? sql`true` : sql`county = ${search.county}`;
  const closed = search.closed === true ? sql`closed_on IS NOT NULL` : sql`true`;
  const { rows } = await sql<CaseRow>`
    SELECT * FROM ${casesOf(reader)}
    WHERE campaign_id = ${search.campaign}::uuid AND (number LIKE ${words} OR summary LIKE ${words})
      AND ${kind} AND ${closed} AND ${county}
    ORDER BY found_on DESC, id DESC LIMIT 30`.execute(tx);
  return rows;
}

export interface CampaignRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

/** Campaigns of the reader's counties, running ones first. */
export async function listCampaignsFor(tx: Tx, scope: string): Promise<readonly CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    SELECT c.county, t.name AS county_name, c.id, c.title, c.state
    FROM campaigns c JOIN tenants t ON t.county = c.county
    WHERE c.county LIKE ${`${scope.slice(0, 6)}%`}
    ORDER BY c.state DESC, c.starts_on DESC, c.county, c.id LIMIT 200`.execute(tx);
  return rows;
}

/** True where the campaign stands in the county. */
export async function hasCampaign(tx: Tx, county: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM campaigns WHERE county = ${county} AND id = ${id}::uuid`.execute(tx);
  return rows.length > 0;
}
