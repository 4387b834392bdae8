import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { sumsOf } from '../stock/index.ts';

export interface Share {
  readonly name: string;
  readonly households: number;
}

export interface Indicators {
  readonly households: number;
  readonly active: number;
  readonly exited: number;
  /** Of the active households. */
  readonly members: number;
  readonly withArrears: number;
  readonly leaseEnded: number;
  /** Active households by category of tenure, most first; '' where the roster says nothing. */
  readonly byCategory: readonly Share[];
}

interface Sum extends Share {
  readonly figure: 'active' | 'exited' | 'arrears' | 'lease-end';
  readonly members: number;
}

/** Figures of the reader's scope, as the database keeps them. `today`: YYYY-MM-DD. */
export async function indicatorsOf(tx: Tx, scope: string, today: string): Promise<Indicators> {
  const { rows } = await sql<Sum>`
    SELECT figure, CASE WHEN figure <> 'lease-end' THEN item ELSE '' END AS name,
      sum(households)::int AS households, sum(members)::int AS members
    FROM household_sums
    WHERE ${sumsOf(scope)} AND (figure IN ('active', 'exited', 'arrears') OR figure = 'lease-end' AND item < ${today})
    GROUP BY 1, 2 HAVING sum(households) > 0`.execute(tx);
  const count = (of: Sum['figure'], what: 'households' | 'members' = 'households') =>
    rows.filter(({ figure }) => figure === of).reduce((total, row) => total + row[what], 0);
  const active = count('active');
  const exited = count('exited');
  return {
    households: active + exited,
    active,
    exited,
    members: count('active', 'members'),
    withArrears: count('arrears'),
    leaseEnded: count('lease-end'),
    byCategory: rows
      .filter(({ figure }) => figure === 'active')
      .map(({ name, households }) => ({ name, households }))
      .sort((a, b) => b.households - a.households || (a.name < b.name ? -1 : 1)),
  };
}

/** How many households there are of a region, of one state or of both, of a category or of all. */
export async function countHouseholds(
  tx: Tx,
  of: {
    readonly region: string;
    readonly state?: 'active' | 'exited' | undefined;
    readonly category?: string | undefined;
  },
): Promise<number> {
  const figures = of.state === undefined ? ['active', 'exited'] : [of.state];
  const ofCategory = of.category === undefined ? sql`true` : sql`item = ${of.category}`;
  const { rows } = await sql<{ n: number }>`
    SELECT coalesce(sum(households), 0)::int AS n FROM household_sums
    WHERE ${sumsOf(of.region)} AND figure = ANY(${figures}::text[]) AND ${ofCategory}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/**
 * Makes one row of each figure of a county: every change adds one. What another transaction changes meanwhile stays
 * a row of its own, and two that fold at once each fold what they removed.
 */
export async function foldSums(tx: Tx, county: string): Promise<void> {
  await sql`
    WITH spread AS (
      SELECT county, region, figure, item FROM household_sums WHERE county = ${county}
      GROUP BY county, region, figure, item HAVING count(*) > 1
    ), taken AS (
      DELETE FROM household_sums s USING spread p
      WHERE s.county = p.county AND s.region = p.region AND s.figure = p.figure AND s.item = p.item
      RETURNING s.county, s.region, s.figure, s.item, s.households, s.members
    )
    INSERT INTO household_sums (county, region, figure, item, households, members)
    SELECT county, region, figure, item, sum(households), sum(members) FROM taken
    GROUP BY county, region, figure, item HAVING sum(households) <> 0 OR sum(members) <> 0`.execute(tx);
}
