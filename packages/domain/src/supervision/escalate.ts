import type { CalendarDate } from '../basics/calendar-date.ts';
import { addWorkingDays, type WorkCalendar } from '../calendar/index.ts';

/** Whom an unanswered notice has reached. */
export const SUPERVISION_LEVELS = { 1: '承办单位', 2: '县分管领导', 3: '州级监管' } as const;
export type SupervisionLevel = keyof typeof SUPERVISION_LEVELS;

/** Working days that the leader has before the matter goes on to the prefecture; a choice of ours, no source names it. */
export const WORKING_DAYS_AT_LEADER = 3;

/** Working days after which the issuer is reminded of an answer nobody looked at; a choice of ours, no source names it. */
export const WORKING_DAYS_TO_LOOK = 5;

/** Whether an answer has waited too long for its issuer to look at it. */
export function isLeftUnlooked(
  answeredOn: CalendarDate,
  today: CalendarDate,
  calendar: WorkCalendar,
): boolean {
  return today > addWorkingDays(calendar, answeredOn, WORKING_DAYS_TO_LOOK).day;
}

/**
 * The level to be told today that a notice is unanswered, or null for none. It rises one level at a time: the day
 * after the deadline to the leader, and three working days later to the prefecture. One that was returned and passes
 * its new day too is told again to the level it had reached.
 * @param notice `dueOn` inclusive: an answer on that day is in time
 */
export function escalationDue(
  notice: {
    readonly level: SupervisionLevel;
    readonly dueOn: CalendarDate;
    /** When this lapse was last told of; null where it was not yet. */
    readonly escalatedOn: CalendarDate | null;
  },
  today: CalendarDate,
  calendar: WorkCalendar,
): SupervisionLevel | null {
  const { level, dueOn, escalatedOn } = notice;
  if (today <= dueOn) return null;
  if (escalatedOn === null) return level === 1 ? 2 : level;
  const graceEnds = addWorkingDays(calendar, escalatedOn, WORKING_DAYS_AT_LEADER).day;
  return level === 2 && today > graceEnds ? 3 : null;
}
