import {
  addDays,
  addToYearMonth,
  type CalendarDate,
  calendarDate,
  daysInMonth,
  earlierOf,
  type YearMonth,
  yearMonth,
  yearMonthOf,
} from '../basics/calendar-date.ts';
import { lastWorkingDayUpTo, type WorkCalendar } from '../calendar/index.ts';
import type { CampaignForm } from '../campaigns/index.ts';
import { dueAfterEntry } from './due-after-entry.ts';

/** One period of a form: what it counts, and by when it is sent. Both ends inclusive. */
export interface FormPeriod {
  /** '2026-06', '2026-06-1' (1–15), '2026-06-2' (16–end), or the day of a form that is due once. */
  readonly period: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** As the source says it. */
  readonly nominalDue: CalendarDate;
  /** A due day on a holiday is met before it. */
  readonly dueOn: CalendarDate;
  /** Years without calendar data that the due day depends on: a person must check it. */
  readonly unsureYears: readonly number[];
}

/** First and last day of a month. */
export function monthSpan(month: YearMonth): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const days = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  return { from: calendarDate(`${month}-01`), to: calendarDate(`${month}-${String(days).padStart(2, '0')}`) };
}

/** A campaign's days. */
export interface Span {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  /** The day on which the campaign was started in the system, where that is known. */
  readonly enteredOn?: CalendarDate;
}

/** A period as it was when its form was signed: neither a holiday entered later nor another due day moves it. */
export type KeptPeriod = Omit<FormPeriod, 'unsureYears'>;

/**
 * Every period of a form in a campaign, in order: each day of the campaign lies in exactly one of them. A form that
 * reports the month it is due in counts from the day after one due day to the next. Periods that were kept stand as
 * they were, and the others take the days that those leave. Of a campaign that was started late none but a kept one is
 * due before it was.
 */
export function formPeriods(
  form: CampaignForm,
  campaign: Span,
  calendar: WorkCalendar,
  kept: readonly KeptPeriod[] = [],
): readonly FormPeriod[] {
  const periods = plannedPeriods(form, campaign, calendar, kept);
  const { enteredOn } = campaign;
  if (enteredOn === undefined) return periods;
  const givenFrom = ({ to }: FormPeriod) => (form.every === 'once' ? campaign.startsOn : to);
  const moved = dueAfterEntry({ periods, enteredOn, givenFrom }, calendar);
  return moved.map((one, at) =>
    kept.some(({ period }) => period === one.period) ? (periods[at] ?? one) : one,
  );
}

/** The same with the due days as the plan has them, whenever it was started. */
function plannedPeriods(
  form: CampaignForm,
  campaign: Span,
  calendar: WorkCalendar,
  kept: readonly KeptPeriod[],
): readonly FormPeriod[] {
  const standing = [...kept]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map((one): FormPeriod => ({ ...one, unsureYears: [] }));
  if (form.every === 'once') return oneDay(form, campaign, calendar, standing);
  const { startsOn, endsOn } = campaign;
  const isKept = (period: string) => standing.some((one) => one.period === period);
  const bare = barePeriods(form, campaign, standing);
  const periods: FormPeriod[] = [...standing];
  let next = startsOn;
  for (const [at, one] of bare.entries()) {
    for (const other of standing) if (other.from <= next && other.to >= next) next = addDays(other.to, 1);
    const ahead = standing.find(({ from }) => from > next);
    const limit = ahead === undefined ? endsOn : earlierOf(addDays(ahead.from, -1), endsOn);
    if (isKept(one.period) || next > limit) continue;
    const period = dated({ ...one, from: next }, calendar);
    const sameMonth = form.every === 'month' && form.reports === 'same-month';
    // What lies before a kept period is counted in the one before it, to the last day.
    const closes = ahead !== undefined && bare[at + 1]?.period === ahead.period;
    const to = closes ? limit : earlierOf(sameMonth ? period.dueOn : one.to, limit);
    if (to < next) continue;
    periods.push({ ...period, to });
    next = addDays(to, 1);
  }
  return periods.sort((a, b) => (a.from < b.from ? -1 : 1));
}

type BarePeriod = Omit<FormPeriod, 'dueOn' | 'unsureYears'>;

