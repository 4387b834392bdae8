import { expect, it } from 'vitest';
import { halfMonthEnds } from './half-months.ts';

it('offers the half-months that have ended, the newest first', () => {
  expect(halfMonthEnds('2026-07-14')).toEqual(['2026-06-30', '2026-06-15', '2026-05-31', '2026-05-15']);
  expect(halfMonthEnds('2026-03-31')).toEqual(['2026-03-31', '2026-03-15', '2026-02-28', '2026-02-15']);
});
