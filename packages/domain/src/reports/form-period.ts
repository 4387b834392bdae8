import {
  addDays,
  addToYearMonth,
  type CalendarDate,
  calendarDate,
  daysInMonth,
  earlierOf,
  laterOf,
  type YearMonth,
  yearMonth,
  yearMonthOf,
} from '../basics/calendar-date.ts';
import { lastWorkingDayUpTo, type WorkCalendar } from '../calendar/index.ts';
import type { CampaignForm } from '../campaigns/index.ts';

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

interface Span {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/**
 * Every period of a form in a campaign, in order: each day of the campaign lies in exactly one of them. A form that
 * reports the month it is due in counts from the day after one due day to the next.
 */
export function formPeriods(
  form: CampaignForm,
  campaign: Span,
  calendar: WorkCalendar,
): readonly FormPeriod[] {
  const { startsOn, endsOn } = campaign;
  const sameMonth = form.every === 'month' && form.reports === 'same-month';
  const whole = sameMonth
    ? dueToDue(form, campaign, calendar)
    : barePeriods(form, campaign).map((one) => dated(one, calendar));
  return whole
    .filter(({ from, to }) => from <= to && to >= startsOn && from <= endsOn)
    .map((one) => ({ ...one, from: laterOf(one.from, startsOn), to: earlierOf(one.to, endsOn) }));
}

type BarePeriod = Omit<FormPeriod, 'dueOn' | 'unsureYears'>;

function dated(bare: BarePeriod, calendar: WorkCalendar): FormPeriod {
  const { day, unsureYears } = lastWorkingDayUpTo(calendar, bare.nominalDue);
  return { ...bare, dueOn: day, unsureYears };
}

/** Months counted from the day after one due day to the next; the last one is due after the campaign, or on its end. */
function dueToDue(
  form: CampaignForm,
  { startsOn, endsOn }: Span,
  calendar: WorkCalendar,
): readonly FormPeriod[] {
  const periods: FormPeriod[] = [];
  let from = startsOn;
  for (let month = yearMonthOf(startsOn); from <= endsOn; month = addToYearMonth(month, 1)) {
    const nominalDue = dayOfMonth(month, form.dueDay ?? 31);
    const one = dated({ period: month, from, to: nominalDue, nominalDue }, calendar);
    if (one.dueOn < from) continue;
    periods.push({ ...one, to: one.dueOn });
    from = addDays(one.dueOn, 1);
  }
  return periods;
}

function barePeriods(form: CampaignForm, { startsOn, endsOn }: Span): readonly BarePeriod[] {
  if (form.every === 'once') {
    const due = calendarDate(form.dueOn ?? endsOn);
    return [{ period: due, from: startsOn, to: endsOn, nominalDue: due }];
  }
  const periods: BarePeriod[] = [];
  for (let month = yearMonthOf(startsOn); month <= yearMonthOf(endsOn); month = addToYearMonth(month, 1)) {
    if (form.every === 'month') periods.push(lastMonth(form, month));
    else periods.push(...halfMonths(form, month));
  }
  return periods;
}

function lastMonth(form: CampaignForm, month: YearMonth): BarePeriod {
  return {
    period: month,
    ...monthSpan(month),
    nominalDue: dayOfMonth(addToYearMonth(month, 1), form.dueDay ?? 31),
  };
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
