import { REGISTERS, type RegisterKind } from '@anju/domain';
import { expect, it } from 'vitest';
import { decideTable } from './decide-table.ts';
import { wordsOf } from './field-words.ts';
import { findHeader } from './find-header.ts';

function decide(kind: RegisterKind, title: string, columns: readonly string[]) {
  const cells = (column: string) => (column.includes('身份证') ? '652301196705025199' : '36000');
  const rows = [[title], columns, columns.map(cells)].map((row, at) => ({ row: at + 1, cells: row }));
  const fields = REGISTERS[kind].fields.map(wordsOf);
  const { mapping, undecided } = decideTable(rows, findHeader(rows, fields), fields, undefined);
  return { mapped: mapping.fields.monthlyFen ?? mapping.fields.baseFen, undecided };
}

it.each<[RegisterKind, string, string]>([
  ['payroll', '2025年度工资发放汇总表', '应发工资'],
  ['payroll', '某县2025年工资统计表', '实发合计'],
  ['payroll', '2025年1-12月工资表', '应发合计（元）'],
  ['pension', '2025 年度养老金发放表', '养老金'],
  ['payroll', '2026年上半年工资发放表', '应发工资'],
  ['payroll', '2026年第一季度工资发放表', '应发工资'],
  ['payroll', '2026年1月至6月工资发放表', '应发工资'],
  ['payroll', '2025年7月-2026年6月工资发放表', '应发工资'],
  ['payroll', '工资发放表（2026.1-2026.6）', '应发工资'],
])('asks in %s under “%s” whether %s is of a month or of the year', (kind, title, column) => {
  const { mapped, undecided } = decide(kind, title, ['姓名', '身份证号', column]);
  expect(mapped).toBeUndefined();
  expect(undecided.find(({ candidates }) => candidates.includes(2))?.field).toBe('monthlyFen');
});

it.each<[RegisterKind, string, readonly string[], string | null]>([
  ['payroll', '2025年度工资发放汇总表', ['应发工资', '工资月份'], null],
  ['payroll', '2025年度工资发放汇总表', ['月工资'], null],
  ['payroll', '2025年度工资发放汇总表', ['应发工资（元/月）'], '元'],
  ['payroll', '2025年度工资发放汇总表', ['年工资（元）'], '元/年'],
  ['payroll', '2025年度工资发放汇总表', ['应发工资（元/年）'], '元/年'],
  ['payroll', '2025年6月工资汇总表', ['应发工资'], null],
  ['payroll', '工资发放表（导出日期2026-06-30）', ['应发工资'], null],
  ['payroll', '2025年度财政供养人员名册', ['应发工资'], null],
  ['payroll', '导出时间：2025年12月31日', ['应发工资'], null],
  ['social-insurance', '2025年度缴费基数汇总表', ['缴费基数'], null],
])('reads in %s under “%s” the columns %j', (kind, title, columns, unit) => {
  const { mapped } = decide(kind, title, ['姓名', '身份证号', ...columns]);
  expect(mapped).toEqual({ index: 2, unit });
});
