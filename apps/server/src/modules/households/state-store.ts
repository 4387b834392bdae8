import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** A household whose state is another one now. */
export interface SettledState {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  readonly state: 'active' | 'exited';
}

/**
 * Brings the state of households up to date: a family has left when the day its roster names has come, or by the exit
 * ledger, unless it has been given a home again since (its lease begins after it left). One that somebody changes at this moment
 * is left to them, or to the next hour: a roster that is being loaded holds its families in an order of its own.
 * @param households ids, or null for the whole county
 * @param today YYYY-MM-DD
 */
export async function settleStates(
  tx: Tx,
  county: string,
  households: readonly string[] | null,
  { today, at }: { readonly today: string; readonly at: Date },
): Promise<readonly SettledState[]> {
  const among = households === null ? sql`true` : sql`h.id = ANY(${households}::uuid[])`;
  const { rows } = await sql<SettledState>`
    WITH stands AS (
      SELECT h.id,
        CASE WHEN coalesce(h.left_on <= ${today}::date, false) OR EXISTS (
          SELECT 1 FROM exits e
          LEFT JOIN tenancies t ON t.county = e.county AND t.household_id = e.household_id AND t.replaced_at IS NULL
          WHERE e.county = h.county AND e.household_id = h.id AND e.exited_on IS NOT NULL AND e.withdrawn_at IS NULL
            AND NOT coalesce(t.start_on > e.exited_on, false))
        THEN 'exited' ELSE 'active' END AS state
      FROM households h WHERE h.county = ${county} AND ${among}
    ), changed AS (
      SELECT h.id, s.state FROM households h JOIN stands s ON s.id = h.id
      WHERE h.county = ${county} AND h.state <> s.state FOR NO KEY UPDATE OF h SKIP LOCKED
    )
    UPDATE households h SET state = c.state, changed_at = ${at}, version = h.version + 1
    FROM changed c WHERE h.county = ${county} AND h.id = c.id
    RETURNING h.id, h.code, h.region, h.state`.execute(tx);
  return rows;
}
