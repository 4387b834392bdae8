import { isPrefecture, type ReportForm, type ReportState } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { clueVisible } from '../../clues/index.ts';
import type { Reader } from '../../recusal/index.ts';
import type { SourceRef } from '../forms/source-ref.ts';

/** A form that was signed or sent, and counts a record. */
export interface SignedForm {
  readonly id: string;
  readonly county: string;
  readonly county_name: string;
  readonly form: ReportForm;
  readonly period: string;
  readonly state: ReportState;
  readonly ref: SourceRef;
}

const ANY_CELL = '.sources.*[*] ? (@ == $ref)';
// What was signed before its own share was kept by itself tells of its clues all the same.
const SHARE = `$.own${ANY_CELL}`;
const TOLD = '$.told.refs[*] ? (@ == $ref)';

/**
 * The signed and sent forms of one county that count any of these records; of a prefecture's, by itself. What came as a
 * file counts none that is known.
 */
export async function listSignedWith(
  tx: Tx,
  of: { readonly county: string; readonly campaignId: string; readonly refs: readonly SourceRef[] },
): Promise<readonly SignedForm[]> {
  const ref = sql`jsonb_build_object('ref', ref)`;
  const counts = isPrefecture(of.county)
    ? sql`(jsonb_path_exists(r.approved, ${SHARE}::jsonpath, ${ref})
        OR (NOT r.approved ? 'own' AND jsonb_path_exists(r.approved, ${TOLD}::jsonpath, ${ref})))`
    : sql`jsonb_path_exists(r.approved, ${`$${ANY_CELL}`}::jsonpath, ${ref})`;
  const { rows } = await sql<SignedForm>`
    SELECT r.id, r.county, t.name AS county_name, r.form, r.period, r.state, ref
    FROM reports r JOIN tenants t ON t.county = r.county CROSS JOIN unnest(${[...of.refs]}::text[]) AS ref
    WHERE r.county = ${of.county} AND r.campaign_id = ${of.campaignId}::uuid
      AND r.state IN ('approved', 'submitted', 'locked') AND r.received IS NULL AND ${counts}
    ORDER BY r.period, r.form`.execute(tx);
  return rows;
}

/** A clue in a campaign, or what it was handed down as. */
export interface FiledClue {
  readonly county: string;
  readonly id: string;
}

/** A clue that the reader may see, with those that it was handed down as, in its campaign; none where it is in none. */
export async function listFiledClues(
  tx: Tx,
  reader: Reader & { readonly scope: string },
  id: string,
): Promise<{ readonly campaignId: string | null; readonly clues: readonly FiledClue[] } | null> {
  const { rows } = await sql<{ campaign_id: string | null; clues: readonly FiledClue[] }>`
    SELECT c.campaign_id, (SELECT jsonb_agg(jsonb_build_object('county', f.county, 'id', f.id) ORDER BY f.county, f.id)
      FROM clues f WHERE f.id = c.id OR f.handed_from = c.id) AS clues
    FROM clues c WHERE c.id = ${id}::uuid AND ${clueVisible(reader)}`.execute(tx);
  const [row] = rows;
  return row === undefined ? null : { campaignId: row.campaign_id, clues: row.clues };
}
