import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** Who fills in the form: the bureau's name as set up. */
export async function readReportingUnit(tx: Tx, county: string): Promise<string> {
  const { rows } = await sql<{ unit: string }>`
    SELECT bureau AS unit FROM tenants WHERE county = ${county}`.execute(tx);
  return rows[0]?.unit ?? '';
}
