import { personKey } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** The clue that something hangs on. */
export interface Holder {
  readonly county: string;
  readonly id: string;
  readonly region: string;
}

export interface ReportedPerson {
  readonly name: string;
  readonly post: string;
  readonly level: string;
  /** The merged clue that named the person. */
  readonly came_from: string | null;
}

export async function listPersons(
  tx: Tx,
  county: string,
  clueIds: readonly string[],
): Promise<readonly (ReportedPerson & { readonly clue_id: string })[]> {
  const { rows } = await sql<ReportedPerson & { clue_id: string }>`
    SELECT clue_id, name, post, level, came_from FROM clue_persons
    WHERE county = ${county} AND clue_id = ANY(${clueIds}::uuid[]) ORDER BY clue_id, position`.execute(tx);
  return rows;
}

/** The persons of a clue as they are from now on, in this order. */
export async function writePersons(tx: Tx, clue: Holder, persons: readonly ReportedPerson[]): Promise<void> {
  await sql`DELETE FROM clue_persons WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid`.execute(
    tx,
  );
  for (const [n, person] of persons.entries()) {
    await sql`
      INSERT INTO clue_persons (county, clue_id, region, position, name, name_key, post, level, came_from)
      VALUES (${clue.county}, ${clue.id}, ${clue.region}, ${n + 1}, ${person.name}, ${personKey(person.name)},
              ${person.post}, ${person.level}, ${person.came_from})`.execute(tx);
  }
}

export interface NoteRow {
  readonly id: string;
  readonly clue_id: string;
  readonly act: string;
  readonly text: string;
  readonly by_name: string;
  readonly at: Date;
}

export async function insertNote(
  tx: Tx,
  clue: Holder,
  note: {
    readonly id: string;
    readonly act: string;
    readonly text: string;
    readonly byId: string | null;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO clue_notes (county, id, clue_id, region, act, text, by_id, by_name, at)
    VALUES (${clue.county}, ${note.id}, ${clue.id}, ${clue.region}, ${note.act}, ${note.text}, ${note.byId},
            ${note.byName}, ${note.at})`.execute(tx);
}

export async function listNotes(
  tx: Tx,
  county: string,
  clueIds: readonly string[],
): Promise<readonly NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    SELECT id, clue_id, act, text, by_name, at FROM clue_notes
    WHERE county = ${county} AND clue_id = ANY(${clueIds}::uuid[]) ORDER BY at, id`.execute(tx);
  return rows;
}

export interface DisposalRow {
  readonly disposal: string;
  readonly on: string;
}

export async function listDisposals(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<readonly DisposalRow[]> {
  const { rows } = await sql<DisposalRow>`
    SELECT disposal, "on" FROM clue_disposals
    WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid ORDER BY position`.execute(tx);
  return rows;
}

/** 处置情况 from `on`; a form of an earlier month keeps showing what stood before. */
export async function appendDisposal(tx: Tx, clue: Holder, disposal: string, on: string): Promise<void> {
  await sql`
    INSERT INTO clue_disposals (county, clue_id, region, position, disposal, "on")
    SELECT ${clue.county}, ${clue.id}::uuid, ${clue.region}, coalesce(max(position), 0) + 1, ${disposal}, ${on}::date
    FROM clue_disposals WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid`.execute(tx);
}

/** The clue came in on another day than was written: so did its first 处置情况. */
export async function moveFirstDisposal(tx: Tx, clue: Holder, on: string): Promise<void> {
  await sql`
    UPDATE clue_disposals SET "on" = ${on}::date
    WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid AND position = 1`.execute(tx);
}

/** Sealed under the reporters' own key; written once. */
export async function insertReporter(tx: Tx, clue: Holder, sealed: Buffer): Promise<void> {
  await sql`
    INSERT INTO clue_reporters (county, clue_id, region, sealed)
    VALUES (${clue.county}, ${clue.id}, ${clue.region}, ${sealed})`.execute(tx);
}

/** Which of these clues have a reporter who gave a name, a telephone or an address. */
export async function listWithReporter(
  tx: Tx,
  county: string,
  clueIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ clue_id: string }>`
    SELECT clue_id FROM clue_reporters
    WHERE county = ${county} AND clue_id = ANY(${clueIds}::uuid[])`.execute(tx);
  return new Set(rows.map((row) => row.clue_id));
}
