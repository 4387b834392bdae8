import { CLUE_STATES, TRANSFER_RECEIVERS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { listOpenTransfers, type TransferRow } from './transfer-store.ts';

export const TRANSFER = z.object({
  id: z.uuid(),
  receiverLabel: z.string(),
  receiverName: z.string(),
  letterNo: z.string(),
  sentOn: z.iso.date(),
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  receiptOn: z.iso.date().nullable(),
  receiptNo: z.string().nullable(),
  returnedOn: z.iso.date().nullable(),
  returnReason: z.string().nullable(),
  /** It was not sent back, but taken back by who handed it down. */
  recalled: z.boolean(),
  outcome: z.string().nullable(),
  outcomeOn: z.iso.date().nullable(),
  /** The county's own clue, where it was handed down, with where that stands. */
  handed: z.object({ clueId: z.uuid(), stateLabel: z.string() }).nullable(),
});

export function presentTransfer(row: TransferRow, today: string): z.infer<typeof TRANSFER> {
  const answered = row.outcome_on !== null || row.returned_on !== null;
  return {
    id: row.id,
    receiverLabel: TRANSFER_RECEIVERS[row.receiver],
    receiverName: row.receiver_name,
    letterNo: row.letter_no,
    sentOn: row.sent_on,
    dueOn: row.due_on,
    overdue: !answered && row.due_on !== null && row.due_on < today,
    receiptOn: row.receipt_on,
    receiptNo: row.receipt_no,
    returnedOn: row.returned_on,
    returnReason: row.return_reason,
    recalled: row.recalled,
    outcome: row.outcome,
    outcomeOn: row.outcome_on,
    handed:
      row.handed_clue === null || row.handed_state === null
        ? null
        : { clueId: row.handed_clue, stateLabel: CLUE_STATES[row.handed_state] },
  };
}

/** What other bodies have and have not answered yet. */
export function clueTransferRoutes(app: App, deps: Deps): void {
  const item = TRANSFER.extend({ clueId: z.uuid(), number: z.string(), summary: z.string() });
  app.get(
    '/api/clues/transfers',
    {
      schema: {
        summary: '移送未回复的线索',
        querystring: z.object(PAGE_QUERY),
        response: { 200: pageOf(item) },
      },
      config: { action: 'clue.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit } = request.query;
        const today = deps.clock.today();
        const page = await listOpenTransfers(tx, request.actor, { after: decodeCursor(cursor), limit });
        return {
          items: page.rows.map((row) => ({
            ...presentTransfer(row, today),
            clueId: row.clue_id,
            number: row.number,
            summary: row.summary,
          })),
          nextCursor: encodeCursor(page.next),
          total: page.total,
        };
      }),
  );
}
