import { isEntry, isPrefecture } from '@anju/domain';
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { type StoredClue, standing } from '../store.ts';

/**
 * Who counts a clue that was handed down (转办), so that the counties and the prefecture together count it once: note 3
 * of form F5 has a matter registered once, by whom looks into it. The county counts it from the day it got it, as long
 * as it stands there, itself or in what the county merged it into, in the campaign of the prefecture's clue: what is
 * found, put right and recovered then stands in one form. Whatever ends it there, a refusal or a recall, or takes it
 * out of the campaign, leaves it to the prefecture. True where a county counts the clue of this alias.
 */
export const countedBelow = (clue = 'c') => sql<SqlBool>`EXISTS (
  SELECT FROM clues below
  JOIN clues head ON head.county = below.county AND head.id = coalesce(below.merged_into, below.id)
  WHERE below.handed_from = ${sql.ref(`${clue}.id`)} AND head.campaign_id = ${sql.ref(`${clue}.campaign_id`)}
    AND ${standing('head')})`;

/** A clue that the forms of its level count in its campaign. */
export const isCounted = (clue = 'c') => sql<SqlBool>`(${standing(clue)} AND NOT ${countedBelow(clue)})`;

/** Of a clue that was handed down, who counts it in its campaign: for whom its page tells it. */
export type CountedBy = 'own' | 'county' | 'above';

/** Null where nobody could be in doubt: in no campaign, or never handed down. */
export async function readCountedBy(
  tx: Tx,
  clue: StoredClue,
  handedDown: boolean,
): Promise<CountedBy | null> {
  if (clue.campaign_id === null) return null;
  if (!isPrefecture(clue.county)) {
    if (clue.handed_from === null) return null;
    return isEntry(clue.state) ? 'own' : 'above';
  }
  if (!handedDown) return null;
  const { rows } = await sql<{ below: boolean }>`
    SELECT ${countedBelow()} AS below FROM clues c
    WHERE c.county = ${clue.county} AND c.id = ${clue.id}::uuid`.execute(tx);
  return rows[0]?.below === true ? 'county' : 'own';
}
