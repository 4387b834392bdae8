import {
  type CalendarDate,
  type ClueDays,
  type ClueDeadline,
  type ClueStanding,
  calendarDate,
  clueDeadlines,
  nextDueOn,
  type ReportedMatter,
  type WorkCalendar,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { readClueCampaign } from './campaign-store.ts';
import { listMerged, type StoredClue, updateClue } from './store.ts';
import { listTransfers } from './transfer-store.ts';

const dayOf = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text));

function matterOf(clue: StoredClue, rectifyDays: number | null): ReportedMatter {
  return {
    merged:
      clue.merged_on === null
        ? null
        : { number: clue.number, on: calendarDate(clue.merged_on), isRepeat: clue.is_repeat },
    kind: clue.kind,
    channel: clue.channel,
    named: clue.named,
    receivedOn: calendarDate(clue.received_on),
    acceptedOn: dayOf(clue.accepted_on),
    reopenedOn: dayOf(clue.reopened_on),
    toldOn: dayOf(clue.told_on),
    extendedDays: clue.extended_days,
    extensionToldOn: dayOf(clue.extension_told_on),
    rectifyDays,
  };
}

async function readMatter(tx: Tx, clue: StoredClue): Promise<ReportedMatter> {
  // Only a lead is due by its campaign's plan.
  const campaign = clue.kind === 'lead' ? await readClueCampaign(tx, clue.county, clue.campaign_id) : null;
  return matterOf(clue, campaign?.rectifyDays ?? null);
}

async function readDays(tx: Tx, clue: StoredClue): Promise<ClueDays> {
  const transfer = (await listTransfers(tx, clue)).at(-1);
  const merged: ReportedMatter[] = [];
  for (const one of await listMerged(tx, clue)) merged.push(await readMatter(tx, one));
  return {
    state: clue.state,
    own: await readMatter(tx, clue),
    merged,
    refusedOn: clue.state === 'refused' ? dayOf(clue.closed_on) : null,
    handedOn: dayOf(clue.handed_on),
    demandedOn: dayOf(clue.demanded_on),
    concludedOn: dayOf(clue.concluded_on),
    answeredOn: dayOf(clue.answered_on),
    transfer:
      transfer === undefined
        ? null
        : {
            dueOn: dayOf(transfer.due_on),
            answeredOn: dayOf(transfer.outcome_on ?? transfer.returned_on),
            handedDown: transfer.handed_clue !== null,
          },
  };
}

/** The clue and those merged into it, as far as they were reported by name. */
export function namedAmong(clue: StoredClue, merged: readonly StoredClue[]): readonly StoredClue[] {
  return [clue, ...merged].filter(({ named }) => named);
}

/** What of a clue decides which acts may be done. */
export function standingOf(clue: StoredClue, merged: readonly StoredClue[]): ClueStanding {
  return {
    county: clue.county,
    state: clue.state,
    reportedBy: clue.reported_by,
    named: namedAmong(clue, merged).length > 0,
    accepted: clue.accepted_on !== null,
  };
}

/** The time limits of a clue as they stand today. */
export async function deadlinesOf(
  tx: Tx,
  clue: StoredClue,
  calendar: WorkCalendar,
  today: CalendarDate,
): Promise<readonly ClueDeadline[]> {
  return clueDeadlines(await readDays(tx, clue), calendar, today);
}

/** Writes down when a clue is due next, for the desk's order and its filters. */
export async function reckonDue(tx: Tx, deps: Pick<Deps, 'clock'>, clue: StoredClue): Promise<void> {
  const calendar = await loadCalendar(tx, clue.county);
  const due = nextDueOn(await deadlinesOf(tx, clue, calendar, deps.clock.today()));
  if (due !== clue.due_on) await updateClue(tx, clue, { due_on: due }, null);
}
