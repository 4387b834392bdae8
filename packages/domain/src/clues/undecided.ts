import { type CalendarDate, calendarDate, daysBetween, laterOf } from '../basics/calendar-date.ts';
import type { ClueState } from './clue-lifecycle.ts';
import type { ClueKind } from './codes.ts';

/**
 * Days after which a clue that no law says when to decide on is brought before the desk and the leader: a choice of
 * ours, no source names it. A petition has its legal limit instead.
 */
export const UNDECIDED_DAYS = 10;

/** How many days a clue has waited to be accepted or refused; null where it does not wait, or by a legal limit. */
export function undecidedDays(
  clue: {
    readonly state: ClueState;
    readonly kind: ClueKind;
    readonly receivedOn: string;
    readonly reopenedOn: string | null;
  },
  today: CalendarDate,
): number | null {
  if (clue.state !== 'received' || clue.kind === 'petition') return null;
  const received = calendarDate(clue.receivedOn);
  const from = clue.reopenedOn === null ? received : laterOf(received, calendarDate(clue.reopenedOn));
  return daysBetween(from, today);
}
