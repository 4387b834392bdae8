import { type CalendarDate, calendarDate } from '@anju/domain';
import { expect, it } from 'vitest';
import { dueDate, freshnessOf, isLate } from './freshness.ts';

const today = calendarDate('2026-06-30');

it('is due so many days after the last delivery, or on the day fixed', () => {
  expect(dueDate(undefined, calendarDate('2026-06-01'), 31)).toBe('2026-07-02');
  expect(dueDate({ next_due: '2026-08-15' }, calendarDate('2026-06-01'), 31)).toBe('2026-08-15');
});

const asOf = calendarDate('2026-05-31');
const stateWhenDue = (dueOn: string, of: CalendarDate | null = asOf) =>
  freshnessOf('vehicle', { asOf: of, dueOn: calendarDate(dueOn) }, today);

it('is not overdue on the day it is due', () => {
  expect(stateWhenDue('2026-06-30')).toBe('due-soon');
  expect(stateWhenDue('2026-06-29')).toBe('overdue');
  expect(stateWhenDue('2026-07-08')).toBe('fresh');
});

it('never delivered is overdue past its day too', () => {
  expect(stateWhenDue('2026-06-30', null)).toBe('never');
  expect(stateWhenDue('2026-06-29', null)).toBe('overdue');
});

it('nothing that was never delivered is late before its first day', () => {
  expect(isLate({ state: stateWhenDue('2026-06-30', null) })).toBe(false);
  expect(isLate({ state: stateWhenDue('2026-06-29', null) })).toBe(true);
});

it('what was delivered in time but is too old to compare with is not fresh', () => {
  expect(stateWhenDue('2026-12-30', calendarDate('2021-01-01'))).toBe('stale');
});