function dated(bare: BarePeriod, calendar: WorkCalendar): FormPeriod {
  const { day, unsureYears } = lastWorkingDayUpTo(calendar, bare.nominalDue);
  return { ...bare, dueOn: day, unsureYears };
}

/** A form that is due once counts the whole campaign. */
function oneDay(
  form: CampaignForm,
  { startsOn, endsOn }: Span,
  calendar: WorkCalendar,
  kept: readonly FormPeriod[],
): readonly FormPeriod[] {
  const due = calendarDate(form.dueOn ?? endsOn);
  const now = dated({ period: due, from: startsOn, to: endsOn, nominalDue: due }, calendar);
  return kept.some(({ period }) => period === due) ? kept : [...kept, now];
}

/**
 * The periods by their names, from the month before the campaign to the second after its last day, or after the last
 * month or day kept: the outer ones take what due days and kept periods leave over. A kept period may be named after a
 * month later than its days, when holidays moved due days: what follows it needs a name later still.
 */
function barePeriods(
  form: CampaignForm,
  { startsOn, endsOn }: Span,
  kept: readonly FormPeriod[],
): readonly BarePeriod[] {
  const months = [
    yearMonthOf(endsOn),
    ...kept.flatMap(({ period, to }) => [yearMonth(period.slice(0, 7)), yearMonthOf(to)]),
  ];
  const last = months.toSorted().at(-1) ?? yearMonthOf(endsOn);
  const periods: BarePeriod[] = [];
  const end = addToYearMonth(last, 2);
  const begin = addToYearMonth(yearMonthOf(startsOn), -1);
  for (let month = begin; month <= end; month = addToYearMonth(month, 1)) {
    if (form.every === 'month') periods.push(wholeMonth(form, month));
    else periods.push(...halfMonths(form, month));
  }
  return periods;
}

function wholeMonth(form: CampaignForm, month: YearMonth): BarePeriod {
  const due = form.reports === 'same-month' ? month : addToYearMonth(month, 1);
  return { period: month, ...monthSpan(month), nominalDue: dayOfMonth(due, form.dueDay ?? 31) };
}

/** A day that the month does not have is its last one. */
function dayOfMonth(month: YearMonth, day: number): CalendarDate {
  const { from, to } = monthSpan(month);
  return earlierOf(addDays(from, day - 1), to);
}

function halfMonths(form: CampaignForm, month: YearMonth): readonly BarePeriod[] {
  const { from, to } = monthSpan(month);
  const middle = addDays(from, 14);
  const after = form.dueAfterDays ?? 0;
  return [
    { period: `${month}-1`, from, to: middle, nominalDue: addDays(middle, after) },
    { period: `${month}-2`, from: addDays(middle, 1), to, nominalDue: addDays(to, after) },
  ];
}

/**
 * The first day a form may be signed: what happens on the last day of its period counts too. A form that is due within
 * its period is signed from its due day on, and one that is due once whenever it is complete (null).
 */
export function signableFrom(
  form: Pick<CampaignForm, 'every'>,
  { to, dueOn }: Pick<FormPeriod, 'to' | 'dueOn'>,
): CalendarDate | null {
  return form.every === 'once' ? null : earlierOf(addDays(to, 1), dueOn);
}

/** The period before this one, of the same kind; null for a form due once. */
export function periodBefore(period: string): string | null {
  const half = /^(\d{4}-\d{2})-([12])$/.exec(period);
  if (half !== null) {
    const [, month = '', part] = half;
    return part === '2' ? `${month}-1` : `${addToYearMonth(yearMonth(month), -1)}-2`;
  }
  return /^\d{4}-\d{2}$/.test(period) ? addToYearMonth(yearMonth(period), -1) : null;
}

/** 2026年6月, 2026年6月上半月, 2026年6月下半月, or the day. */
export function periodLabel(period: string): string {
  const [, year = '', month = '', half] = /^(\d{4})-(\d{2})(?:-([12]))?$/.exec(period) ?? [];
  if (year === '') return period;
  const halves: Readonly<Record<string, string>> = { '1': '上半月', '2': '下半月' };
  return `${year}年${Number(month)}月${half === undefined ? '' : (halves[half] ?? '')}`;
}

/** How long before a due day the reminder stands in the inbox. */
export const REMIND_DAYS_BEFORE = 5;
