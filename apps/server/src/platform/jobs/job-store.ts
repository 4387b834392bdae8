import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { canonicalJson, type Json } from '../json.ts';
import type { Database, Tx } from '../postgres/database.ts';
import type { Job, JobProgress } from './definition.ts';

/** The advisory lock of a job: 64 bits of its identity. A collision only makes one job wait for another. */
function lockKey(county: string, id: string): string {
  return createHash('sha256').update(`anju job ${county} ${id}`).digest().readBigInt64BE(0).toString();
}

/** The counties there are, prefectures' own included. */
export async function listCounties(db: Database): Promise<readonly string[]> {
  const rows = await db.selectFrom('tenants').select('county').orderBy('county').execute();
  return rows.map((row) => row.county);
}

/** Work of every county, one after the other: what fails in one is thrown after the others had theirs. */
export async function eachCounty(db: Database, work: (county: string) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const county of await listCounties(db)) {
    try {
      await work(county);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, `failed in ${faults.length} counties`);
}

export interface Claim extends Job {
  readonly cancelRequested: boolean;
}

/** A row as `pg` gives it on the runner's own connection. */
interface ClaimRow {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly requested_by: string | null;
  readonly attempts: number;
  readonly cancel_requested: boolean;
}

/**
 * Takes the oldest job of a county that nobody holds: a queued one, or a running one whose process died and so
 * lost its lock. The lock stays with `client` until `releaseJob` or the end of the connection.
 * `held`: ids this process works on already (a session may take its own lock again and again).
 */
export async function claimJob(
  client: pg.Client,
  input: { county: string; kinds: readonly string[]; held: readonly string[]; now: Date },
): Promise<Claim | null> {
  const { county, kinds, held, now } = input;
  if (!/^\d{6}$/.test(county)) throw new RangeError('not a county');
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL anju.scope = '${county}'`);
    const { rows } = await client.query<ClaimRow>(
      `SELECT id, kind, input, requested_by, attempts, cancel_requested FROM jobs
       WHERE county = $1 AND state IN ('queued', 'running') AND kind = ANY($2) AND id <> ALL($3::uuid[])
       ORDER BY created_at, id LIMIT 20 FOR UPDATE SKIP LOCKED`,
      [county, kinds, held],
    );
    let claim: Claim | null = null;
    for (const row of rows) {
      const lock = await client.query<{ taken: boolean }>(
        'SELECT pg_try_advisory_lock($1::bigint) AS taken',
        [lockKey(county, row.id)],
      );
      if (!lock.rows[0]?.taken) continue;
      await client.query(
        `UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, $3)
         WHERE county = $1 AND id = $2`,
        [county, row.id, now],
      );
      claim = {
        county,
        id: row.id,
        kind: row.kind,
        input: row.input,
        requestedBy: row.requested_by,
        attempts: row.attempts + 1,
        cancelRequested: row.cancel_requested,
      };
      break;
    }
    await client.query('COMMIT');
    return claim;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

export async function releaseJob(client: pg.Client, county: string, id: string): Promise<void> {
  await client.query('SELECT pg_advisory_unlock($1::bigint)', [lockKey(county, id)]);
}

export async function saveProgress(tx: Tx, county: string, id: string, progress: JobProgress): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ progress: JSON.stringify(progress) })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

export type Ending =
  | { readonly state: 'done'; readonly result: Json }
  | { readonly state: 'failed'; readonly error: { readonly code: string; readonly message: string } }
  | { readonly state: 'cancelled' };

export async function finishJob(tx: Tx, job: Job, ending: Ending, at: Date): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({
      state: ending.state,
      finished_at: at,
      result: ending.state === 'done' ? canonicalJson(ending.result) : null,
      error: ending.state === 'failed' ? canonicalJson(ending.error) : null,
    })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .execute();
}

export async function isCancelRequested(tx: Tx, county: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('jobs')
    .select('cancel_requested')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.cancel_requested ?? true;
}

/** Asks for a job's end: a waiting one ends at once, a running one when its handler heeds the signal. */
export async function requestCancel(tx: Tx, county: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({
      cancel_requested: true,
      state: sql<string>`CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END`,
      finished_at: sql<Date | null>`CASE WHEN state = 'queued' THEN ${at}::timestamptz ELSE finished_at END`,
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}

export interface JobRow extends Job {
  readonly state: string;
  readonly progress: unknown;
  readonly result: unknown;
  readonly error: unknown;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export async function findJob(tx: Tx, id: string): Promise<JobRow | null> {
  const row = await tx.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return {
    county: row.county,
    id: row.id,
    kind: row.kind,
    input: row.input,
    requestedBy: row.requested_by,
    attempts: row.attempts,
    state: row.state,
    progress: row.progress,
    result: row.result,
    error: row.error,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
