import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue } from '../recusal/index.ts';

export interface ExposureRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly exposed_on: string;
  readonly medium: string;
  readonly title: string;
  readonly problem_ids: readonly string[];
  readonly unit_name: string;
  readonly problem_numbers: readonly string[];
  readonly persons: number;
  readonly recorded_by_name: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_reason: string | null;
  readonly version: number;
}

export interface ExposureFilter {
  readonly campaign?: string | undefined;
  readonly month?: string | undefined;
  readonly withdrawn?: boolean | undefined;
  readonly q?: string | undefined;
}

const FROM = sql`
  exposures e
  JOIN tenants t ON t.county = e.county
  JOIN campaigns m ON m.county = e.county AND m.id = e.campaign_id`;

function conditions(scope: string, filter: ExposureFilter): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`e.county LIKE ${`${scope.slice(0, 6)}%`}`];
  if (filter.campaign !== undefined) parts.push(sql`e.campaign_id = ${filter.campaign}::uuid`);
  if (filter.month !== undefined) parts.push(sql`to_char(e.exposed_on, 'YYYY-MM') = ${filter.month}`);
  parts.push(filter.withdrawn === true ? sql`e.withdrawn_at IS NOT NULL` : sql`e.withdrawn_at IS NULL`);
  if (filter.q !== undefined && filter.q !== '') {
    const words = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(sql`(e.title LIKE ${words} OR e.medium LIKE ${words} OR e.unit_name LIKE ${words})`);
  }
  return sql.join(parts, sql` AND `);
}

/** One page, the newest exposure first. */
export async function listExposures(
  tx: Tx,
  reader: Actor,
  filter: ExposureFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<{ readonly rows: readonly ExposureRow[]; readonly next: Position | null }> {
  const beyond =
    page.after === null
      ? sql`true`
      : sql`(e.exposed_on::text, e.id) < (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<ExposureRow>`
    SELECT e.*, t.name AS county_name, m.title AS campaign_title,
      ARRAY(SELECT p.number FROM problems p WHERE p.county = e.county AND p.id = ANY(e.problem_ids)
            AND ${aboutOpenClue(reader, 'p')} ORDER BY p.number) AS problem_numbers
    FROM ${FROM} WHERE ${conditions(reader.scope, filter)} AND ${beyond}
    ORDER BY e.exposed_on::text DESC, e.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: last.exposed_on, id: last.id } : null;
  return { rows: shown, next };
}

/** 次数, 问题数 and 涉及人数 as form F4 counts them: a problem exposed twice is one, a withdrawn one none. */
export async function countExposures(
  tx: Tx,
  scope: string,
  filter: ExposureFilter,
): Promise<{ readonly times: number; readonly problems: number; readonly persons: number }> {
  const { rows } = await sql<{ times: number; problems: number; persons: number }>`
    WITH chosen AS (SELECT e.county, e.problem_ids, e.persons FROM ${FROM} WHERE ${conditions(scope, filter)})
    SELECT (SELECT count(*)::int FROM chosen) AS times,
      (SELECT count(DISTINCT p.id)::int FROM chosen c JOIN problems p ON p.county = c.county
        AND p.id = ANY(c.problem_ids) AND p.state <> 'withdrawn') AS problems,
      (SELECT coalesce(sum(persons), 0)::int FROM chosen) AS persons`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a count without a row');
  return row;
}

/** How many of the problems are the campaign's in the county and stand. */
export async function countProblems(
  tx: Tx,
  of: { readonly county: string; readonly campaignId: string; readonly ids: readonly string[] },
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM problems
    WHERE county = ${of.county} AND campaign_id = ${of.campaignId}::uuid AND state <> 'withdrawn'
      AND id = ANY(${[...of.ids]}::uuid[])`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

export async function insertExposure(
  tx: Tx,
  exposure: {
    readonly county: string;
    readonly id: string;
    readonly campaignId: string;
    readonly exposedOn: string;
    readonly medium: string;
    readonly title: string;
    readonly problemIds: readonly string[];
    readonly unitName: string;
    readonly persons: number;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO exposures (county, id, campaign_id, exposed_on, medium, title, problem_ids, unit_name, persons,
      recorded_by_name, created_at)
    VALUES (${exposure.county}, ${exposure.id}, ${exposure.campaignId}, ${exposure.exposedOn}::date,
      ${exposure.medium}, ${exposure.title}, ${[...exposure.problemIds]}::uuid[], ${exposure.unitName}, ${exposure.persons},
      ${exposure.byName}, ${exposure.at})`.execute(tx);
}
