import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { LIVE, UNSETTLED } from './store.ts';

export interface RunTrend {
  readonly id: string;
  readonly asOf: string;
  readonly fresh: number;
  readonly cleared: number;
}

/** The newest runs that ended, oldest of them first, with what they did in the reader's 辖区. */
export async function listRunTrend(tx: Tx): Promise<readonly RunTrend[]> {
  const { rows } = await sql<RunTrend>`
    SELECT r.id, r.as_of AS "asOf", count(f.id) FILTER (WHERE rf.change = 'new')::int AS fresh,
      count(f.id) FILTER (WHERE rf.change = 'cleared')::int AS cleared
    FROM (SELECT county, id, as_of FROM runs WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 8) r
    LEFT JOIN run_findings rf ON rf.county = r.county AND rf.run_id = r.id AND rf.change IN ('new', 'cleared')
    LEFT JOIN findings f ON f.county = rf.county AND f.id = rf.finding_id
    GROUP BY r.id, r.as_of ORDER BY r.id`.execute(tx);
  return rows;
}

export interface CountyProgress {
  readonly county: string;
  readonly settled: number;
  readonly unsettled: number;
}

/** Live findings by county: how many are settled and how many are not. */
export async function countByCounty(tx: Tx): Promise<readonly CountyProgress[]> {
  const { rows } = await sql<CountyProgress>`
    SELECT f.county,
      count(*) FILTER (WHERE NOT (${UNSETTLED}))::int AS settled,
      count(*) FILTER (WHERE ${UNSETTLED})::int AS unsettled
    FROM findings f WHERE ${LIVE} GROUP BY f.county ORDER BY f.county`.execute(tx);
  return rows;
}

/** The counties that have been compared at least once. */
export async function listCompared(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ county: string }>`
    SELECT DISTINCT county FROM runs WHERE finished_at IS NOT NULL`.execute(tx);
  return new Set(rows.map(({ county }) => county));
}

export interface CountyMonth {
  readonly county: string;
  /** 'YYYY-MM' of the day that the runs looked at. */
  readonly month: string;
  readonly fresh: number;
  readonly cleared: number;
}

/** What the runs of each county and month raised anew and cleared, from a month on. */
export async function countByMonth(tx: Tx, since: string): Promise<readonly CountyMonth[]> {
  const { rows } = await sql<CountyMonth>`
    SELECT county, to_char(as_of, 'YYYY-MM') AS month,
      sum((counts->>'new')::int)::int AS fresh, sum((counts->>'cleared')::int)::int AS cleared
    FROM runs WHERE finished_at IS NOT NULL AND as_of >= ${`${since}-01`}::date
    GROUP BY county, month ORDER BY county, month`.execute(tx);
  return rows;
}
