import { addWorkingDays, calendarDate, isWorkingDay, lastWorkingDayUpTo, workCalendar } from '@anju/domain';
import { describe, expect, it } from 'vitest';
import { STATUTORY_DAYS, STATUTORY_YEARS } from './statutory-days.ts';

const calendar = workCalendar(STATUTORY_YEARS, STATUTORY_DAYS);
const day = calendarDate;

describe('the statutory calendar', () => {
  it('works on the shifted weekends of 2026', () => {
    for (const worked of [
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]) {
      expect(isWorkingDay(calendar, day(worked))).toBe(true);
    }
    expect(isWorkingDay(calendar, day('2026-02-16'))).toBe(false);
    expect(isWorkingDay(calendar, day('2026-10-01'))).toBe(false);
  });

  it('counts ten working days over the Spring Festival, the first day not counted', () => {
    expect(addWorkingDays(calendar, day('2026-02-11'), 10)).toEqual({
      day: '2026-03-03',
      unsureYears: [],
    });
  });

  it('meets a due day on a Saturday before it', () => {
    expect(lastWorkingDayUpTo(calendar, day('2026-07-18')).day).toBe('2026-07-17');
    expect(lastWorkingDayUpTo(calendar, day('2026-02-18')).day).toBe('2026-02-14');
  });

  it('says which year it does not know, and counts weekdays there', () => {
    expect(STATUTORY_YEARS).not.toContain(2027);
    const reckoned = addWorkingDays(calendar, day('2026-12-30'), 3);
    expect(reckoned).toEqual({ day: '2027-01-04', unsureYears: [2027] });
  });
});
