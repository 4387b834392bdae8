import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * The next running number of a kind in a county's year, from 1, without gaps: taken in the act's own transaction,
 * which makes two acts at once wait for each other.
 */
export async function nextSerial(tx: Tx, county: string, kind: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    INSERT INTO serials (county, kind, year, last) VALUES (${county}, ${kind}, ${year}, 1)
    ON CONFLICT (county, kind, year) DO UPDATE SET last = serials.last + 1
    RETURNING last`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a serial number was not returned');
  return row.last;
}
