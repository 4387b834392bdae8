import { expect, it } from 'vitest';
import { lastPeriods } from './last-periods.ts';

const span = { today: '2026-03-10', startsOn: '2026-01-20', endsOn: '2026-12-31' };
const values = (every: 'month' | 'half-month' | 'once', over = {}) =>
  lastPeriods({ every, dueOn: '2026-11-14' }, { ...span, ...over }).map(({ value }) => value);

it('offers the months of the campaign that have begun', () => {
  expect(values('month')).toEqual(['2026-03', '2026-02', '2026-01']);
  expect(values('month', { today: '2027-02-01' })[0]).toBe('2026-12');
});

it('offers half-months only where a day of them is the campaign’s', () => {
  expect(values('half-month')).toEqual(['2026-03-1', '2026-02-2', '2026-02-1', '2026-01-2']);
});

it('has the one day of a form that is due once', () => {
  expect(values('once')).toEqual(['2026-11-14']);
});
