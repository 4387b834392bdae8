import { addDays, type CalendarDate, REGISTERS, type RegisterKind } from '@anju/domain';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 14;
const days = (from: Date, count: number): Date => new Date(from.getTime() + count * DAY_MS);

/** A file that nobody confirmed goes after a week. */
export function purgeAfterUpload(at: Date): Date {
  return days(at, 7);
}

/**
 * What counts is kept until the next delivery is two weeks overdue: until then a run may need it again. Not beyond the
 * days after which a run would take it for stale.
 */
export function purgeAfterDue(kind: RegisterKind, today: CalendarDate, nextDue: CalendarDate): Date {
  const stale = addDays(today, REGISTERS[kind].freshForDays);
  const until = addDays(nextDue < stale ? nextDue : stale, GRACE_DAYS);
  return new Date(`${until}T24:00:00+08:00`);
}

/** Superseded by a newer one: a week, so that a run that has begun can end. */
export function purgeAfterSuperseded(at: Date): Date {
  return days(at, 7);
}
