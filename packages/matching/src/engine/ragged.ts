import type { Refusal } from './types.ts';

/** A line with a delimiter too many: nobody can say which cell is which. */
export const raggedRefusal = (register: Refusal['register'], file: string, row: number): Refusal => ({
  register,
  file,
  sheet: null,
  row,
  field: null,
  value: '',
  reason: '该行的列数比表头多，分不清各列',
  remedy: '检查单元格里的逗号，或用 Excel 另存为 xlsx 后重新提供',
  extent: 'row',
});
