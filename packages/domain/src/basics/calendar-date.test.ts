import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addToYearMonth,
  ageOn,
  calendarDate,
  compareDates,
  dateFromParts,
  daysBetween,
  isLongAgo,
  isYearMonthConsecutive,
  yearMonth,
  yearMonthOf,
} from './calendar-date.ts';
import { readCalendarDate, readYearMonth } from './read-calendar-date.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((d) => calendarDate(d.toISOString().slice(0, 10)));

test('refuses what is not a day', () => {
  for (const text of ['2023-02-29', '2023-6-1', '2023-06-00', '1900-02-29', '2023-06-01 ', '']) {
    expect(() => calendarDate(text)).toThrow(RangeError);
  }
  expect(dateFromParts(2000, 2, 29)).toBe('2000-02-29');
  expect(() => yearMonth('2023-13')).toThrow(RangeError);
});

test('days added are days between', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (date, n) => {
      expect(daysBetween(date, addDays(date, n))).toBe(n);
      expect(Math.sign(compareDates(addDays(date, n), date))).toBe(Math.sign(n));
    }),
  );
});

test('a period of months ends on the corresponding day or the last of the month', () => {
  expect(addMonths(calendarDate('2023-08-31'), 6)).toBe('2024-02-29');
  expect(addMonths(calendarDate('2024-02-29'), 12)).toBe('2025-02-28');
  expect(addMonths(calendarDate('2026-01-15'), -12)).toBe('2025-01-15');
  fc.assert(
    fc.property(day, fc.integer({ min: -600, max: 600 }), (date, n) => {
      expect(yearMonthOf(addMonths(date, n))).toBe(addToYearMonth(yearMonthOf(date), n));
    }),
  );
});

test('a day is long ago once a whole year lies between', () => {
  expect(isLongAgo(calendarDate('2025-11-30'), calendarDate('2026-11-30'))).toBe(false);
  expect(isLongAgo(calendarDate('2025-11-29'), calendarDate('2026-11-30'))).toBe(true);
  expect(isLongAgo(calendarDate('2027-01-01'), calendarDate('2026-11-30'))).toBe(false);
});

test('age changes on the birthday, of 29 February on 1 March', () => {
  expect(ageOn(calendarDate('2008-06-30'), calendarDate('2026-06-29'))).toBe(17);
  expect(ageOn(calendarDate('2008-06-30'), calendarDate('2026-06-30'))).toBe(18);
  expect(ageOn(calendarDate('2008-02-29'), calendarDate('2026-02-28'))).toBe(17);
  expect(ageOn(calendarDate('2008-02-29'), calendarDate('2026-03-01'))).toBe(18);
});

test('months follow each other over the year', () => {
  expect(isYearMonthConsecutive(yearMonth('2025-12'), yearMonth('2026-01'))).toBe(true);
  expect(isYearMonthConsecutive(yearMonth('2025-12'), yearMonth('2025-12'))).toBe(false);
  expect(isYearMonthConsecutive(yearMonth('2025-11'), yearMonth('2026-01'))).toBe(false);
});

test('every way of writing a day reads as that day', () => {
  fc.assert(
    fc.property(day, (date) => {
      const [y, m, d] = date.split('-').map(Number);
      const serial = daysBetween(calendarDate('1899-12-30'), date);
      const written = [
        `${y}.${m}.${d}`,
        `${y}/${m}/${d}`,
        `${y}年${m}月${d}日`,
        date.replaceAll('-', ''),
        new Date(date),
      ];
      for (const raw of [...written, ...(serial > 2100 && serial < 100_000 ? [serial] : [])]) {
        expect(readCalendarDate(raw)).toEqual({ ok: true, value: date });
      }
      expect(readYearMonth(date)).toEqual({ ok: true, value: yearMonthOf(date) });
    }),
  );
});

test('any text is read without throwing, and what is read is a real day', () => {
  const like = fc.string({ unit: fc.constantFrom(...'0123456789-./年月日 :TZ+十二〇'), maxLength: 20 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), like, fc.double(), fc.date({ noInvalidDate: false })), (raw) => {
      const read = readCalendarDate(raw);
      if (read.ok) expect(calendarDate(read.value)).toBe(read.value);
      else expect(read.error.message).toMatch(/\p{Script=Han}/u);
    }),
    { numRuns: 3000 },
  );
});

test.each(['2025年7月', '2025-07', '202507', '2025.7', '２０２５年７月', 'x2025年7月'])('month %s', (raw) => {
  const read = readYearMonth(raw);
  expect(read.ok ? read.value : read.error.code).toBe(raw.startsWith('x') ? 'format' : '2025-07');
});
