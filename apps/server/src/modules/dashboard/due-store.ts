import type { ClueState } from '@anju/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { clueVisible } from '../clues/index.ts';
import { aboutOpenCase } from '../supervision/index.ts';
import { problemVisible } from './problem-store.ts';

/** Something with a day by which it is to be done. */
export interface DueRow {
  readonly id: string;
  readonly text: string;
  readonly dueOn: string;
}

/** Clues that came back 退回补查 or are looked into again, and wait for who handed in what was not enough. */
export async function listReturnedClues(
  tx: Tx,
  reader: Actor,
  limit: number,
): Promise<readonly (Omit<DueRow, 'dueOn'> & { readonly dueOn: string | null })[]> {
  const { rows } = await sql<Omit<DueRow, 'dueOn'> & { dueOn: string | null }>`
    SELECT c.id, c.number || ' ' || c.summary AS text, c.due_on AS "dueOn"
    FROM clues c
    JOIN LATERAL (SELECT n.act, n.at FROM clue_notes n
      WHERE n.county = c.county AND n.clue_id = c.id AND n.act IN ('report-result', 'return', 'reopen')
      ORDER BY n.at DESC, n.id DESC LIMIT 1) last ON true
    WHERE ${clueVisible(reader)} AND c.state = 'inquiring' AND last.act IN ('return', 'reopen')
    ORDER BY last.at DESC, c.id LIMIT ${limit}`.execute(tx);
  return rows;
}

/** Due on or before `until`: what is nearest to it first, so that old arrears do not hide what can still be met. */
async function listDueRows(
  tx: Tx,
  rows: RawBuilder<unknown>,
  until: string,
  limit: number,
): Promise<readonly DueRow[]> {
  const { rows: due } = await sql<DueRow>`
    SELECT id, text, "dueOn" FROM (${rows}) rows WHERE "dueOn" <= ${until}::date
    ORDER BY "dueOn" DESC, id LIMIT ${limit}`.execute(tx);
  return due;
}

export function listDueClues(
  tx: Tx,
  reader: Actor,
  states: readonly ClueState[],
  until: string,
  limit: number,
): Promise<readonly DueRow[]> {
  const rows = sql`
    SELECT c.id, c.number || ' ' || c.summary AS text, c.due_on AS "dueOn"
    FROM clues c WHERE ${clueVisible(reader)} AND c.state = ANY(${[...states]}::text[])`;
  return listDueRows(tx, rows, until, limit);
}

export function listDueNotices(
  tx: Tx,
  reader: Actor,
  until: string,
  limit: number,
): Promise<readonly DueRow[]> {
  const rows = sql`
    SELECT s.id, s.number || ' ' || s.organisation_name AS text, s.due_on AS "dueOn"
    FROM supervisions s
    WHERE s.state = 'issued' AND starts_with(s.region, ${reader.scope}) AND ${aboutOpenCase(reader, 's')}`;
  return listDueRows(tx, rows, until, limit);
}

/** What waits for close-out is done; the rest of the open problems with a deadline. */
export function listDueProblems(
  tx: Tx,
  reader: Actor,
  until: string,
  limit: number,
): Promise<readonly DueRow[]> {
  const rows = sql`
    SELECT p.id, p.number || ' ' || p.description AS text, p.deadline AS "dueOn"
    FROM problems p WHERE ${problemVisible(reader)} AND p.state IN ('registered', 'rectifying')`;
  return listDueRows(tx, rows, until, limit);
}
