import { addDays, type CalendarDate } from '../basics/calendar-date.ts';

/** A day that is not what its weekday says: a holiday, or a weekend day that is worked. */
export interface ShiftedDay {
  readonly day: CalendarDate;
  readonly kind: 'off' | 'work';
  readonly name: string;
}

/** The working days of a region: statutory holidays, shifted weekends, the region's own days. */
export interface WorkCalendar {
  /** Whether the yearly notice of this year is known; without it only weekdays can be told. */
  covers(year: number): boolean;
  /** The day's shift, or null where its weekday decides. */
  shift(day: CalendarDate): ShiftedDay | null;
}

/** A day, and the years without data that were passed on the way to it: then a person must check it. */
export interface ReckonedDay {
  readonly day: CalendarDate;
  readonly unsureYears: readonly number[];
}

const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4));

/** Monday is 0. */
function weekday(day: CalendarDate): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** A calendar of known years and days; a later entry for the same day replaces an earlier one. */
export function workCalendar(years: readonly number[], days: readonly ShiftedDay[]): WorkCalendar {
  const known = new Set(years);
  const shifts = new Map(days.map((entry) => [entry.day, entry]));
  return { covers: (year) => known.has(year), shift: (day) => shifts.get(day) ?? null };
}

export function isWorkingDay(calendar: WorkCalendar, day: CalendarDate): boolean {
  const shift = calendar.shift(day);
  return shift === null ? weekday(day) < 5 : shift.kind === 'work';
}

/**
 * The day on which a period of `count` working days ends; the first day is not counted (Civil Code 201).
 * 0 gives the day itself.
 */
export function addWorkingDays(calendar: WorkCalendar, from: CalendarDate, count: number): ReckonedDay {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count of days: ${count}`);
  const unsure = new Set<number>();
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    noteUnsure(calendar, day, unsure);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return { day, unsureYears: [...unsure] };
}

/** The working days after `from`, up to `to`; none where `to` is not later. */
export function countWorkingDays(calendar: WorkCalendar, from: CalendarDate, to: CalendarDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) count += 1;
  return count;
}

/** The last day of a period of calendar days; one that falls on a holiday ends on the next working day (Civil Code 203). */
export function endOfDays(calendar: WorkCalendar, from: CalendarDate, count: number): ReckonedDay {
  return firstWorkingDay(calendar, addDays(from, count), 1);
}

/** The day by which something due on `day` must be sent: a due day on a holiday is met before it. */
export function lastWorkingDayUpTo(calendar: WorkCalendar, day: CalendarDate): ReckonedDay {
  return firstWorkingDay(calendar, day, -1);
}

function firstWorkingDay(calendar: WorkCalendar, from: CalendarDate, step: 1 | -1): ReckonedDay {
  const unsure = new Set<number>();
  let day = from;
  noteUnsure(calendar, day, unsure);
  while (!isWorkingDay(calendar, day)) {
    day = addDays(day, step);
    noteUnsure(calendar, day, unsure);
  }
  return { day, unsureYears: [...unsure] };
}

/** The year of a day that somebody set, where nobody knows its holidays yet. */
export function unsureYearsOf(calendar: WorkCalendar, day: CalendarDate): readonly number[] {
  const year = yearOf(day);
  return calendar.covers(year) ? [] : [year];
}

function noteUnsure(calendar: WorkCalendar, day: CalendarDate, unsure: Set<number>): void {
  for (const year of unsureYearsOf(calendar, day)) unsure.add(year);
}
