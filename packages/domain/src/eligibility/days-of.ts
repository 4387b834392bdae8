import { type CalendarDate, firstDayOf, lastDayOf } from '../basics/calendar-date.ts';
import { dateIn, monthIn } from './read-values.ts';
import type { Hit } from './types.ts';

/** The days that a date cell may mean: one, or all of a month where the cell says no more. */
export interface Days {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

/** Null: blank, or not to be read. */
export function daysOf({ values }: Hit, key: string): Days | null {
  const day = dateIn(values, key);
  if (day !== null) return { first: day, last: day };
  const month = monthIn(values, key);
  return month === null ? null : { first: firstDayOf(month), last: lastDayOf(month) };
}

/** Filled with what can't be read: not blank, and not known. */
export function isUnread({ unread }: Hit, key: string): boolean {
  return unread?.includes(key) ?? false;
}

/**
 * Whether the day in a cell has come, the as-of date included; of a blank cell it has not.
 * @returns null where the cell can't be read, or gives a month of which the as-of date is not the end
 */
export function hasCome(hit: Hit, key: string, asOf: CalendarDate): boolean | null {
  const days = daysOf(hit, key);
  if (days === null) return isUnread(hit, key) ? null : false;
  if (days.last <= asOf) return true;
  return days.first > asOf ? false : null;
}

/** As `hasCome`, for the beginning of what is going on: a blank cell says that it began some time. */
export function hasBegun(hit: Hit, key: string, asOf: CalendarDate): boolean | null {
  return daysOf(hit, key) === null && !isUnread(hit, key) ? true : hasCome(hit, key, asOf);
}
