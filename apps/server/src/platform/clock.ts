import { type CalendarDate, calendarDate } from '@anju/domain';

/** Time is passed in, so that a test can stand at any moment. */
export interface Clock {
  now(): Date;
  /** The calendar day at the bureau (Beijing time, the whole country's), not the server's. */
  today(): CalendarDate;
}

const BEIJING_MS = 8 * 3_600_000;

export function dayInBeijing(moment: Date): CalendarDate {
  return calendarDate(new Date(moment.getTime() + BEIJING_MS).toISOString().slice(0, 10));
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInBeijing(new Date()),
};

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
