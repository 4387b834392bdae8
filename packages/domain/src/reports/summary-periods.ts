import { calendarDate } from '../basics/calendar-date.ts';
import { lastWorkingDayUpTo, type WorkCalendar } from '../calendar/index.ts';
import type { StageReport } from '../campaigns/index.ts';
import { dueAfterEntry } from './due-after-entry.ts';
import type { FormPeriod, Span } from './form-period.ts';

/** A summary in words, which tells of the campaign from its first day to the day the plan names. */
export interface SummaryPeriod extends FormPeriod {
  readonly report: StageReport;
}

/** The summaries of a campaign in the order of their days. */
export function summaryPeriods(
  reports: readonly StageReport[],
  { startsOn, enteredOn }: Pick<Span, 'startsOn' | 'enteredOn'>,
  calendar: WorkCalendar,
): readonly SummaryPeriod[] {
  const periods = reports
    .map((report): SummaryPeriod => {
      const nominalDue = calendarDate(report.dueOn);
      const { day, unsureYears } = lastWorkingDayUpTo(calendar, nominalDue);
      const named = { report, period: report.dueOn, from: startsOn, to: nominalDue };
      return { ...named, nominalDue, dueOn: day, unsureYears };
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  if (enteredOn === undefined) return periods;
  return dueAfterEntry({ periods, enteredOn, givenFrom: ({ to }) => to }, calendar);
}
