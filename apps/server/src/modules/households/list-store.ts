import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { COUNT_LIMIT, type Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties, startsWith } from '../stock/index.ts';
import { countHouseholds } from './figures-store.ts';
import { findMatches, type SearchTerms } from './search-store.ts';

/** What narrows the list; all parts combine with "and". */
export interface HouseholdFilter {
  /** The reader's region prefix: row security holds it too, the index needs it in the query. */
  readonly scope: string;
  readonly region?: string | undefined;
  readonly estate?: string | undefined;
  readonly state?: 'active' | 'exited' | undefined;
  readonly category?: string | undefined;
  readonly search?: SearchTerms | undefined;
}

export type HouseholdOrder = 'code' | '-changedAt';

export interface HouseholdRow {
  readonly id: string;
  readonly code: string;
  readonly applicant_name: string;
  readonly members_count: number;
  readonly state: 'active' | 'exited';
  readonly region: string;
  readonly category: string | null;
  readonly estate_name: string | null;
  readonly room: string | null;
  readonly floor_area_cm2: number | null;
  readonly monthly_rent_fen: number | null;
  readonly arrears_months: number | null;
  readonly end_on: string | null;
  readonly changed_at: Date;
  readonly open_findings: number;
}

/** Households that a search looks at; a term that finds more needs another letter. */
const SEARCH_LIMIT = 400;

/** The narrower of the reader's region and the one asked for. */
function regionOf({ scope, region = '' }: HouseholdFilter): string {
  return region.length > scope.length ? region : scope;
}

async function conditions(tx: Tx, filter: HouseholdFilter): Promise<RawBuilder<SqlBool>> {
  const region = regionOf(filter);
  const parts: RawBuilder<SqlBool>[] = [inCounties(sql`h.county`, region)];
  if (region.length > 6) parts.push(startsWith(sql`h.region`, region));
  if (filter.estate !== undefined) parts.push(sql<SqlBool>`h.estate_id = ${filter.estate}::uuid`);
  if (filter.state !== undefined) parts.push(sql<SqlBool>`h.state = ${filter.state}`);
  if (filter.category !== undefined) parts.push(sql<SqlBool>`h.category = ${filter.category}`);
  if (filter.search !== undefined) {
    const found = await findMatches(tx, filter.scope, filter.search, SEARCH_LIMIT);
    parts.push(sql<SqlBool>`h.id = ANY(${found.map((match) => match.household_id)}::uuid[])`);
  }
  return sql.join(parts, sql` AND `);
}

export interface HouseholdPage {
  readonly rows: readonly HouseholdRow[];
  readonly next: Position | null;
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** Kept by the database, unless an estate or a word narrows the list: then counted up to COUNT_LIMIT. */
async function countListed(
  tx: Tx,
  filter: HouseholdFilter,
  where: RawBuilder<SqlBool>,
): Promise<Pick<HouseholdPage, 'total' | 'totalIsExact'>> {
  if (filter.estate === undefined && filter.search === undefined)
    return { total: await countHouseholds(tx, { ...filter, region: regionOf(filter) }), totalIsExact: true };
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM households h WHERE ${where} LIMIT ${COUNT_LIMIT}) c`.execute(
    tx,
  );
  const total = rows[0]?.n ?? 0;
  return { total, totalIsExact: total < COUNT_LIMIT };
}

/**
 * One page, and how many there are in all.
 * @param after the last row of the page before, or null for the first page
 */
export async function listHouseholds(
  tx: Tx,
  filter: HouseholdFilter,
  page: { readonly order: HouseholdOrder; readonly after: Position | null; readonly limit: number },
): Promise<HouseholdPage> {
  const where = await conditions(tx, filter);
  const byCode = page.order === 'code';
  const { after } = page;
  const beyond =
    after === null
      ? sql`true`
      : byCode
        ? sql`(h.code, h.id) > (${after.key}, ${after.id}::uuid)`
        : sql`(h.changed_at, h.id) < (${after.key}::timestamptz, ${after.id}::uuid)`;
  const order = byCode ? sql`h.code, h.id` : sql`h.changed_at DESC, h.id DESC`;
  // The page's rows first, then their tenancies: fifty look-ups instead of a join of everything. In a prefecture fifty of
  // each county, which its indexes have in order, for the fifty of all.
  const { rows } = await sql<HouseholdRow>`
    WITH page AS (
      SELECT h.* FROM tenants c CROSS JOIN LATERAL (
        SELECT h.county, h.id, h.code, h.applicant_name, h.members_count, h.state, h.region, h.category, h.changed_at
        FROM households h WHERE h.county = c.county AND ${where} AND ${beyond}
        ORDER BY ${order} LIMIT ${page.limit + 1}
      ) h
      WHERE ${inCounties(sql`c.county`, regionOf(filter))}
      ORDER BY ${order} LIMIT ${page.limit + 1}
    )
    SELECT h.id, h.code, h.applicant_name, h.members_count, h.state, h.region, h.category, h.changed_at,
      t.estate_name, t.room, t.floor_area_cm2, t.monthly_rent_fen, t.arrears_months, t.end_on::text,
      (SELECT count(*)::int FROM findings f
        WHERE f.county = h.county AND f.household_id = h.id AND f.status = 'fail' AND f.change NOT IN ('cleared', 'exited')
          AND f.concluded_at IS NULL) AS open_findings
    FROM page h
    LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
    ORDER BY ${order}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next:
      rows.length > page.limit && last
        ? { key: byCode ? last.code : last.changed_at.toISOString(), id: last.id }
        : null,
    ...(await countListed(tx, filter, where)),
  };
}
