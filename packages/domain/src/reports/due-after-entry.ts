import type { CalendarDate } from '../basics/calendar-date.ts';
import { addWorkingDays, countWorkingDays, endOfDays, type WorkCalendar } from '../calendar/index.ts';

interface Due {
  readonly dueOn: CalendarDate;
  readonly unsureYears: readonly number[];
}

interface Entered<P> {
  /** In order of their due days. */
  readonly periods: readonly P[];
  /** The day on which the campaign was started in the system. */
  readonly enteredOn: CalendarDate;
  /** From when the plan gave its working days for what is due. */
  readonly givenFrom: (period: P) => CalendarDate;
}

/**
 * A campaign may be started in the system after some of its due days: nothing is late that could not be sent. What was
 * due before that is sent with the next one that is; where none follows, as many working days after the start as the
 * plan gave.
 */
export function dueAfterEntry<P extends Due>(
  { periods, enteredOn, givenFrom }: Entered<P>,
  calendar: WorkCalendar,
): readonly P[] {
  const next = periods.find(({ dueOn }) => dueOn >= enteredOn);
  return periods.map((period) => {
    if (period.dueOn >= enteredOn) return period;
    if (next !== undefined) return { ...period, dueOn: next.dueOn, unsureYears: next.unsureYears };
    const given = countWorkingDays(calendar, givenFrom(period), period.dueOn);
    const due = given > 0 ? addWorkingDays(calendar, enteredOn, given) : endOfDays(calendar, enteredOn, 0);
    return { ...period, dueOn: due.day, unsureYears: due.unsureYears };
  });
}
