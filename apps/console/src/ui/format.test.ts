import { describe, expect, it } from 'vitest';
import { formatBytes, formatCm2, formatCount, formatFen, formatMoment, formatSeconds } from './format.ts';

describe('numbers on screen', () => {
  it('shows fen as yuan and cm² as ㎡ with two digits', () => {
    expect(formatFen(3_000_000)).toBe('30,000.00');
    expect(formatFen(-1)).toBe('-0.01');
    expect(formatCm2(502_500)).toBe('50.25');
  });

  it('never shows what is not known as zero', () => {
    for (const format of [formatFen, formatCm2, formatCount, formatSeconds]) expect(format(null)).toBe('—');
    expect(formatCount(0)).toBe('0');
  });

  it('shows the bureau’s time on a computer set to another zone', () => {
    expect(formatMoment('2026-06-30T16:05:00Z')).toBe('2026-07-01 00:05');
    expect(formatMoment('not a time')).toBe('not a time');
  });

  it('rounds lengths of time to what people say', () => {
    expect(formatSeconds(0.2)).toBe('不到 1 秒');
    expect(formatSeconds(59.6)).toBe('1 分 0 秒');
    expect(formatSeconds(3_725)).toBe('1 小时 2 分');
  });

  it('tells a small file from a big one', () => {
    expect(formatBytes(1)).toBe('1 KB');
    expect(formatBytes(12_300_000)).toBe('12.3 MB');
  });
});
