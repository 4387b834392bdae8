import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { problemClosedAt, problemFinished, problemFound, problemScope, within } from './entry-store.ts';
import type { CountingScope } from './form-scope.ts';
import { type SourceRef, sourceRef } from './source-ref.ts';

/** A problem of the ledger as form F1 lists it. */
export interface ListedProblem {
  readonly id: string;
  readonly category: string;
  readonly item: string | null;
  readonly description: string;
  /** As it was reported; a second person has found it true where the problem is `closed`. */
  readonly rectification: string;
  readonly closed: boolean;
  readonly progress: string;
  readonly task: string;
  readonly deadline: string | null;
}

const noteUntil = (day: string) => sql<SqlBool>`
  n.county = p.county AND n.problem_id = p.id AND (n.at AT TIME ZONE 'Asia/Shanghai')::date <= ${day}::date`;

/** What had been done about the problem `p` by the end of a day; null where nothing had, or it was returned or reopened. */
export const rectificationAt = (day: string) => sql<string | null>`
  CASE WHEN p.rectified_on <= ${day}::date THEN nullif(p.rectification, '') ELSE (
    SELECT CASE n.act WHEN 'report-rectified' THEN nullif(n.text, '') END FROM problem_notes n
    WHERE ${noteUntil(day)} AND n.act IN ('report-rectified', 'return', 'reopen')
    ORDER BY n.at DESC, n.id DESC LIMIT 1) END`;

/** The last progress told of the problem `p` by the end of a day. */
export const progressAt = (day: string) => sql<string | null>`
  (SELECT n.text FROM problem_notes n WHERE ${noteUntil(day)} AND n.act = 'progress'
    ORDER BY n.at DESC, n.id DESC LIMIT 1)`;

/**
 * The task or deadline of the problem `p` as it was pinned by the end of a day. What was pinned before notes kept it
 * is told as it stands.
 */
const pinnedAt = (what: 'task' | 'deadline', day: string) => {
  const pinned = sql.ref(`n.${what}`);
  return sql`CASE WHEN EXISTS (SELECT FROM problem_notes n WHERE n.county = p.county AND n.problem_id = p.id
      AND ${pinned} IS NOT NULL)
    THEN (SELECT ${pinned} FROM problem_notes n WHERE ${noteUntil(day)} AND ${pinned} IS NOT NULL
      ORDER BY n.at DESC, n.id DESC LIMIT 1)
    ELSE ${sql.ref(`p.${what}`)} END`;
};

/** Problems found in the period, in the order they were found, each as it stood at the period's end. */
export async function listProblems(tx: Tx, scope: CountingScope): Promise<readonly ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`
    SELECT p.id, p.category, p.item, p.description, coalesce(${rectificationAt(scope.to)}, '') AS rectification,
      coalesce(${problemClosedAt(sql`${scope.to}::date`)}, false) AS closed, coalesce(${progressAt(scope.to)}, '') AS progress, coalesce(${pinnedAt('task', scope.to)}, '') AS task,
      ${pinnedAt('deadline', scope.to)} AS deadline
    FROM problems p WHERE ${problemScope(scope)} AND ${problemFound(scope)}
    ORDER BY p.found_on, p.id`.execute(tx);
  return rows;
}

/** What each figure of form F2 counts. */
const F2_PROBLEMS = {
  found: problemFound,
  // "与发现问题数对应": of the problems found, those put right by the period's end.
  finished: (scope: CountingScope) =>
    sql`${problemFound(scope)} AND ${problemClosedAt(sql`${scope.to}::date`)}`,
  solved: (scope: CountingScope) => sql`p.pressing AND ${problemFinished(scope)}`,
} as const;

export type F2Figure = keyof typeof F2_PROBLEMS | 'batches' | 'projects';
export const F2_FIGURES: readonly F2Figure[] = ['found', 'finished', 'solved', 'batches', 'projects'];

export async function countF2(tx: Tx, scope: CountingScope): Promise<Readonly<Record<F2Figure, number>>> {
  const { rows } = await sql<{ found: number; finished: number; solved: number }>`
    SELECT count(*) FILTER (WHERE ${F2_PROBLEMS.found(scope)}) AS found,
      count(*) FILTER (WHERE ${F2_PROBLEMS.finished(scope)}) AS finished,
      count(*) FILTER (WHERE ${F2_PROBLEMS.solved(scope)}) AS solved
    FROM problems p WHERE ${problemScope(scope)}`.execute(tx);
  const published = await sql<{ batches: number; projects: number }>`
    SELECT count(*) AS batches, coalesce(sum(r.projects), 0)::bigint AS projects
    FROM campaign_results r WHERE ${publication(scope)}`.execute(tx);
  return {
    ...(rows[0] ?? { found: 0, finished: 0, solved: 0 }),
    ...(published.rows[0] ?? { batches: 0, projects: 0 }),
  };
}

const publication = (scope: CountingScope) => sql`
  r.county = ${scope.county} AND r.campaign_id = ${scope.campaignId}::uuid AND r.kind = 'publication'
  AND ${within(sql`r."on"`, scope)}`;

/** The records that a figure of `countF2` was counted from. */
export async function recordsOfF2(
  tx: Tx,
  scope: CountingScope,
  figure: F2Figure,
): Promise<readonly SourceRef[]> {
  if (figure === 'batches' || figure === 'projects') {
    const { rows } = await sql<{ id: string }>`
      SELECT r.id FROM campaign_results r WHERE ${publication(scope)} ORDER BY r."on", r.id`.execute(tx);
    return rows.map(({ id }) => sourceRef('result', id));
  }
  const { rows } = await sql<{ id: string }>`
    SELECT p.id FROM problems p WHERE ${problemScope(scope)} AND ${F2_PROBLEMS[figure](scope)}
    ORDER BY p.found_on, p.id`.execute(tx);
  return rows.map(({ id }) => sourceRef('problem', id));
}
