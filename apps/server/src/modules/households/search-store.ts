import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties, startsWith } from '../stock/index.ts';

/** What a typed word may mean; every part given is looked for. */
export interface SearchTerms {
  /** Head of a member's name. */
  readonly name: string | null;
  /** Head of the pinyin initials, lower case. */
  readonly initials: string | null;
  /** Head of a household code, in the spellings to try. */
  readonly codes: readonly string[];
  /** Tail of a room number, written backwards. */
  readonly roomBackwards: string | null;
  /** Blind index of a whole ID number. */
  readonly idIndex: Buffer | null;
}

export interface Match {
  readonly household_id: string;
  /** The member by whom it was found; null when found by code or room. */
  readonly member_name: string | null;
}

/** Households that match any of the terms, at most `limit`, each once. */
export async function findMatches(
  tx: Tx,
  scope: string,
  terms: SearchTerms,
  limit: number,
): Promise<readonly Match[]> {
  const parts = [];
  if (terms.idIndex !== null) {
    parts.push(sql`(SELECT household_id, name, 0 AS rank FROM members
      WHERE ${inCounties(sql`county`, scope)} AND id_index = ${terms.idIndex} AND removed_at IS NULL LIMIT ${limit})`);
  }
  for (const code of terms.codes) {
    parts.push(sql`(SELECT id, NULL::text, 1 FROM households
      WHERE ${inCounties(sql`county`, scope)} AND ${startsWith(sql`code`, code)} ORDER BY code LIMIT ${limit})`);
  }
  if (terms.name !== null) {
    parts.push(sql`(SELECT household_id, name, 2 FROM members
      WHERE ${inCounties(sql`county`, scope)} AND ${startsWith(sql`name`, terms.name)}
        AND removed_at IS NULL ORDER BY name LIMIT ${limit})`);
  }
  if (terms.initials !== null) {
    parts.push(sql`(SELECT household_id, name, 3 FROM members
      WHERE ${inCounties(sql`county`, scope)} AND ${startsWith(sql`initials`, terms.initials)}
        AND removed_at IS NULL ORDER BY initials LIMIT ${limit})`);
  }
  if (terms.roomBackwards !== null) {
    parts.push(sql`(SELECT h.id, NULL::text, 4 FROM units u
      JOIN households h ON h.county = u.county AND h.unit_id = u.id
      WHERE ${inCounties(sql`u.county`, scope)}
        AND ${startsWith(sql`u.room_backwards`, terms.roomBackwards)} ORDER BY u.room_backwards LIMIT ${limit})`);
  }
  if (parts.length === 0) return [];
  const { rows } = await sql<Match>`
    SELECT household_id, min(member_name) AS member_name
    FROM (${sql.join(parts, sql` UNION ALL `)}) AS m (household_id, member_name, rank)
    GROUP BY household_id ORDER BY min(rank) LIMIT ${limit}`.execute(tx);
  return rows;
}

export interface FoundHousehold {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly member: string | null;
  readonly estate: string | null;
  readonly room: string | null;
}

/** The matches as the search box shows them. */
export async function searchHouseholds(
  tx: Tx,
  scope: string,
  terms: SearchTerms,
  limit: number,
): Promise<readonly FoundHousehold[]> {
  const matches = await findMatches(tx, scope, terms, limit);
  const { rows } = await sql<Omit<FoundHousehold, 'member'>>`
    SELECT h.id, h.code, h.applicant_name AS name, t.estate_name AS estate, t.room
    FROM households h
    LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
    WHERE ${inCounties(sql`h.county`, scope)} AND h.id = ANY(${matches.map((match) => match.household_id)}::uuid[])`.execute(
    tx,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return matches.flatMap((match) => {
    const found = byId.get(match.household_id);
    return found ? [{ ...found, member: match.member_name === found.name ? null : match.member_name }] : [];
  });
}
