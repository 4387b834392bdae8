import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { type ReportRow, SELECT_REPORTS } from './report-store.ts';

/** Events about these move no figure of a form: what was read, and the forms themselves. */
const COUNTED_IN_NO_FORM = [
  'household',
  'household-list',
  'findings',
  'clues',
  'problems',
  'user',
  'event-list',
  'form',
  'report',
  'notice',
] as const;

/**
 * The signed and sent forms of a county in these campaigns that were not compared with their records yet, or not since
 * one of them was touched. An act may be committed a little later than the moment it names.
 */
export async function listToCompare(
  tx: Tx,
  of: { readonly county: string; readonly campaigns: readonly string[] },
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS}
    WHERE r.county = ${of.county} AND r.campaign_id = ANY(${[...of.campaigns]}::uuid[])
      AND r.state IN ('approved', 'submitted', 'locked') AND r.approved IS NOT NULL
      AND (r.compared_at IS NULL OR EXISTS (SELECT FROM events e
        WHERE e.county = r.county AND e.at > r.compared_at - interval '10 minutes'
          AND e.subject_type <> ALL(${[...COUNTED_IN_NO_FORM]}::text[])))
    ORDER BY r.due_on, r.id`.execute(tx);
  return rows;
}

/** @returns false where somebody acted on the form meanwhile: then it is another one that was compared */
export async function keepComparison(
  tx: Tx,
  { county, id, version }: Pick<ReportRow, 'county' | 'id' | 'version'>,
  { moved, at }: { readonly moved: boolean; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE reports SET compared_at = ${at}, records_moved = ${moved}
    WHERE county = ${county} AND id = ${id}::uuid AND version = ${version}`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}
