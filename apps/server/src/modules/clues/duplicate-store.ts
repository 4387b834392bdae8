import { type ClueState, MERGEABLE_STATES } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { clueOpenTo } from '../recusal/index.ts';
import { inCounties } from '../stock/index.ts';
import { NAME_OF_KEPT } from './clue-papers.ts';
import type { Holder } from './parts-store.ts';
import { type Reader, standing, visible } from './store.ts';

/** A clue that may be the same as another one, with what is compared. */
export interface CandidateRow {
  readonly county: string;
  readonly id: string;
  readonly number: string;
  readonly state: ClueState;
  readonly summary: string;
  readonly place: string;
  readonly received_on: string;
  readonly accused_organisation: string | null;
  readonly accused_department_id: string | null;
  readonly persons: readonly string[];
}

const CANDIDATE = sql`
  c.county, c.id, c.number, c.state, c.summary, c.place, c.received_on, c.accused_organisation, c.accused_department_id,
  ARRAY(SELECT p.name FROM clue_persons p WHERE p.county = c.county AND p.clue_id = c.id ORDER BY p.position) AS persons`;

const MOST_BY_TEXT = 40;
const MOST_BY_PERSON = 40;
const MOST_BY_ROOM = 40;
/** A pair of characters that stands in more clues than that tells little: of those the newest are enough. */
const MOST_BY_KEY = 200;
const LEAST_SHARED_KEYS = 2;

/** By what a clue is found that may be the same. */
export interface ClueKeys {
  readonly textKeys: readonly number[];
  readonly personKeys: readonly string[];
  readonly roomKeys: readonly string[];
}

/**
 * Clues worth comparing: those whose texts share the most keys, and those that name one of the persons or a room of that
 * number. All look-ups are equality on indexed columns, which row security lets the planner use.
 * @param reader null: the system itself, comparing within one county
 */
export async function findCandidates(
  tx: Tx,
  where: { readonly county: string; readonly reader: Reader | null; readonly except: string | null },
  by: ClueKeys,
): Promise<readonly CandidateRow[]> {
  const scope = where.reader?.scope ?? where.county;
  const seen = where.reader === null ? sql`c.county = ${where.county}` : visible(where.reader);
  const least = Math.min(LEAST_SHARED_KEYS, by.textKeys.length);
  const { rows } = await sql<CandidateRow>`
    WITH by_text AS (
      SELECT k.county, k.clue_id
      FROM unnest(${[...by.textKeys]}::integer[]) AS wanted (key), LATERAL (
        SELECT k.county, k.clue_id FROM clue_text_keys k
        WHERE ${inCounties(sql`k.county`, scope)} AND k.key = wanted.key
        ORDER BY k.clue_id DESC LIMIT ${MOST_BY_KEY}) AS k
      GROUP BY k.county, k.clue_id HAVING count(*) >= ${least}
      ORDER BY count(*) DESC, k.clue_id DESC LIMIT ${MOST_BY_TEXT}
    ), by_person AS (
      SELECT DISTINCT p.county, p.clue_id FROM clue_persons p
      WHERE ${inCounties(sql`p.county`, scope)} AND p.name_key = ANY(${[...by.personKeys]}::text[])
      ORDER BY p.clue_id DESC LIMIT ${MOST_BY_PERSON}
    ), by_room AS (
      SELECT DISTINCT r.county, r.clue_id FROM clue_room_keys r
      WHERE ${inCounties(sql`r.county`, scope)} AND r.room = ANY(${[...by.roomKeys]}::text[])
      ORDER BY r.clue_id DESC LIMIT ${MOST_BY_ROOM}
    ), found AS (SELECT * FROM by_text UNION SELECT * FROM by_person UNION SELECT * FROM by_room)
    SELECT ${CANDIDATE} FROM found f JOIN clues c ON c.county = f.county AND c.id = f.clue_id
    WHERE ${seen} AND ${standing()} AND c.id IS DISTINCT FROM ${where.except}::uuid`.execute(tx);
  return rows;
}

