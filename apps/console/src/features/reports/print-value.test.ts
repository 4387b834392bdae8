import { expect, it } from 'vitest';
import { printValue } from './print-value.ts';

it('prints money in 万元 to the yuan, counts as they are, and says when nothing is there', () => {
  expect(printValue(12_345_600, true)).toBe('12.3456 万元');
  expect(printValue(100_000_000, true)).toBe('100.00 万元');
  expect(printValue(0, true)).toBe('0.00 万元');
  expect(printValue(7, false)).toBe('7');
  expect(printValue('', false)).toBe('（空）');
  expect(printValue(null, false)).toBe('—');
});
