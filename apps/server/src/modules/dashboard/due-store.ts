import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { clueVisible, clueWaitingFor } from '../clues/index.ts';
import { aboutOpenCase } from '../supervision/index.ts';
import { type Found, foundIn } from './found.ts';
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
): Promise<Found<Omit<DueRow, 'dueOn'> & { readonly dueOn: string | null }>> {
  const { rows } = await sql<Omit<DueRow, 'dueOn'> & { dueOn: string | null; total: number }>`
    SELECT c.id, c.number || ' ' || c.summary AS text, c.due_on AS "dueOn", count(*) OVER ()::int AS total
    FROM clues c
    JOIN LATERAL (SELECT n.act, n.at FROM clue_notes n
      WHERE n.county = c.county AND n.clue_id = c.id AND n.act IN ('report-result', 'return', 'reopen')
      ORDER BY n.at DESC, n.id DESC LIMIT 1) last ON true
    WHERE ${clueVisible(reader)} AND c.state = 'inquiring' AND last.act IN ('return', 'reopen')
    ORDER BY last.at DESC, c.id LIMIT ${limit}`.execute(tx);
  return foundIn(rows);
}

/** Days by which something is due, both inclusive, and how many rows of it are wanted. */
export interface DueSpan {
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

async function listDueRows(tx: Tx, rows: RawBuilder<unknown>, span: DueSpan): Promise<Found<DueRow>> {
  const { rows: due } = await sql<DueRow & { total: number }>`
    SELECT id, text, "dueOn", count(*) OVER ()::int AS total FROM (${rows}) rows
    WHERE "dueOn" BETWEEN ${span.from}::date AND ${span.to}::date
    ORDER BY "dueOn", id LIMIT ${span.limit}`.execute(tx);
  return foundIn(due);
}

export function listDueClues(tx: Tx, reader: Actor, span: DueSpan): Promise<Found<DueRow>> {
  const rows = sql`
    SELECT c.id, c.number || ' ' || c.summary AS text, c.due_on AS "dueOn"
    FROM clues c WHERE ${clueVisible(reader)} AND ${clueWaitingFor(reader)}`;
  return listDueRows(tx, rows, span);
}

export function listDueNotices(tx: Tx, reader: Actor, span: DueSpan): Promise<Found<DueRow>> {
  return listDueRows(tx, openNotices(reader), span);
}

/** What waits for close-out is done; the rest of the open problems with a deadline. */
export function listDueProblems(tx: Tx, reader: Actor, span: DueSpan): Promise<Found<DueRow>> {
  const rows = sql`
    SELECT p.id, p.number || ' ' || p.description AS text, p.deadline AS "dueOn"
    FROM problems p WHERE ${problemVisible(reader)} AND p.state IN ('registered', 'rectifying')`;
  return listDueRows(tx, rows, span);
}

const openNotices = (reader: Actor) => sql`
  SELECT s.id, s.number || ' ' || s.organisation_name AS text, s.due_on AS "dueOn"
  FROM supervisions s
  WHERE s.state = 'issued' AND starts_with(s.region, ${reader.scope}) AND ${aboutOpenCase(reader, 's')}`;

export interface LateRow extends DueRow {
  readonly kind: 'problem' | 'clue' | 'notice';
}

/** What the lists of problems, clues and notices call overdue: the newest arrears first. */
export async function listLate(
  tx: Tx,
  reader: Actor,
  today: string,
  limit: number,
): Promise<readonly LateRow[]> {
  const { rows } = await sql<LateRow>`
    SELECT kind, id, text, "dueOn" FROM (
      SELECT 'problem' AS kind, p.id, p.number || ' ' || p.description AS text, p.deadline AS "dueOn"
      FROM problems p WHERE ${problemVisible(reader)} AND p.state IN ('registered', 'rectifying', 'rectified')
      UNION ALL
      SELECT 'clue', c.id, c.number || ' ' || c.summary, c.due_on FROM clues c WHERE ${clueVisible(reader)}
      UNION ALL
      SELECT 'notice', notices.* FROM (${openNotices(reader)}) notices
    ) late WHERE "dueOn" < ${today}::date
    ORDER BY "dueOn" DESC, id LIMIT ${limit}`.execute(tx);
  return rows;
}
