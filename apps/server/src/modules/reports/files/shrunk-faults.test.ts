import { expect, it } from 'vitest';
import { shrunkFaults } from './shrunk-faults.ts';

const problem = { description: '转租', rectification: '已腾退' };
const f1 = (first: number, last: number) => ({
  lines: {
    '1': Array.from({ length: first }, () => problem),
    '9': Array.from({ length: last }, () => problem),
  },
});
const f2 = (found: number, finished: number | null) => ({ row: { found, finished, solved: 0 } });

it('names what a cumulative form has less of than the one before, and by how much', () => {
  expect(shrunkFaults(f1(1, 2), f1(1, 1), '2026年9月')).toEqual([
    {
      code: 'fewer-than-before',
      path: 'lines',
      message: '这张表是累计数，列出的问题 2，比2026年9月已报的 3 少。请核对是否选错了文件，或写明原因。',
    },
  ]);
  expect(shrunkFaults(f2(5, 3), f2(6, 2), '2026年9月').map(({ path }) => path)).toEqual(['row.finished']);
});

it('has nothing to say where it grew, stayed, moved between rows, or a figure is blank', () => {
  expect(shrunkFaults(f1(1, 2), f1(2, 1), '2026年9月')).toEqual([]);
  expect(shrunkFaults(f1(0, 0), f1(0, 1), '2026年9月')).toEqual([]);
  expect(shrunkFaults(f2(5, 3), f2(5, null), '2026年9月')).toEqual([]);
});
