import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** One register as a run used it. */
export interface RunRegister {
  readonly kind: string;
  readonly file: string;
  readonly asOf: string | null;
  readonly stale: boolean;
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly hitsExact: number;
  readonly hitsProbable: number;
  readonly seconds: number;
}

export interface RuleCounts {
  readonly rule: string;
  readonly fail: number;
  readonly incomparable: number;
  readonly new: number;
  readonly persisting: number;
  readonly cleared: number;
}

export interface RunCounts {
  readonly families: number;
  readonly persons: number;
  readonly fail: number;
  readonly incomparable: number;
  readonly new: number;
  readonly persisting: number;
  readonly cleared: number;
  readonly exited: number;
  readonly settled: number;
  readonly byRule: readonly RuleCounts[];
  /** Codes of the rules by which no family was judged; runs before it was kept are without. */
  readonly notJudged?: readonly string[];
}

export interface RunRow {
  readonly county: string;
  readonly id: string;
  readonly as_of: string;
  readonly policy_id: string;
  readonly state: RunState;
  readonly job_id: string;
  /** Why it failed, for the officer. */
  readonly problem: string | null;
  readonly registers: readonly RunRegister[];
  /** Null until the run is done. */
  readonly counts: RunCounts | null;
  readonly started_by: string;
  readonly started_by_name: string;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

const SELECT_RUNS = sql`
  SELECT r.*, CASE
      WHEN r.finished_at IS NOT NULL THEN 'done'
      WHEN j.state IN ('queued', 'running', 'cancelled') THEN j.state
      ELSE 'failed' END AS state,
    j.error->>'message' AS problem
  FROM runs r LEFT JOIN jobs j ON j.county = r.county AND j.id = r.job_id`;

export async function insertRun(
  tx: Tx,
  run: {
    readonly county: string;
    readonly id: string;
    readonly asOf: string;
    readonly policyId: string;
    readonly jobId: string;
    readonly byId: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO runs (county, id, as_of, policy_id, job_id, started_by, started_by_name, created_at)
    VALUES (${run.county}, ${run.id}, ${run.asOf}::date, ${run.policyId}, ${run.jobId},
            ${run.byId}, ${run.byName}, ${run.at})`.execute(tx);
}

export async function readRun(tx: Tx, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`${SELECT_RUNS} WHERE r.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/**
 * The run that is under way, if any: two at once would contend for the same findings. Until the transaction ends
 * nobody else can ask, so of two officers who start at once the second is told.
 */
export async function findRunUnderWay(tx: Tx, county: string): Promise<RunRow | null> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`runs ${county}`}))`.execute(tx);
  const { rows } = await sql<RunRow>`
    ${SELECT_RUNS} WHERE r.county = ${county} AND r.finished_at IS NULL AND j.state IN ('queued', 'running')
    LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

export interface RunFilter {
  readonly scope: string;
  /** 'YYYY-MM' of the day that the run looked at. */
  readonly month?: string | undefined;
}

function chosen({ scope, month }: RunFilter) {
  const inScope = inCounties(sql`r.county`, scope);
  return month === undefined ? inScope : sql<boolean>`${inScope} AND to_char(r.as_of, 'YYYY-MM') = ${month}`;
}

export async function listRuns(
  tx: Tx,
  filter: RunFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly RunRow[]; readonly next: string | null }> {
  const beyond = page.after === null ? sql`true` : sql`r.id < ${page.after}::uuid`;
  const { rows } = await sql<RunRow>`
    ${SELECT_RUNS} WHERE ${chosen(filter)} AND ${beyond}
    ORDER BY r.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  return { rows: shown, next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}

export async function countRuns(tx: Tx, filter: RunFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM runs r WHERE ${chosen(filter)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Locks a run that has not ended; false once it has. The lock makes a repeated job find the first one's result. */
export async function lockUnendedRun(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT id FROM runs WHERE id = ${id}::uuid AND finished_at IS NULL FOR UPDATE`.execute(tx);
  return rows.length === 1;
}

export async function finishRun(
  tx: Tx,
  id: string,
  end: { readonly registers: readonly RunRegister[]; readonly counts: RunCounts; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE runs SET finished_at = ${end.at}, registers = ${JSON.stringify(end.registers)}::jsonb,
      counts = ${JSON.stringify(end.counts)}::jsonb
    WHERE id = ${id}::uuid`.execute(tx);
}

export async function readRunPolicy(
  tx: Tx,
  id: string,
): Promise<{ id: string; title: string; documentNo: string; version: number }> {
  const { rows } = await sql<{ id: string; title: string; documentNo: string; version: number }>`
    SELECT id, title, document_no AS "documentNo", version FROM policies WHERE id = ${id}::uuid`.execute(tx);
  const [policy] = rows;
  if (policy === undefined) throw new Error(`policy ${id} of a run is gone`);
  return policy;
}
