import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  daysBetween,
  isWorkingDay,
  type WorkCalendar,
} from '@anju/domain';

export interface DeadlineDay {
  readonly day: CalendarDate;
  readonly working: boolean;
  /** 国庆节, 调休上班 …; null where the weekday decides. */
  readonly name: string | null;
}

export interface Deadline {
  readonly day: CalendarDate;
  /** Working days from the day after today up to it. */
  readonly workingDays: number;
  readonly working: boolean;
  /** Years without a published calendar: there only weekends are known. */
  readonly unsureYears: readonly number[];
  /** Every day from today to it. */
  readonly days: readonly DeadlineDay[];
}

/** As far as a deadline is shown day by day. */
export const FARTHEST_DAYS = 366;

/** A deadline so many working days from today (today not counted), or on a day that the officer chose. */
export function reckonDeadline(
  calendar: WorkCalendar,
  today: CalendarDate,
  wanted: { readonly workingDays: number } | { readonly on: CalendarDate },
): Deadline {
  const day = 'on' in wanted ? wanted.on : addWorkingDays(calendar, today, wanted.workingDays).day;
  const count = Math.min(Math.max(daysBetween(today, day), 0), FARTHEST_DAYS);
  const days = Array.from({ length: count + 1 }, (_, n): DeadlineDay => {
    const one = addDays(today, n);
    return { day: one, working: isWorkingDay(calendar, one), name: calendar.shift(one)?.name ?? null };
  });
  const years = new Set(days.map((one) => Number(one.day.slice(0, 4))));
  return {
    day,
    workingDays: days.slice(1).filter((one) => one.working).length,
    working: isWorkingDay(calendar, day),
    unsureYears: [...years].filter((year) => !calendar.covers(year)),
    days,
  };
}
