import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

export interface DataUseEntry {
  readonly county: string;
  readonly id: string;
  readonly feedId: string;
  readonly runId: string | null;
  readonly kind: string;
  readonly department: string;
  readonly fileName: string;
  readonly asOf: string;
  readonly purpose: string;
  readonly rows: number;
  readonly hits: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
}

export async function insertDataUse(tx: Tx, entry: DataUseEntry): Promise<void> {
  await sql`
    INSERT INTO data_use (county, id, feed_id, run_id, kind, department, file_name, as_of, purpose, rows, hits, by_id,
      by_name, at)
    VALUES (${entry.county}, ${entry.id}::uuid, ${entry.feedId}::uuid, ${entry.runId}::uuid, ${entry.kind},
      ${entry.department}, ${entry.fileName}, ${entry.asOf}::date, ${entry.purpose}, ${entry.rows}, ${entry.hits},
      ${entry.by.id}::uuid, ${entry.by.name}, ${entry.at})
    ON CONFLICT (county, feed_id, run_id) DO NOTHING`.execute(tx);
}

export interface DataUseRow {
  readonly county: string;
  readonly id: string;
  readonly feed_id: string;
  readonly run_id: string | null;
  readonly kind: string;
  readonly department: string;
  readonly file_name: string;
  readonly as_of: string;
  readonly purpose: string;
  readonly rows: number;
  readonly hits: number;
  readonly by_name: string;
  readonly at: Date;
}

/** One page of a county or of several, newest first; `after` is the id of the last one of the page before. */
export async function listDataUse(
  tx: Tx,
  scope: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly DataUseRow[]; readonly total: number }> {
  const beyond = page.after === null ? sql`true` : sql`id < ${page.after}::uuid`;
  const { rows } = await sql<DataUseRow>`
    SELECT county, id, feed_id, run_id, kind, department, file_name, as_of::text, purpose, rows, hits, by_name, at
    FROM data_use WHERE ${inCounties(sql`county`, scope)} AND ${beyond}
    ORDER BY id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const count = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM data_use WHERE ${inCounties(sql`county`, scope)}`.execute(tx);
  return { rows, total: count.rows[0]?.n ?? 0 };
}
