import type { ClueState, TransferReceiver } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';
import type { Holder } from './parts-store.ts';
import { type Reader, visible } from './store.ts';

export interface TransferRow {
  readonly id: string;
  readonly receiver: TransferReceiver;
  readonly receiver_name: string;
  readonly letter_no: string;
  readonly sent_on: string;
  readonly due_on: string | null;
  readonly receipt_on: string | null;
  readonly receipt_no: string | null;
  readonly returned_on: string | null;
  readonly return_reason: string | null;
  /** It was not sent back, but taken back. */
  readonly recalled: boolean;
  readonly outcome: string | null;
  readonly outcome_on: string | null;
  /** The county's own clue, where it was handed down. */
  readonly handed_county: string | null;
  readonly handed_clue: string | null;
  readonly handed_state: ClueState | null;
}

const COLUMNS = sql`t.id, t.receiver, t.receiver_name, t.letter_no, t.sent_on, t.due_on, t.receipt_on, t.receipt_no,
  t.returned_on, t.return_reason, t.recalled, t.outcome, t.outcome_on, t.handed_county, t.handed_clue,
  (SELECT h.state FROM clues h WHERE h.county = t.handed_county AND h.id = t.handed_clue) AS handed_state`;

/** The transfers of a clue, oldest first. */
export async function listTransfers(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<readonly TransferRow[]> {
  const { rows } = await sql<TransferRow>`
    SELECT ${COLUMNS} FROM clue_transfers t
    WHERE t.county = ${clue.county} AND t.clue_id = ${clue.id}::uuid ORDER BY t.id`.execute(tx);
  return rows;
}

export interface OpenTransfer extends TransferRow {
  readonly clue_id: string;
  readonly number: string;
  readonly summary: string;
}

/** What other bodies have and have not answered yet, what is due first; one page. */
export async function listOpenTransfers(
  tx: Tx,
  reader: Reader,
  page: { readonly after: { readonly key: string; readonly id: string } | null; readonly limit: number },
): Promise<{ rows: readonly OpenTransfer[]; next: { key: string; id: string } | null; total: number }> {
  const key = sql`coalesce(t.due_on, '9999-12-31')::text`;
  const open = sql`
    clue_transfers t JOIN clues c ON c.county = t.county AND c.id = t.clue_id
    WHERE ${inCounties(sql`t.county`, reader.scope)} AND ${visible(reader)} AND c.state = 'transferred'
      AND t.returned_on IS NULL AND t.outcome_on IS NULL`;
  const beyond =
    page.after === null ? sql`true` : sql`(${key}, t.id) > (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<OpenTransfer & { sort_key: string }>`
    SELECT ${COLUMNS}, t.clue_id, c.number, c.summary, ${key} AS sort_key
    FROM ${open} AND ${beyond} ORDER BY ${key}, t.id LIMIT ${page.limit + 1}`.execute(tx);
  const counted = await sql<{ count: number }>`SELECT count(*) AS count FROM ${open}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last !== undefined ? { key: last.sort_key, id: last.id } : null,
    total: counted.rows[0]?.count ?? 0,
  };
}

export async function insertTransfer(
  tx: Tx,
  clue: Holder,
  transfer: {
    readonly id: string;
    readonly receiver: TransferReceiver;
    readonly receiverName: string;
    readonly letterNo: string;
    readonly sentOn: string;
    readonly dueOn: string;
    readonly handed?: { readonly county: string; readonly id: string };
  },
): Promise<void> {
  await sql`
    INSERT INTO clue_transfers (county, id, clue_id, region, receiver, receiver_name, letter_no, sent_on, due_on,
      handed_county, handed_clue)
    VALUES (${clue.county}, ${transfer.id}, ${clue.id}, ${clue.region}, ${transfer.receiver},
            ${transfer.receiverName}, ${transfer.letterNo}, ${transfer.sentOn}::date, ${transfer.dueOn}::date,
            ${transfer.handed?.county ?? null}, ${transfer.handed?.id ?? null}::uuid)`.execute(tx);
}

export type TransferAnswer =
  | { readonly kind: 'receipt'; readonly on: string; readonly no: string }
  | { readonly kind: 'return' | 'recall'; readonly on: string; readonly reason: string }
  | { readonly kind: 'outcome'; readonly on: string; readonly text: string };

export async function answerTransfer(
  tx: Tx,
  clue: { readonly county: string },
  id: string,
  answer: TransferAnswer,
): Promise<void> {
  const change =
    answer.kind === 'receipt'
      ? sql`receipt_on = ${answer.on}::date, receipt_no = ${answer.no}`
      : answer.kind !== 'outcome'
        ? sql`returned_on = ${answer.on}::date, return_reason = ${answer.reason}, recalled = ${answer.kind === 'recall'}`
        : sql`outcome_on = ${answer.on}::date, outcome = ${answer.text}`;
  await sql`UPDATE clue_transfers SET ${change} WHERE county = ${clue.county} AND id = ${id}::uuid`.execute(
    tx,
  );
}
