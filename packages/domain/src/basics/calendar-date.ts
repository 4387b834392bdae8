import type { Brand } from './brand.ts';

/** A day without a time zone, 'YYYY-MM-DD'; compares correctly as text. */
export type CalendarDate = Brand<string, 'CalendarDate'>;
/** A month, 'YYYY-MM'. */
export type YearMonth = Brand<string, 'YearMonth'>;

const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, 1 = January. 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return MONTH_DAYS[month - 1] ?? 0;
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const four = (n: number): string => `${n}`.padStart(4, '0');

/** The day of these parts, or null when the calendar has no such day (31 June, 29 February 2023). */
export function dateFromParts(year: number, month: number, day: number): CalendarDate | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return `${four(year)}-${two(month)}-${two(day)}` as CalendarDate;
}

/** The month of these parts, or null when there is none. */
export function monthFromParts(year: number, month: number): YearMonth | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999 || daysInMonth(year, month) === 0) return null;
  return `${four(year)}-${two(month)}` as YearMonth;
}

/** For constants and trusted input. Throws RangeError on anything but a real 'YYYY-MM-DD'. */
export function calendarDate(text: string): CalendarDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const date = parts && dateFromParts(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (!date) throw new RangeError(`not a calendar date (YYYY-MM-DD): ${text}`);
  return date;
}

/** For constants and trusted input. Throws RangeError on anything but a real 'YYYY-MM'. */
export function yearMonth(text: string): YearMonth {
  const parts = /^(\d{4})-(\d{2})$/.exec(text);
  const month = parts && monthFromParts(Number(parts[1]), Number(parts[2]));
  if (!month) throw new RangeError(`not a month (YYYY-MM): ${text}`);
  return month;
}

const yearOf = (date: string): number => Number(date.slice(0, 4));
const monthOf = (date: string): number => Number(date.slice(5, 7));
const dayOf = (date: string): number => Number(date.slice(8, 10));

function toDayNumber(date: CalendarDate): number {
  // Date.UTC reads years below 100 as 19xx; setUTCFullYear does not.
  return Math.round(new Date(0).setUTCFullYear(yearOf(date), monthOf(date) - 1, dayOf(date)) / DAY_MS);
}

function fromDayNumber(days: number): CalendarDate {
  const d = new Date(days * DAY_MS);
  const date = dateFromParts(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate());
  if (!date) throw new RangeError(`day ${days} is outside the years 1 to 9999`);
  return date;
}

/** Whether a day lies more than a year before today: it may be right, and is worth a second look. */
export function isLongAgo(date: CalendarDate, today: CalendarDate): boolean {
  return date < addMonths(today, -12);
}

/** Civil Code 202: a period of months ends on the corresponding day, or the month's last where there is none. */
export function addMonths(date: CalendarDate, count: number): CalendarDate {
  const months = yearOf(date) * 12 + monthOf(date) - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const sum = dateFromParts(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
  if (!sum) throw new RangeError(`${date} plus ${count} months is outside the years 1 to 9999`);
  return sum;
}

export function addDays(date: CalendarDate, count: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + count);
}

/** Days from `from` to `to`: 1 for tomorrow, negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Full years lived on a day; someone born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(birth: CalendarDate, on: CalendarDate): number {
  const years = yearOf(on) - yearOf(birth);
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** Negative, zero or positive, for sorting. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return compareDates(a, b) <= 0 ? a : b;
}

export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return compareDates(a, b) >= 0 ? a : b;
}

export function yearMonthOf(date: CalendarDate): YearMonth {
  return date.slice(0, 7) as YearMonth;
}

export function firstDayOf(month: YearMonth): CalendarDate {
  return `${month}-01` as CalendarDate;
}

export function lastDayOf(month: YearMonth): CalendarDate {
  return `${month}-${daysInMonth(yearOf(month), monthOf(month))}` as CalendarDate;
}

/** The month `count` months later, or earlier when negative. */
export function addToYearMonth(month: YearMonth, count: number): YearMonth {
  const months = yearOf(month) * 12 + monthOf(month) - 1 + count;
  const sum = monthFromParts(Math.floor(months / 12), (months % 12) + 1);
  if (!sum) throw new RangeError(`${month} plus ${count} months is outside the years 1 to 9999`);
  return sum;
}

/** Whether `b` is the month right after `a`. */
export function isYearMonthConsecutive(a: YearMonth, b: YearMonth): boolean {
  return yearOf(b) * 12 + monthOf(b) - (yearOf(a) * 12 + monthOf(a)) === 1;
}
