import {
  addToYearMonth,
  type CalendarDate,
  isYearMonthConsecutive,
  lastDayOf,
  type YearMonth,
  yearMonthOf,
} from '../../basics/calendar-date.ts';
import type { RegisterKind } from '../../registers/index.ts';
import { hitsIn, monthIn, numberIn, seriesIn, textIn } from '../read-values.ts';
import type { Family } from '../types.ts';

// Meters are read a month or two late; older than this the newest month says nothing about now.
const LATEST_MONTHS = 3;

/** The month that a series must reach to tell about the as-of date. */
export const latestNeeded = (asOf: CalendarDate): YearMonth =>
  addToYearMonth(yearMonthOf(asOf), -LATEST_MONTHS);

/** The first month that the tenancy covers whole; null where its start is not known. */
export function firstFullMonth(start: CalendarDate | null): YearMonth | null {
  if (start === null) return null;
  const month = yearMonthOf(start);
  return start.endsWith('-01') ? month : addToYearMonth(month, 1);
}

export interface Reading {
  readonly month: YearMonth;
  readonly value: number;
  /** False: a meter of the unit has no reading of that month, so that the value is the least it was. */
  readonly complete: boolean;
}

/** The readings since a month; all of them where it is not known. */
export function since(readings: readonly Reading[], first: YearMonth | null): readonly Reading[] {
  const oldest = readings[0];
  if (first === null || oldest === undefined || oldest.month >= first) return readings;
  return readings.filter(({ month }) => month >= first);
}

/**
 * The unit's readings in one register, ascending, a month once: from columns by month and from rows by month alike.
 * Several meters of a unit add up; the same reading twice does not. A month whose cells are blank is there and not
 * complete, unless it comes before all readings or is not over on the as-of date.
 */
export function readingsOf(family: Family, kind: RegisterKind, asOf: CalendarDate): readonly Reading[] {
  const hits = hitsIn(family, kind);
  if (hits.length === 0) return [];
  const months = new Map<YearMonth, Map<string, number | null>>();
  const add = (month: YearMonth, meter: string, value: number | null) => {
    const meters = months.get(month) ?? new Map<string, number | null>();
    const before = meters.get(meter) ?? null;
    meters.set(meter, value === null || before === null ? (value ?? before) : Math.max(before, value));
    months.set(month, meters);
  };
  for (const { values } of hits) {
    const meter = textIn(values, 'meterNo') ?? '';
    for (const { month, value } of seriesIn(values, 'months')) add(month, meter, value);
    const month = monthIn(values, 'period');
    if (month !== null) add(month, meter, numberIn(values, 'quantity'));
  }
  const readings = [...months]
    .map(([month, meters]) => readingOf(month, [...meters.values()]))
    .filter(({ month, complete }) => complete || lastDayOf(month) <= asOf)
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const first = readings.findIndex(({ complete }) => complete);
  return first < 0 ? [] : readings.slice(first);
}

const readingOf = (month: YearMonth, meters: readonly (number | null)[]): Reading => ({
  month,
  value: meters.reduce<number>((sum, one) => sum + (one ?? 0), 0),
  complete: !meters.includes(null),
});

export interface IdleRun {
  readonly length: number;
  readonly from: YearMonth | null;
  readonly to: YearMonth | null;
  /** What ended the run, going back from the newest month. */
  readonly endedBy: 'use' | 'gap' | 'beginning';
}

/**
 * The run of calendar months at or under the limit that reaches the newest month. Document rule "连续": one month of
 * use starts the count again; a month without a reading ends the run too, but as not known.
 */
export function idleRun(readings: readonly Reading[], limit: number): IdleRun {
  const newest = readings.at(-1);
  let length = 0;
  let from: YearMonth | null = null;
  let endedBy: IdleRun['endedBy'] = 'beginning';
  for (let i = readings.length - 1; i >= 0; i--) {
    const reading = readings[i];
    if (reading === undefined) break;
    if (from !== null && !isYearMonthConsecutive(reading.month, from)) {
      endedBy = 'gap';
      break;
    }
    if (reading.value > limit) {
      endedBy = 'use';
      break;
    }
    if (!reading.complete) {
      endedBy = 'gap';
      break;
    }
    length += 1;
    from = reading.month;
  }
  return { length, from, to: newest?.month ?? null, endedBy };
}
