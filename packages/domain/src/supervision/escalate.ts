import type { CalendarDate } from '../basics/calendar-date.ts';
import { addWorkingDays, type WorkCalendar } from '../calendar/index.ts';

/** Whom an unanswered notice has reached. */
export const SUPERVISION_LEVELS = { 1: '承办单位', 2: '县分管领导', 3: '州级监管' } as const;
export type SupervisionLevel = keyof typeof SUPERVISION_LEVELS;

/** Working days that the leader has before the matter goes on to the prefecture; a choice of ours, no source names it. */
export const WORKING_DAYS_AT_LEADER = 3;

/**
 * The level that an unanswered notice should have reached today, or null where it stays. It rises one level at a
 * time: the day after the deadline to the leader, and three working days later to the prefecture.
 * @param notice `dueOn` inclusive: an answer on that day is in time
 */
export function escalationDue(
  notice: {
    readonly level: SupervisionLevel;
    readonly dueOn: CalendarDate;
    readonly escalatedOn: CalendarDate | null;
  },
  today: CalendarDate,
  calendar: WorkCalendar,
): SupervisionLevel | null {
  if (today <= notice.dueOn) return null;
  switch (notice.level) {
    case 1:
      return 2;
    case 2: {
      const from = notice.escalatedOn ?? notice.dueOn;
      return today > addWorkingDays(calendar, from, WORKING_DAYS_AT_LEADER).day ? 3 : null;
    }
    case 3:
      return null;
  }
}