/** The clue itself as it is compared; null where it is no longer an entry. */
export async function readCompared(tx: Tx, county: string, id: string): Promise<CandidateRow | null> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${CANDIDATE} FROM clues c
    WHERE c.county = ${county} AND c.id = ${id}::uuid AND ${standing()}`.execute(tx);
  return rows[0] ?? null;
}

/** Clues that were not searched for duplicates since they last changed. */
export async function listUncompared(tx: Tx, county: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM clues WHERE county = ${county} AND NOT compared ORDER BY id LIMIT ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** One of them, locked; null where somebody compared it meanwhile. */
export async function lockUncompared(tx: Tx, county: string, id: string): Promise<Holder | null> {
  const { rows } = await sql<Holder>`
    SELECT county, id, region FROM clues WHERE county = ${county} AND id = ${id}::uuid AND NOT compared
    FOR NO KEY UPDATE`.execute(tx);
  return rows[0] ?? null;
}

/** What the summary is found by from now on; the keys of its persons stand with them. */
export async function writeKeys(
  tx: Tx,
  clue: Holder,
  { textKeys, roomKeys }: Pick<ClueKeys, 'textKeys' | 'roomKeys'>,
): Promise<void> {
  const { county, id, region } = clue;
  for (const table of ['clue_text_keys', 'clue_room_keys'])
    await sql`DELETE FROM ${sql.table(table)} WHERE county = ${county} AND clue_id = ${id}::uuid`.execute(tx);
  await sql`
    INSERT INTO clue_text_keys (county, clue_id, region, key)
    SELECT ${county}, ${id}::uuid, ${region}, key FROM unnest(${[...textKeys]}::integer[]) AS key`.execute(
    tx,
  );
  await sql`
    INSERT INTO clue_room_keys (county, clue_id, region, room)
    SELECT ${county}, ${id}::uuid, ${region}, room FROM unnest(${[...roomKeys]}::text[]) AS room`.execute(tx);
}

export interface FoundPair {
  readonly county: string;
  readonly firstId: string;
  readonly secondId: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly said: Buffer;
  readonly at: Date;
}

/** Writes what was found down; a pair that was judged stays judged while both say what they said then. */
export async function upsertPair(tx: Tx, pair: FoundPair): Promise<void> {
  await sql`
    INSERT INTO clue_pairs (county, first_id, second_id, region, score, reasons, said, found_at)
    VALUES (${pair.county}, ${pair.firstId}, ${pair.secondId}, ${pair.county.padEnd(12, '0')}, ${pair.score},
            ${[...pair.reasons]}::text[], ${pair.said}, ${pair.at})
    ON CONFLICT (county, first_id, second_id) DO UPDATE
    SET score = excluded.score, reasons = excluded.reasons, said = excluded.said, found_at = excluded.found_at,
      judged = CASE WHEN clue_pairs.said = excluded.said THEN clue_pairs.judged END,
      judged_by = CASE WHEN clue_pairs.said = excluded.said THEN clue_pairs.judged_by END,
      judged_by_name = CASE WHEN clue_pairs.said = excluded.said THEN clue_pairs.judged_by_name END,
      judged_at = CASE WHEN clue_pairs.said = excluded.said THEN clue_pairs.judged_at END`.execute(tx);
}

/** Forgets the open pairs of a clue that are not among `kept`: it was changed, and no longer looks like those. */
export async function forgetOtherPairs(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
  kept: readonly string[],
): Promise<void> {
  await sql`
    DELETE FROM clue_pairs WHERE county = ${clue.county} AND judged IS NULL
      AND ((first_id = ${clue.id}::uuid AND NOT (second_id = ANY(${kept}::uuid[])))
        OR (second_id = ${clue.id}::uuid AND NOT (first_id = ANY(${kept}::uuid[]))))`.execute(tx);
}

export interface PairSide {
  readonly id: string;
  readonly number: string;
  readonly state: ClueState;
  readonly summary: string;
  readonly received_on: string;
  readonly persons: readonly string[];
}

/** A side as it is laid beside the other one, with all that tells two matters apart. */
export interface ComparedSide extends PairSide {
  readonly channel: string;
  readonly source: string;
  readonly place: string;
  readonly accused_office: string | null;
  readonly amount_fen: number | null;
  readonly papers: readonly { readonly id: string; readonly name: string; readonly showsReporter: boolean }[];
}

export interface PairRow {
  readonly county: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly first: ComparedSide;
  readonly second: ComparedSide;
}

const side = (alias: string) => {
  const c = sql.ref(`${alias}`);
  return sql`jsonb_build_object('id', ${c}.id, 'number', ${c}.number, 'state', ${c}.state, 'summary', ${c}.summary,
    'received_on', ${c}.received_on, 'channel', ${c}.channel, 'source', ${c}.source, 'place', ${c}.place,
    'amount_fen', ${c}.amount_fen,
    'accused_office', coalesce(
      (SELECT o.name FROM organisations o
        WHERE o.county = rpad(left(${c}.accused_organisation, 6), 6, '0') AND o.code = ${c}.accused_organisation),
      (SELECT dep.name FROM departments dep WHERE dep.id = ${c}.accused_department_id)),
    'papers', coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id,
        'name', CASE WHEN p.shows_reporter THEN ${NAME_OF_KEPT} ELSE p.name END, 'showsReporter', p.shows_reporter) ORDER BY p.at, p.id)
      FROM papers p
      WHERE p.county = ${c}.county AND p.subject_type = 'clue' AND p.subject_id = ${c}.id), '[]'),
    'persons', ARRAY(SELECT p.name FROM clue_persons p
      WHERE p.county = ${c}.county AND p.clue_id = ${c}.id ORDER BY p.position))`;
};

/** Pairs of the reader's own desk that nobody has judged yet and of which one can still be merged, the most alike first; one page. */
export async function listPairs(
  tx: Tx,
  reader: Reader & { readonly county: string },
  page: { readonly after: { readonly key: string; readonly id: string } | null; readonly limit: number },
): Promise<{ rows: readonly PairRow[]; next: { key: string; id: string } | null; total: number }> {
  const open = sql`
    clue_pairs w
    JOIN clues c ON c.county = w.county AND c.id = w.first_id
    JOIN clues d ON d.county = w.county AND d.id = w.second_id
    WHERE w.county = ${reader.county} AND w.judged IS NULL AND ${visible(reader)}
      AND ${clueOpenTo(reader, 'd')}
      AND ${standing()} AND ${standing('d')}
      AND (c.state = ANY(${[...MERGEABLE_STATES]}::text[]) OR d.state = ANY(${[...MERGEABLE_STATES]}::text[]))`;
  // One number that falls with the score: the order of the list in one key.
  const key = sql`lpad((1000000 - round(w.score * 1000000))::text, 7, '0') || w.second_id::text`;
  const beyond =
    page.after === null ? sql`true` : sql`(${key}, w.first_id) > (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<PairRow & { sort_key: string; first_id: string }>`
    SELECT w.county, w.score, w.reasons, w.first_id, ${side('c')} AS first, ${side('d')} AS second, ${key} AS sort_key
    FROM ${open} AND ${beyond} ORDER BY ${key}, w.first_id LIMIT ${page.limit + 1}`.execute(tx);
  const counted = await sql<{ count: number }>`SELECT count(*) AS count FROM ${open}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last !== undefined ? { key: last.sort_key, id: last.first_id } : null,
    total: counted.rows[0]?.count ?? 0,
  };
}

/** Remembers that two clues are different ones. @returns false where there is no such open pair */
export async function judgePair(
  tx: Tx,
  pair: { readonly county: string; readonly firstId: string; readonly secondId: string },
  by: { readonly id: string; readonly name: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE clue_pairs SET judged = 'different', judged_by = ${by.id}, judged_by_name = ${by.name}, judged_at = ${by.at}
    WHERE county = ${pair.county} AND first_id = ${pair.firstId}::uuid AND second_id = ${pair.secondId}::uuid
      AND judged IS NULL`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}
