import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** Who fills in the form: the bureau's name and the county's, as set up. */
export async function readReporter(
  tx: Tx,
  county: string,
): Promise<{ readonly unit: string; readonly county: string }> {
  const { rows } = await sql<{ unit: string; county: string }>`
    SELECT bureau AS unit, name AS county FROM tenants WHERE county = ${county}`.execute(tx);
  return rows[0] ?? { unit: '', county: '' };
}
