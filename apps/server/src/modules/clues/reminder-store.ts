import type { ClueDeadlineKey } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { undecidedSince } from './list-store.ts';
import type { Holder } from './parts-store.ts';

/** A warning before a limit, then who is told that it passed. */
export const REMINDER_STEPS = ['warning', 'leader', 'prefecture'] as const;
/** A time limit, or the bureau's own threshold for what is not decided on. */
export type ReminderKey = ClueDeadlineKey | 'undecided';

export type ReminderStep = (typeof REMINDER_STEPS)[number];

/** @returns false where this was said already */
export async function insertReminder(
  tx: Tx,
  clue: Holder,
  reminder: {
    readonly deadline: ReminderKey;
    readonly day: string;
    readonly step: ReminderStep;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO clue_reminders (county, clue_id, region, deadline, day, step, at)
    VALUES (${clue.county}, ${clue.id}, ${clue.region}, ${reminder.deadline}, ${reminder.day}::date, ${reminder.step},
            ${reminder.at})
    ON CONFLICT DO NOTHING`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}

/** The limits of a clue about which something was said that is still open. */
export async function listUnsettled(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<readonly { readonly deadline: ReminderKey; readonly step: ReminderStep }[]> {
  const { rows } = await sql<{ deadline: ReminderKey; step: ReminderStep }>`
    SELECT DISTINCT deadline, step FROM clue_reminders
    WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid AND NOT settled`.execute(tx);
  return rows;
}

export async function markSettled(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
  deadline: ReminderKey,
): Promise<void> {
  await sql`UPDATE clue_reminders SET settled = true
    WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid AND deadline = ${deadline}`.execute(tx);
}

/** Clues to look at: due by `horizon`, undecided for too long, or with something said that may be settled. */
export async function listToRemind(
  tx: Tx,
  county: string,
  { horizon, today }: { readonly horizon: string; readonly today: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM clues
    WHERE county = ${county} AND state <> 'merged' AND due_on <= ${horizon}::date
    UNION SELECT c.id FROM clues c WHERE c.county = ${county} AND ${undecidedSince(today)}
    UNION SELECT clue_id FROM clue_reminders WHERE county = ${county} AND NOT settled
    ORDER BY id`.execute(tx);
  return rows.map((row) => row.id);
}
