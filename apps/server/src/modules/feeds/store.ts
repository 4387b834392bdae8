import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { INTAKE_COLUMNS, type Intake } from '../intake/index.ts';
import { inCounties } from '../stock/index.ts';

export interface FeedRow extends Intake {
  readonly county: string;
  readonly kind: string;
  readonly department: string;
  readonly as_of: string;
  readonly rows_read: number | null;
  readonly rows_refused: number | null;
  readonly purge_after: Date;
  readonly purged_at: Date | null;
}

const COLUMNS = sql`${INTAKE_COLUMNS}, county, kind, department, as_of::text, rows_read, rows_refused, purge_after, purged_at`;

export async function insertFeed(
  tx: Tx,
  feed: {
    readonly county: string;
    readonly id: string;
    readonly kind: string;
    readonly department: string;
    readonly asOf: string;
    readonly fileSha256: string;
    readonly fileName: string;
    readonly jobId: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
    readonly purgeAfter: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO feeds (county, id, kind, department, state, file_sha256, file_name, as_of, job_id, created_by,
      created_by_name, created_at, purge_after)
    VALUES (${feed.county}, ${feed.id}::uuid, ${feed.kind}, ${feed.department}, 'reading', ${feed.fileSha256},
      ${feed.fileName}, ${feed.asOf}::date, ${feed.jobId}::uuid, ${feed.by.id}::uuid, ${feed.by.name}, ${feed.at},
      ${feed.purgeAfter})`.execute(tx);
}

/** `scope`: a county, or the prefix of several. */
export async function readFeed(tx: Tx, scope: string, id: string): Promise<FeedRow | null> {
  const { rows } = await sql<FeedRow>`
    SELECT ${COLUMNS} FROM feeds WHERE ${inCounties(sql`county`, scope)} AND id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export interface FeedFilter {
  readonly scope: string;
  readonly kinds: readonly string[];
  readonly state?: string | undefined;
  /** 'YYYY-MM' at the bureau in which it was delivered. */
  readonly month?: string | undefined;
}

const MONTH = sql`to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`;

function chosen({ scope, kinds, state, month }: FeedFilter) {
  const parts = [inCounties(sql`county`, scope), sql<boolean>`kind = ANY(${kinds}::text[])`];
  if (state !== undefined) parts.push(sql<boolean>`state = ${state}`);
  if (month !== undefined) parts.push(sql<boolean>`${MONTH} = ${month}`);
  return sql.join(parts, sql` AND `);
}

/** One page, newest first; `after` is the id of the last one of the page before. */
export async function listFeeds(
  tx: Tx,
  filter: FeedFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly FeedRow[]; readonly total: number }> {
  const beyond = page.after === null ? sql`true` : sql`id < ${page.after}::uuid`;
  const { rows } = await sql<FeedRow>`
    SELECT ${COLUMNS} FROM feeds WHERE ${chosen(filter)} AND ${beyond}
    ORDER BY id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const count = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM feeds WHERE ${chosen(filter)}`.execute(tx);
  return { rows, total: count.rows[0]?.n ?? 0 };
}

export interface LoadedMonth {
  readonly month: string;
  readonly read: number;
  readonly refused: number;
}

/** Rows of the deliveries that were loaded, by month from one ('YYYY-MM') on. */
export async function sumByMonth(
  tx: Tx,
  filter: Omit<FeedFilter, 'month' | 'state'>,
  since: string,
): Promise<readonly LoadedMonth[]> {
  const { rows } = await sql<LoadedMonth>`
    SELECT ${MONTH} AS month, sum(rows_read)::int AS read, sum(rows_refused)::int AS refused
    FROM feeds WHERE ${chosen({ ...filter, state: 'done' })} AND ${MONTH} >= ${since}
    GROUP BY 1 ORDER BY 1`.execute(tx);
  return rows;
}

/** The newest usable batch of each register, file by file: that of the latest data date, and of two the one confirmed last. */
export async function newestFeeds(
  tx: Tx,
  county: string,
  options: { readonly withFile: boolean },
): Promise<readonly FeedRow[]> {
  const usable = sql`county = ${county} AND state = 'done' AND ${options.withFile ? sql`purged_at IS NULL` : sql`true`}`;
  const { rows } = await sql<FeedRow>`
    SELECT ${COLUMNS} FROM feeds
    WHERE ${usable} AND (kind, coalesce(batch_id, id)) IN (
      SELECT DISTINCT ON (kind) kind, coalesce(batch_id, id) AS batch FROM feeds
      WHERE ${usable} ORDER BY kind, as_of DESC, batch DESC)
    ORDER BY kind, id`.execute(tx);
  return rows;
}

export async function setDelivered(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  rows: { readonly read: number; readonly refused: number },
): Promise<void> {
  await sql`
    UPDATE feeds SET rows_read = ${rows.read}, rows_refused = ${rows.refused}
    WHERE county = ${key.county} AND id = ${key.id}::uuid`.execute(tx);
}

export interface DueFile {
  readonly id: string;
  readonly file_sha256: string;
  readonly state: string;
}

/** Deliveries whose file's time is over; those that ended without use at once. */
export async function dueForPurge(tx: Tx, county: string, now: Date): Promise<readonly DueFile[]> {
  const { rows } = await sql<DueFile>`
    SELECT id, file_sha256, state FROM feeds
    WHERE county = ${county} AND purged_at IS NULL
      AND (purge_after <= ${now} OR state IN ('cancelled', 'failed'))
    ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED`.execute(tx);
  return rows;
}

/** Content of deliveries that were purged since `since`. */
export async function purgedFiles(tx: Tx, county: string, since: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ file_sha256: string }>`
    SELECT DISTINCT file_sha256 FROM feeds WHERE county = ${county} AND purged_at >= ${since}`.execute(tx);
  return rows.map((row) => row.file_sha256);
}

export async function markPurged(tx: Tx, county: string, ids: readonly string[], at: Date): Promise<void> {
  await sql`
    UPDATE feeds SET purged_at = ${at}, preview = CASE WHEN preview IS NULL THEN NULL
        ELSE jsonb_set(preview, '{firstRows}', '[]') END,
      state = CASE WHEN state IN ('done', 'cancelled', 'failed') THEN state ELSE 'cancelled' END
    WHERE county = ${county} AND id = ANY(${ids}::uuid[])`.execute(tx);
}
