import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** What is withdrawn, never deleted: the record stands with its reason, and no figure counts it. */
export const WITHDRAWABLE = {
  accountability: { table: 'accountability', label: '这条问责记录' },
  'unit-measure': { table: 'unit_measures', label: '这条单位处理记录' },
  exposure: { table: 'exposures', label: '这条通报曝光记录' },
} as const;
export type Withdrawable = keyof typeof WITHDRAWABLE;

export interface WithdrawableRow {
  readonly county: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by_name: string | null;
  readonly version: number;
}

export async function lockRecord(tx: Tx, kind: Withdrawable, id: string): Promise<WithdrawableRow | null> {
  const { rows } = await sql<WithdrawableRow>`
    SELECT county, id, campaign_id, withdrawn_at, withdrawn_by_name, version
    FROM ${sql.table(WITHDRAWABLE[kind].table)} WHERE id = ${id}::uuid FOR UPDATE`.execute(tx);
  return rows[0] ?? null;
}

export async function markWithdrawn(
  tx: Tx,
  kind: Withdrawable,
  id: string,
  by: { readonly name: string; readonly reason: string; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE ${sql.table(WITHDRAWABLE[kind].table)}
    SET withdrawn_at = ${by.at}, withdrawn_by_name = ${by.name}, withdrawn_reason = ${by.reason},
      version = version + 1
    WHERE id = ${id}::uuid`.execute(tx);
}
