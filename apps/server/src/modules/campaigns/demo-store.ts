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

/** A family of the demonstration against which the comparison found nothing. */
export async function demonstrationFamily(tx: Tx, county: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT h.id FROM households h
    WHERE h.county = ${county} AND h.state = 'active'
      AND NOT EXISTS (SELECT FROM findings f WHERE f.county = h.county AND f.household_id = h.id)
    ORDER BY h.code LIMIT 1`.execute(tx);
  const [family] = rows;
  if (family === undefined) throw new Error('every family of the demonstration has a finding');
  return family.id;
}

/** A county's communities, by code. */
export async function demonstrationCommunities(
  tx: Tx,
  county: string,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  return await tx
    .selectFrom('organisations')
    .select(['code', 'name'])
    .where('county', '=', county)
    .where('level', '=', 'community')
    .orderBy('code')
    .execute();
}
