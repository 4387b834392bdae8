import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue } from '../recusal/index.ts';
import { problemPlace } from './list-store.ts';
import type { ProblemReader } from './problem-store.ts';

/** Counts of one group: what was found, what of it is closed, what is late. Withdrawn problems count nowhere. */
export interface GroupCount {
  readonly key: string;
  readonly name: string;
  readonly found: number;
  readonly closed: number;
  readonly overdue: number;
}

const COUNTS = (today: string) => sql`
  count(*)::int AS found,
  count(*) FILTER (WHERE p.state = 'closed')::int AS closed,
  count(*) FILTER (WHERE p.state <> 'closed' AND p.deadline < ${today}::date)::int AS overdue`;

interface Of {
  readonly reader: ProblemReader;
  readonly campaign: string;
  readonly today: string;
}

const counted = (of: Of) => sql`
  p.region LIKE ${`${of.reader.scope}%`} AND ${aboutOpenClue(of.reader, 'p')} AND p.campaign_id = ${of.campaign}::uuid AND p.state <> 'withdrawn'`;

export async function countByCategory(tx: Tx, of: Of): Promise<readonly GroupCount[]> {
  const { rows } = await sql<GroupCount>`
    SELECT p.category AS key, p.category AS name, ${COUNTS(of.today)} FROM problems p
    WHERE ${counted(of)} GROUP BY p.category ORDER BY p.category`.execute(tx);
  return rows;
}

/** By county where the reader sees several, or else by town; what stands under the county itself is one group. */
export async function countByPlace(tx: Tx, of: Of): Promise<readonly GroupCount[]> {
  const digits = of.reader.scope.length < 6 ? 6 : 9;
  const { rows } = await sql<GroupCount>`
    SELECT left(${problemPlace}, ${sql.lit(digits)}) AS key,
      coalesce(min(o.name), min(t.name)) AS name, ${COUNTS(of.today)}
    FROM problems p
    JOIN tenants t ON t.county = p.county
    LEFT JOIN organisations o ON o.county = p.county AND length(o.code) = 9
      AND o.code = left(${problemPlace}, ${sql.lit(digits)})
    WHERE ${counted(of)} GROUP BY 1 ORDER BY 1`.execute(tx);
  return rows;
}

export interface WeekCount {
  /** Its Monday. */
  readonly week: string;
  readonly found: number;
  readonly closed: number;
}

/** Found and closed in each week from `from` (a Monday) to today, weeks without any included. */
export async function countByWeek(tx: Tx, of: Of & { readonly from: string }): Promise<readonly WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    SELECT w::date AS week,
      (SELECT count(*)::int FROM problems p WHERE ${counted(of)}
        AND p.found_on >= w::date AND p.found_on < w::date + 7) AS found,
      (SELECT count(*)::int FROM problems p WHERE ${counted(of)}
        AND p.closed_on >= w::date AND p.closed_on < w::date + 7) AS closed
    FROM generate_series(${of.from}::date, ${of.today}::date, interval '7 days') w ORDER BY w`.execute(tx);
  return rows;
}

export interface Totals {
  readonly found: number;
  readonly registered: number;
  readonly rectifying: number;
  readonly rectified: number;
  readonly closed: number;
  readonly overdue: number;
  readonly lookBack: number;
  readonly pressing: number;
}

/** @param of.closedLongAgo closed on or before this day is due for a look-back */
export async function countTotals(tx: Tx, of: Of & { readonly closedLongAgo: string }): Promise<Totals> {
  const { rows } = await sql<Totals>`
    SELECT count(*)::int AS found,
      count(*) FILTER (WHERE p.state = 'registered')::int AS registered,
      count(*) FILTER (WHERE p.state = 'rectifying')::int AS rectifying,
      count(*) FILTER (WHERE p.state = 'rectified')::int AS rectified,
      count(*) FILTER (WHERE p.state = 'closed')::int AS closed,
      count(*) FILTER (WHERE p.state <> 'closed' AND p.deadline < ${of.today}::date)::int AS overdue,
      count(*) FILTER (WHERE p.state = 'closed' AND (p.reopened > 0 OR p.closed_on <= ${of.closedLongAgo}::date)
        AND (p.looked_back_on IS NULL OR p.looked_back_on < p.closed_on))::int AS "lookBack",
      count(*) FILTER (WHERE p.pressing)::int AS pressing
    FROM problems p WHERE ${counted(of)}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a count gives a row');
  return row;
}
