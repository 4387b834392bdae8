import { addDays, type CalendarDate } from '@anju/domain';

// GB 11643-1999, written out here rather than taken from the reader under test.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** Σ digit × weight of a stretch of the first 17 digits that begins at `from`. */
export function weigh(digits: string, from: number): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits.charAt(i)) * (WEIGHTS[from + i] ?? 0);
  return sum;
}

export function checkFor(sum: number): string {
  return CHECKS.charAt(sum % 11);
}

export function idNumber(region: string, birth: CalendarDate, sequence: number): string {
  const body = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + checkFor(weigh(body, 0));
}

/** The 15-digit number that a person born in the 1900s had before 1999. */
export function oldIdNumber(id: string): string {
  return id.slice(0, 6) + id.slice(8, 17);
}

/** A slip of the pen: one other digit or two neighbours swapped, never in the region or the birth date. */
export function mistype(id: string, pick: (count: number) => number): string {
  if (pick(2) === 0 && id.charAt(14) !== id.charAt(15))
    return id.slice(0, 14) + id.charAt(15) + id.charAt(14) + id.slice(16);
  const wrong = (Number(id.charAt(15)) + 1 + pick(8)) % 10;
  return `${id.slice(0, 15)}${wrong}${id.slice(16)}`;
}

/** Every day from the first to the last, both included. */
export function daysFrom(first: CalendarDate, last: CalendarDate): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
