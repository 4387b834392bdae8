import { isPrefecture, trimRegionCode } from '@anju/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { type ReportRow, SELECT_REPORTS } from '../report-store.ts';

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

/** How often a clue of the prefecture was touched in the county that it was handed down to: who counts it may be another. */
const touchesBelow = (county: string, since: RawBuilder<unknown>) => sql<number>`(
  SELECT count(*)::int FROM events e
  JOIN clues b ON b.county = e.county AND b.handed_from IS NOT NULL AND e.subject_id IN (b.id::text, b.merged_into::text)
  WHERE starts_with(e.county, ${trimRegionCode(county)}) AND e.county <> ${county} AND e.subject_type = 'clue'
    AND e.at > ${since} - interval '10 minutes')`;

/** Events about what forms count, from a little before `since`: an act may be committed later than the moment it names. */
function touchesSince(county: string, since: RawBuilder<unknown>): RawBuilder<number> {
  const own = sql<number>`(
  SELECT count(*)::int FROM events e
  WHERE e.county = ${county} AND e.at > ${since} - interval '10 minutes'
    AND e.subject_type <> ALL(${[...COUNTED_IN_NO_FORM]}::text[]))`;
  return isPrefecture(county) ? sql`(${own} + ${touchesBelow(county, since)})` : own;
}

/** How often the records of a county were touched as of now, by which a later comparison tells whether they were again. */
export async function countTouches(tx: Tx, county: string, at: Date): Promise<number> {
  const { rows } = await sql<{ touches: number }>`
    SELECT ${touchesSince(county, sql`${at}::timestamptz`)} AS touches`.execute(tx);
  return rows[0]?.touches ?? 0;
}

/** The signed and sent forms of a county in these campaigns that were not compared with their records as they are now. */
export async function listToCompare(
  tx: Tx,
  of: { readonly county: string; readonly campaigns: readonly string[] },
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT_REPORTS}
    WHERE r.county = ${of.county} AND r.campaign_id = ANY(${[...of.campaigns]}::uuid[])
      AND r.state IN ('approved', 'submitted', 'locked') AND r.approved IS NOT NULL
      AND (r.compared_at IS NULL
        OR r.compared_touches IS DISTINCT FROM ${touchesSince(of.county, sql`r.compared_at`)})
    ORDER BY r.due_on, r.id`.execute(tx);
  return rows;
}

/** @returns false where somebody acted on the form meanwhile: then it is another one that was compared */
export async function keepComparison(
  tx: Tx,
  { county, id, version }: Pick<ReportRow, 'county' | 'id' | 'version'>,
  compared: { readonly moved: boolean; readonly at: Date; readonly touches: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE reports SET compared_at = ${compared.at}, records_moved = ${compared.moved},
      compared_touches = ${compared.touches}
    WHERE county = ${county} AND id = ${id}::uuid AND version = ${version}`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}
