import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../basics/calendar-date.ts';
import { forecastMisses, type OpenProblem } from './forecast-misses.ts';

const today = calendarDate('2026-06-30');
const problem = (id: string, inDays: number): OpenProblem => ({ id, deadline: addDays(today, inDays) });

describe('what will miss its date', () => {
  it('is what the present pace does not reach in time, the nearest deadline first', () => {
    // 14 in 28 days: one every second day.
    expect(forecastMisses([problem('c', 5), problem('a', 2), problem('b', 3)], 14, today)).toEqual([
      { id: 'b', deadline: '2026-07-03', expectedOn: '2026-07-04', daysLate: 1 },
      { id: 'c', deadline: '2026-07-05', expectedOn: '2026-07-06', daysLate: 1 },
    ]);
  });

  it('waits behind what is late already, which itself is no forecast', () => {
    expect(forecastMisses([problem('late', -10), problem('a', 2)], 14, today)).toEqual([
      { id: 'a', deadline: '2026-07-02', expectedOn: '2026-07-04', daysLate: 2 },
    ]);
  });

  it('reaches a deadline on the day itself', () => {
    expect(forecastMisses([problem('a', 2)], 14, today)).toEqual([]);
  });

  it('says no day where nothing was closed', () => {
    expect(forecastMisses([problem('a', 300)], 0, today)).toEqual([
      { id: 'a', deadline: '2027-04-26', expectedOn: null, daysLate: null },
    ]);
  });

  it('never gets worse with a faster pace', () => {
    const problems = fc.uniqueArray(fc.integer({ min: -30, max: 200 }), { maxLength: 40 });
    fc.assert(
      fc.property(problems, fc.nat(200), fc.integer({ min: 1, max: 50 }), (days, closed, more) => {
        const open = days.map((day, n) => problem(String(n), day));
        return (
          forecastMisses(open, closed + more, today).length <= forecastMisses(open, closed, today).length
        );
      }),
    );
  });
});
