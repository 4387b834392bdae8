import { addDays, type CalendarDate, daysBetween } from '../basics/calendar-date.ts';

/** An open problem that has a deadline. */
export interface OpenProblem {
  readonly id: string;
  readonly deadline: CalendarDate;
}

export interface ExpectedMiss {
  readonly id: string;
  readonly deadline: CalendarDate;
  /** The day on which its turn comes at the present pace; null when nothing was closed and no day can be told. */
  readonly expectedOn: CalendarDate | null;
  /** Days after the deadline; null with `expectedOn`. */
  readonly daysLate: number | null;
}

/** The days looked back on to find the pace. */
export const PACE_DAYS = 28;

/**
 * Which open problems will miss their deadline at the pace of the last PACE_DAYS days: they are taken in order of
 * the deadline, so the k-th is closed after k ÷ (closed ÷ PACE_DAYS) days, rounded up. Those whose deadline has
 * passed are late already and stand in the queue, but are no forecast. With nothing closed all are expected to miss.
 * @param closed problems closed in the PACE_DAYS days up to and with `today`
 */
export function forecastMisses(
  open: readonly OpenProblem[],
  closed: number,
  today: CalendarDate,
): readonly ExpectedMiss[] {
  const queue = [...open].sort((a, b) =>
    a.deadline === b.deadline ? (a.id < b.id ? -1 : 1) : a.deadline < b.deadline ? -1 : 1,
  );
  const misses: ExpectedMiss[] = [];
  for (const [index, { id, deadline }] of queue.entries()) {
    if (deadline < today) continue;
    if (closed === 0) {
      misses.push({ id, deadline, expectedOn: null, daysLate: null });
      continue;
    }
    const expectedOn = addDays(today, Math.ceil(((index + 1) * PACE_DAYS) / closed));
    if (expectedOn > deadline)
      misses.push({ id, deadline, expectedOn, daysLate: daysBetween(deadline, expectedOn) });
  }
  return misses;
}
