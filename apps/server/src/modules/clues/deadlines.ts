import {
  type CalendarDate,
  type ClueDays,
  type ClueDeadline,
  calendarDate,
  clueDeadlines,
  nextDueOn,
  type WorkCalendar,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { readClueCampaign } from './campaign-store.ts';
import { listMerged, type StoredClue, updateClue } from './store.ts';
import { listTransfers, type TransferRow } from './transfer-store.ts';

const dayOf = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text));

function daysOf(
  clue: StoredClue,
  merged: readonly StoredClue[],
  rectifyDays: number | null,
  transfer: TransferRow | undefined,
): ClueDays {
  return {
    state: clue.state,
    kind: clue.kind,
    channel: clue.channel,
    reporters: namedAmong(clue, merged).map((one) => ({
      of: one.id === clue.id ? null : one.number,
      kind: one.kind,
      receivedOn: calendarDate(one.received_on),
      acceptedOn: dayOf(one.accepted_on),
      reopenedOn: dayOf(one.reopened_on),
      toldOn: dayOf(one.told_on),
    })),
    receivedOn: calendarDate(clue.received_on),
    acceptedOn: dayOf(clue.accepted_on),
    refusedOn: clue.state === 'refused' ? dayOf(clue.closed_on) : null,
    handedOn: dayOf(clue.handed_on),
    concludedOn: dayOf(clue.concluded_on),
    answeredOn: dayOf(clue.answered_on),
    reopenedOn: dayOf(clue.reopened_on),
    extendedDays: clue.extended_days,
    rectifyDays,
    transfer:
      transfer === undefined
        ? null
        : { dueOn: dayOf(transfer.due_on), answeredOn: dayOf(transfer.outcome_on ?? transfer.returned_on) },
  };
}

/** The clue and those merged into it, as far as they were reported by name. */
export function namedAmong(clue: StoredClue, merged: readonly StoredClue[]): readonly StoredClue[] {
  return [clue, ...merged].filter(({ named }) => named);
}

/** The time limits of a clue as they stand today. */
export async function deadlinesOf(
  tx: Tx,
  clue: StoredClue,
  calendar: WorkCalendar,
  today: CalendarDate,
): Promise<readonly ClueDeadline[]> {
  const campaign = await readClueCampaign(tx, clue.county, clue.campaign_id);
  const transfers = await listTransfers(tx, clue);
  const merged = await listMerged(tx, clue);
  const days = daysOf(clue, merged, campaign?.rectifyDays ?? null, transfers.at(-1));
  return clueDeadlines(days, calendar, today);
}

/** Writes down when a clue is due next, for the desk's order and its filters. */
export async function reckonDue(tx: Tx, deps: Pick<Deps, 'clock'>, clue: StoredClue): Promise<void> {
  const calendar = await loadCalendar(tx, clue.county);
  const due = nextDueOn(await deadlinesOf(tx, clue, calendar, deps.clock.today()));
  if (due !== clue.due_on) await updateClue(tx, clue, { due_on: due }, null);
}
