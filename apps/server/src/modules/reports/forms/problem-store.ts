import { sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { problemScope, within } from './entry-store.ts';
import type { CountingScope } from './form-scope.ts';
import { type SourceRef, sourceRef } from './source-ref.ts';

/** A problem of the ledger as form F1 lists it. */
export interface ListedProblem {
  readonly id: string;
  readonly item: string | null;
  readonly description: string;
  readonly rectification: string;
  readonly progress: string;
  readonly task: string;
  readonly deadline: string | null;
}

/** Problems found in the period, in the order they were found. */
export async function listProblems(tx: Tx, scope: CountingScope): Promise<readonly ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`
    SELECT p.id, p.item, p.description, p.rectification, p.progress, p.task, p.deadline
    FROM problems p WHERE ${problemScope(scope)} AND ${within(sql`p.found_on`, scope)}
    ORDER BY p.found_on, p.id`.execute(tx);
  return rows;
}

/** What each figure of form F2 counts. */
const F2_PROBLEMS = {
  found: (scope: CountingScope) => within(sql`p.found_on`, scope),
  // "与发现问题数对应": of the problems found, those put right by the period's end.
  finished: (scope: CountingScope) =>
    sql`${within(sql`p.found_on`, scope)} AND p.closed_on <= ${scope.to}::date`,
  solved: (scope: CountingScope) => sql`p.pressing AND ${within(sql`p.closed_on`, scope)}`,
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
