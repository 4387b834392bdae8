import {
  addToYearMonth,
  type CalendarDate,
  isYearMonthConsecutive,
  type YearMonth,
  yearMonthOf,
} from '../../basics/calendar-date.ts';
import type { MonthValue, RegisterKind } from '../../registers/index.ts';
import { hitsIn, monthIn, numberIn, seriesIn, textIn } from '../read-values.ts';
import type { Family } from '../types.ts';

// Meters are read a month or two late; older than this the newest month says nothing about now.
const LATEST_MONTHS = 3;

/** Whether a series with this newest month still tells about the as-of date. */
export function reachesNow(newest: YearMonth | null, asOf: CalendarDate): boolean {
  return newest !== null && newest >= addToYearMonth(yearMonthOf(asOf), -LATEST_MONTHS);
}

/** The first month that the tenancy covers whole; null where its start is not known. */
export function firstFullMonth(start: CalendarDate | null): YearMonth | null {
  if (start === null) return null;
  const month = yearMonthOf(start);
  return start.endsWith('-01') ? month : addToYearMonth(month, 1);
}

/** The readings since a month; all of them where it is not known. */
export function since(readings: readonly MonthValue[], first: YearMonth | null): readonly MonthValue[] {
  const oldest = readings[0];
  if (first === null || oldest === undefined || oldest.month >= first) return readings;
  return readings.filter(({ month }) => month >= first);
}

/**
 * The unit's readings in one register, ascending, a month once: from columns by month and from rows by month alike.
 * Several meters of a unit add up; the same reading twice does not.
 */
export function readingsOf(family: Family, kind: RegisterKind): readonly MonthValue[] {
  const hits = hitsIn(family, kind);
  if (hits.length === 0) return [];
  const months = new Map<YearMonth, Map<string, number>>();
  const add = (month: YearMonth, meter: string, value: number) => {
    const meters = months.get(month) ?? new Map<string, number>();
    meters.set(meter, Math.max(meters.get(meter) ?? 0, value));
    months.set(month, meters);
  };
  for (const { values } of hits) {
    const meter = textIn(values, 'meterNo') ?? '';
    for (const { month, value } of seriesIn(values, 'months'))
      if (Number.isFinite(value)) add(month, meter, value);
    const month = monthIn(values, 'period');
    const value = numberIn(values, 'quantity');
    if (month !== null && value !== null) add(month, meter, value);
  }
  return [...months]
    .map(([month, meters]) => ({ month, value: [...meters.values()].reduce((sum, one) => sum + one, 0) }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

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
export function idleRun(readings: readonly MonthValue[], limit: number): IdleRun {
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
    length += 1;
    from = reading.month;
  }
  return { length, from, to: newest?.month ?? null, endedBy };
}
