import { calendarDate } from '@anju/domain';
import { expect, it } from 'vitest';
import { dueDate, freshnessOf } from './freshness.ts';

const today = calendarDate('2026-06-30');

it('is due so many days after the last delivery, or on the day fixed', () => {
  expect(dueDate(undefined, calendarDate('2026-06-01'), 31)).toBe('2026-07-02');
  expect(dueDate({ next_due: '2026-08-15' }, calendarDate('2026-06-01'), 31)).toBe('2026-08-15');
  expect(dueDate(undefined, null, 31)).toBeNull();
});

it('is not overdue on the day it is due', () => {
  expect(freshnessOf(true, today, today)).toBe('due-soon');
  expect(freshnessOf(true, calendarDate('2026-06-29'), today)).toBe('overdue');
  expect(freshnessOf(true, calendarDate('2026-07-08'), today)).toBe('fresh');
});

it('never delivered is overdue only past the day that was agreed for it', () => {
  expect(freshnessOf(false, null, today)).toBe('never');
  expect(freshnessOf(false, today, today)).toBe('never');
  expect(freshnessOf(false, calendarDate('2026-06-29'), today)).toBe('overdue');
});
