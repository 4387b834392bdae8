import { expect, it } from 'vitest';
import type { ReportView } from '../../api/contract.ts';
import { figuresOf } from './figures-of.ts';

type Cell = ReportView['cells'][number];

const cell = (address: string, given: Partial<Cell>): Cell => ({
  address,
  row: 1,
  column: 1,
  rows: 1,
  columns: 1,
  value: null,
  text: '',
  style: 'header',
  align: 'center',
  path: null,
  corrected: false,
  ...given,
});

const HEADINGS = [
  cell('A1', { text: '序号', rows: 2 }),
  cell('B1', { text: '监督发现\n问题数', column: 2, rows: 2 }),
  cell('C1', { text: '公布成果', column: 3, columns: 2 }),
  cell('C2', { text: '批次数', row: 2, column: 3 }),
  cell('D2', { text: '项目数', row: 2, column: 4 }),
  cell('E1', { text: '金额（万元）', column: 5, rows: 2 }),
];
const ROW = [
  cell('A3', { row: 3, style: 'count', text: '1' }),
  cell('E3', { row: 3, column: 5, style: 'wan', text: '0.00', path: 'row.money' }),
  cell('C3', { row: 3, column: 3, style: 'count', text: '2', path: 'row.batches' }),
  cell('D3', { row: 3, column: 4, style: 'count', text: '5', path: 'row.projects' }),
  cell('B3', { row: 3, column: 2, style: 'count', text: '13', path: 'row.found' }),
];
const viewOf = (cells: Cell[]): ReportView => ({ widths: [], rowCount: 4, cells });

it('reads a row as its headings say, left to right, the number of the row left out', () => {
  expect(
    figuresOf(viewOf([...HEADINGS, ...ROW])).map(({ heading, figures }) => [
      heading,
      ...figures.map((figure) => `${figure.label} ${figure.cell.text}`),
    ]),
  ).toEqual([
    ['', '监督发现问题数 13'],
    ['公布成果', '批次数 2', '项目数 5'],
    ['', '金额（万元） 0.00'],
  ]);
});

it('has nothing of a form of several rows or of none', () => {
  const second = cell('B4', { row: 4, column: 2, style: 'count', text: '1', path: 'row.2.found' });
  expect(figuresOf(viewOf([...HEADINGS, ...ROW, second]))).toEqual([]);
  expect(figuresOf(viewOf(HEADINGS))).toEqual([]);
});
