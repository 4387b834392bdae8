import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** A town or community that findings can be handed to, and whether anybody there would be told of them. */
export interface PlaceRow {
  readonly code: string;
  readonly name: string;
  readonly hasWorker: boolean;
}

/** Who works in a town or community, in its town, or below it. */
const workersAt = (county: RawBuilder<unknown>, organisation: RawBuilder<unknown>) => sql`
  SELECT FROM users u
  WHERE u.county = ${county} AND u.active AND 'community-worker' = ANY(u.roles) AND length(u.organisation) > 6
    AND (starts_with(u.organisation, ${organisation}) OR starts_with(${organisation}, u.organisation))`;

/** The towns and communities of a county that are in use, by code. */
export async function listPlaces(tx: Tx, county: string): Promise<readonly PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    SELECT o.code, o.name, EXISTS (${workersAt(sql`o.county`, sql`o.code`)}) AS "hasWorker"
    FROM organisations o WHERE o.county = ${county} AND o.active AND length(o.code) > 6 ORDER BY o.code`.execute(
    tx,
  );
  return rows;
}

/** Whether findings can be handed to this organisation: it is in the reader's scope. */
export async function hasOrganisation(tx: Tx, county: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM organisations WHERE county = ${county} AND code = ${code} AND active`.execute(tx);
  return rows.length === 1;
}

/** Whether anybody is told of what is given to a town or community. */
export async function hasWorker(tx: Tx, county: string, organisation: string): Promise<boolean> {
  const { rows } = await sql`${workersAt(sql`${county}`, sql`${organisation}`)} LIMIT 1`.execute(tx);
  return rows.length > 0;
}
