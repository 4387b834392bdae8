import { expect, it } from 'vitest';
import { csvCell, csvLine } from './csv.ts';

it('never lets a name become a formula', () => {
  for (const evil of [
    '=1+1',
    '+86',
    '-1',
    '@cmd',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＠cmd',
    ' =1+1',
    '\uFEFF=1',
  ]) {
    expect(csvCell(evil).replace(/^"/, '')).toMatch(/^'/);
  }
});

it('keeps numbers numbers, also negative ones', () => {
  expect(csvLine([-3, 12.5, null, '张三'])).toBe('-3,12.5,,张三\r\n');
});

it('quotes what would break the line', () => {
  expect(csvCell('a"b,c\nd')).toBe('"a""b,c\nd"');
});
