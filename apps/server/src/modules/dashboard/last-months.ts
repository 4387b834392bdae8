import { addToYearMonth, type YearMonth, yearMonth } from '@anju/domain';

/** So many months up to that of today, the oldest first. */
export function lastMonths(today: string, count: number): readonly [YearMonth, ...YearMonth[]] {
  const last = yearMonth(today.slice(0, 7));
  const rest = Array.from({ length: count - 1 }, (_, n) => addToYearMonth(last, n + 2 - count));
  return [addToYearMonth(last, 1 - count), ...rest];
}
