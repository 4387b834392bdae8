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

/** A county's clue that the prefecture handed down, and who counts the matter in a campaign now. */
export interface HandedClue {
  readonly id: string;
  readonly county: string;
  readonly county_name: string;
  readonly number: string;
  readonly above_id: string;
  readonly above_number: string;
  /** A county, or the prefecture itself; null where nobody counts it. */
  readonly counted_in: string | null;
  readonly counted_name: string | null;
}

/** Counties' clues: these, or all that came to these counties in the month ('2026-06'), or ever. */
export type CluesOfCounties =
  | { readonly ids: readonly string[] }
  | { readonly counties: readonly string[]; readonly month: string | null };

/** Of clues of counties, those that were handed down to them, by their numbers. Only a prefecture's reader sees any. */
export async function listHandedClues(
  tx: Tx,
  of: { readonly campaignId: string } & CluesOfCounties,
): Promise<readonly HandedClue[]> {
  const these =
    'ids' in of
      ? sql`b.id = ANY(${[...of.ids]}::uuid[])`
      : sql`b.county = ANY(${[...of.counties]}::text[]) AND b.campaign_id = ${of.campaignId}::uuid
          AND (${of.month}::text IS NULL OR to_char(b.received_on, 'YYYY-MM') = ${of.month})`;
  const { rows } = await sql<HandedClue>`
    SELECT h.*, t.name AS county_name, k.name AS counted_name
    FROM (SELECT b.id, b.county, b.number, a.id AS above_id, a.number AS above_number, coalesce(
        (SELECT head.county FROM clues below
          JOIN clues head ON head.county = below.county AND head.id = coalesce(below.merged_into, below.id)
          WHERE below.handed_from = a.id AND head.campaign_id = ${of.campaignId}::uuid AND ${standing('head')}
          ORDER BY below.county = b.county DESC LIMIT 1),
        (SELECT own.county FROM clues own
          WHERE own.county = a.county AND own.id = coalesce(a.merged_into, a.id)
            AND own.campaign_id = ${of.campaignId}::uuid AND ${standing('own')})) AS counted_in
      FROM clues b JOIN clues a ON a.id = b.handed_from
      WHERE b.handed_from IS NOT NULL AND ${these}) h
    JOIN tenants t ON t.county = h.county LEFT JOIN tenants k ON k.county = h.counted_in
    ORDER BY h.county, h.number`.execute(tx);
  return rows;
}
