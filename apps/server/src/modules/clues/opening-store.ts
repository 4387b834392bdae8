import type { Role } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import type { Holder } from './parts-store.ts';

/** A request to see who reported a clue. */
export interface OpeningRow {
  readonly id: string;
  readonly clue_id: string;
  readonly reason: string;
  readonly asked_by: string;
  readonly asked_by_name: string;
  readonly asked_at: Date;
  readonly agreed_by: string | null;
  readonly agreed_by_name: string | null;
  readonly agreed_at: Date | null;
  readonly refused_by_name: string | null;
  readonly refused_at: Date | null;
  readonly expires_at: Date | null;
}

const COLUMNS = sql`id, clue_id, reason, asked_by, asked_by_name, asked_at, agreed_by, agreed_by_name, agreed_at,
  refused_by_name, refused_at, expires_at`;

/** Of these clues, the newest first. */
export async function listOpenings(
  tx: Tx,
  county: string,
  clueIds: readonly string[],
): Promise<readonly OpeningRow[]> {
  const { rows } = await sql<OpeningRow>`
    SELECT ${COLUMNS} FROM clue_openings
    WHERE county = ${county} AND clue_id = ANY(${clueIds}::uuid[]) ORDER BY id DESC`.execute(tx);
  return rows;
}

/** An opening, locked: two people deciding at once are served one after the other. */
export async function lockOpening(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
  id: string,
): Promise<(OpeningRow & { readonly asked_roles: readonly Role[] }) | null> {
  const { rows } = await sql<OpeningRow & { asked_roles: Role[] }>`
    SELECT ${COLUMNS},
      coalesce((SELECT u.roles FROM users u WHERE u.id = o.asked_by AND u.active), '{}') AS asked_roles
    FROM clue_openings o WHERE o.county = ${clue.county} AND o.clue_id = ${clue.id}::uuid AND o.id = ${id}::uuid
    FOR UPDATE OF o`.execute(tx);
  return rows[0] ?? null;
}

export async function insertOpening(
  tx: Tx,
  clue: Holder,
  opening: {
    readonly id: string;
    readonly reason: string;
    readonly by: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO clue_openings (county, id, clue_id, region, reason, asked_by, asked_by_name, asked_at)
    VALUES (${clue.county}, ${opening.id}, ${clue.id}, ${clue.region}, ${opening.reason}, ${opening.by},
            ${opening.byName}, ${opening.at})`.execute(tx);
}

export async function agreeToOpening(
  tx: Tx,
  county: string,
  id: string,
  by: { readonly id: string; readonly name: string; readonly at: Date; readonly until: Date },
): Promise<void> {
  await sql`
    UPDATE clue_openings
    SET agreed_by = ${by.id}, agreed_by_name = ${by.name}, agreed_at = ${by.at}, expires_at = ${by.until}
    WHERE county = ${county} AND id = ${id}::uuid`.execute(tx);
}

export async function refuseOpening(
  tx: Tx,
  county: string,
  id: string,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE clue_openings SET refused_by_name = ${by.name}, refused_at = ${by.at}
    WHERE county = ${county} AND id = ${id}::uuid`.execute(tx);
}

/** What stands sealed about the reporter of a clue. */
export async function readSealed(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<Buffer | null> {
  const { rows } = await sql<{ sealed: Buffer }>`
    SELECT sealed FROM clue_reporters WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid`.execute(
    tx,
  );
  return rows[0]?.sealed ?? null;
}
