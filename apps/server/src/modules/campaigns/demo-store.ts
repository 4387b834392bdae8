import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** The demonstration's confirmed findings; every third stays for the person who tries the button. */
export async function demonstrationFindings(tx: Tx, county: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM findings WHERE county = ${county} AND state = 'confirmed' ORDER BY household_code, id`.execute(
    tx,
  );
  return rows.filter((_, n) => n % 3 !== 2).map(({ id }) => id);
}
