import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** What a run did to a finding that was not so before it. */
export interface RunStep {
  readonly runId: string;
  readonly asOf: string;
  readonly at: Date;
  readonly byName: string;
  readonly findingId: string;
  readonly rule: string;
  /** Kinds of those that the finding rests on, the roster left out. */
  readonly registers: readonly string[];
  readonly change: 'new' | 'persisting' | 'cleared' | 'exited';
  readonly status: 'fail' | 'incomparable';
}

/**
 * The runs that changed something in a family's findings, or in one of them, newest first. One that persisted is
 * there only where it could be compared again, or no longer.
 */
export async function runStepsOf(
  tx: Tx,
  county: string,
  of: { readonly householdId: string } | { readonly findingId: string },
): Promise<readonly RunStep[]> {
  const whose =
    'householdId' in of ? sql`f.household_id = ${of.householdId}::uuid` : sql`f.id = ${of.findingId}::uuid`;
  const { rows } = await sql<RunStep>`
    SELECT r.id AS "runId", r.as_of AS "asOf", r.finished_at AS at, r.started_by_name AS "byName",
      s.finding_id AS "findingId", s.rule, s.change, s.status,
      ARRAY(SELECT DISTINCT source->>'register' FROM jsonb_array_elements(s.lineage) source
        WHERE source->>'register' <> 'roster' ORDER BY 1) AS registers
    FROM (
      SELECT f.county, rf.run_id, rf.finding_id, f.rule, f.lineage, rf.change, rf.status,
        lag(rf.status) OVER (PARTITION BY rf.finding_id ORDER BY rf.run_id) AS before
      FROM findings f JOIN run_findings rf ON rf.county = f.county AND rf.finding_id = f.id
      WHERE f.county = ${county} AND ${whose}
    ) s JOIN runs r ON r.county = s.county AND r.id = s.run_id
    WHERE r.finished_at IS NOT NULL AND (s.change <> 'persisting' OR s.status <> s.before)
    ORDER BY r.id DESC, s.status, s.change, s.finding_id`.execute(tx);
  return rows;
}
