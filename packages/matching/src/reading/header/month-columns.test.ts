import { REGISTERS, type RegisterKind } from '@anju/domain';
import { describe, expect, it } from 'vitest';
import { decideTable } from './decide-table.ts';
import { wordsOf } from './field-words.ts';
import { findHeader } from './find-header.ts';

const ID = '652301196705025199';

function decide(kind: RegisterKind, lines: readonly (readonly (string | null)[])[]) {
  const rows = lines.map((cells, at) => ({ row: at + 1, cells }));
  const fields = REGISTERS[kind].fields.map(wordsOf);
  const { mapping, undecided, found } = decideTable(rows, findHeader(rows, fields), fields, undefined);
  const asked = Object.fromEntries(undecided.map(({ field, candidates }) => [field, candidates]));
  return { mapping, asked, rows: found.lines.map((line) => line + 1) };
}

describe('a row of units below the header', () => {
  it.each(['（万元）', '万元', '单位：万元'])('is part of it: %s', (unit) => {
    const { mapping, rows } = decide('vehicle', [
      ['姓名', '身份证号', '购置价'],
      [null, null, unit],
      ['甲', ID, '8.5'],
    ]);
    expect(rows).toEqual([1, 2]);
    expect(mapping.fields).toMatchObject({ id: { index: 1 }, purchasePriceFen: { index: 2, unit: '万元' } });
  });
});

describe('a sum beside columns of months', () => {
  it.each([
    ['1月', '2月'],
    ['一月', '二月'],
    ['2025年1月', '2025年2月'],
    ['一季度', '二季度'],
    ['第1季度', '第2季度'],
  ])('may be that of all of them: %s, %s', (first, second) => {
    const { mapping, asked } = decide('payroll', [
      ['姓名', '身份证号', first, second, '应发合计'],
      ['甲', ID, '5000', '5000', '10000'],
    ]);
    expect(mapping.fields.monthlyFen).toBeUndefined();
    expect(asked.monthlyFen).toEqual([4]);
  });

  it('may be that of as many months as stand beside it', () => {
    const { mapping, asked } = decide('payroll', [
      ['姓名', '身份证号', '应发工资', '发放月数'],
      ['甲', ID, '60000', '12'],
    ]);
    expect(mapping.fields.monthlyFen).toBeUndefined();
    expect(asked.monthlyFen).toEqual([2]);
  });
});

describe('columns that name a month without its year', () => {
  const sheet = (title: string) => [
    [title],
    ['户号', '小区', '房号', '1月', '2月'],
    ['001', '某小区', '1-101', '10', '0'],
  ];

  it('are of the one year that the title names', () => {
    const { mapping } = decide('electricity', sheet('2025年居民用电量统计表（千瓦时）'));
    expect(mapping.series.months?.months).toEqual([
      { index: 3, month: '2025-01' },
      { index: 4, month: '2025-02' },
    ]);
  });

  it('run one way: November to February are not of one year', () => {
    const months = (order: readonly number[]) =>
      decide('electricity', [
        ['2025年用电量'],
        ['户号', '小区', '房号', ...order.map((month) => `${month}月`)],
        ['001', '某小区', '1-101', ...order.map(() => '10')],
      ]);
    expect(months([3, 2, 1]).mapping.series.months?.months).toHaveLength(3);
    expect(months([11, 12, 1, 2]).asked.months).toEqual([3, 4, 5, 6]);
  });

  it.each(['2025年11月—2026年2月用电量', '用电量统计表'])('are asked for under “%s”', (title) => {
    const { mapping, asked } = decide('electricity', sheet(title));
    expect(mapping.series.months).toBeUndefined();
    expect(asked.months).toEqual([3, 4]);
  });
});

describe('columns a month that hold something else than what was used', () => {
  it.each(['电费', '表底', '止码', '抄表示数'])('are asked for: %s', (topic) => {
    const { mapping, asked } = decide('electricity', [
      ['户号', '小区', '房号', `2025年11月${topic}`, `2025年12月${topic}`],
      ['001', '某小区', '1-101', '100', '110'],
    ]);
    expect(mapping.series.months).toBeUndefined();
    expect(asked.months).toEqual([3, 4]);
  });

  it('are seen in the second line of a header whose first names the months', () => {
    const { mapping, rows } = decide('electricity', [
      ['户号', '小区', '房号', '2025年11月', null, '2025年12月', null],
      [null, null, null, '起码', '止码', '起码', '止码'],
      ['001', '某小区', '1-101', '100', '110', '110', '115'],
    ]);
    expect(rows).toEqual([1, 2]);
    expect(mapping.series.months).toBeUndefined();
  });
});
