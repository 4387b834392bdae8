import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenProblem } from '../recusal/index.ts';
import { aboutOpenCase } from '../supervision/index.ts';

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

/** Whether the reader may know of the case behind a record `r`; an exposure is public by itself. */
const OPEN: Readonly<Record<Withdrawable, (reader: Actor) => RawBuilder<SqlBool>>> = {
  accountability: (reader) => aboutOpenCase(reader, 'r'),
  'unit-measure': (reader) => aboutOpenProblem(reader, 'r'),
  exposure: () => sql<SqlBool>`true`,
};

/** A record of the actor's own county or prefecture, locked; null where it is another's, or kept from the actor. */
export async function lockRecord(
  tx: Tx,
  actor: Actor,
  kind: Withdrawable,
  id: string,
): Promise<WithdrawableRow | null> {
  const { rows } = await sql<WithdrawableRow>`
    SELECT r.county, r.id, r.campaign_id, r.withdrawn_at, r.withdrawn_by_name, r.version
    FROM ${sql.table(WITHDRAWABLE[kind].table)} r
    WHERE r.county = ${actor.county} AND r.id = ${id}::uuid AND ${OPEN[kind](actor)} FOR UPDATE`.execute(tx);
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
