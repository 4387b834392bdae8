import { type CalendarDate, calendarDate } from '@anju/domain';

/** Time is passed in, so that a test can stand at any moment. */
export interface Clock {
  now(): Date;
  /** The calendar day at the bureau (Beijing time, the whole country's), not the server's. */
  today(): CalendarDate;
}

const BEIJING_MS = 8 * 3_600_000;

/** '2025-08-01 10:00:00' at the bureau. */
export function timeInBeijing(moment: Date): string {
  return new Date(moment.getTime() + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
}

export function dayInBeijing(moment: Date): CalendarDate {
  return calendarDate(timeInBeijing(moment).slice(0, 10));
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInBeijing(new Date()),
};

/** The system's clock, which can be set back by so many days and goes on from there. */
export interface ShiftedClock extends Clock {
  setBack(days: number): void;
}

const DAY_MS = 86_400_000;

export function shiftedClock(): ShiftedClock {
  let back = 0;
  const now = () => new Date(Date.now() - back);
  return {
    now,
    today: () => dayInBeijing(now()),
    setBack: (days) => {
      back = days * DAY_MS;
    },
  };
}

/** A clock for tests: stands still until it is moved. */
export interface SettableClock extends Clock {
  set(moment: Date): void;
  advance(milliseconds: number): void;
}

export function settableClock(start: Date): SettableClock {
  let moment = start;
  return {
    now: () => new Date(moment),
    today: () => dayInBeijing(moment),
    set: (next) => {
      moment = next;
    },
    advance: (milliseconds) => {
      moment = new Date(moment.getTime() + milliseconds);
    },
  };
}
