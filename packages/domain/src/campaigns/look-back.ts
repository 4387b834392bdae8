import { addDays, type CalendarDate, daysBetween } from '../basics/calendar-date.ts';

/** How long a closed problem stands before it is looked at again (回头看). */
export const LOOK_BACK_DAYS = 90;

export interface ClosedProblem {
  readonly closedOn: CalendarDate;
  /** How often it was reopened. */
  readonly reopened: number;
  /** Last look-back since it was closed, or null. */
  readonly lookedBackOn: CalendarDate | null;
}

/** The last closing day that is due on `today`; inclusive. */
export function closedLongAgo(today: CalendarDate): CalendarDate {
  return addDays(today, -LOOK_BACK_DAYS);
}

/** Why a closed problem is due for a look-back, or null. One that came back before is due at once. */
export function lookBackReason(problem: ClosedProblem, today: CalendarDate): string | null {
  if (problem.lookedBackOn !== null && problem.lookedBackOn >= problem.closedOn) return null;
  if (problem.reopened > 0) return `曾重新整改 ${problem.reopened} 次`;
  const days = daysBetween(problem.closedOn, today);
  return days >= LOOK_BACK_DAYS ? `销号已 ${days} 天` : null;
}
