import type { Fault } from '../fault.ts';
import { cellAddress, lettersOf, rangeAddress } from './address.ts';
import type { Grid } from './open-sheet.ts';
import type { SheetPlan } from './plan.ts';
import { shorten, textAt } from './read-text.ts';
import type { DropDown } from './write-workbook.ts';

/** Programs round widths to their own pixels; what differs by less is the same width. */
const WIDTH_TOLERANCE = 1;
const MOST_FORMULAS = 30;

/** The drop-downs of the form, and the rows of the file that should offer them. */
export interface ExpectedLists {
  readonly lists: readonly DropDown[];
  readonly rows: readonly number[];
}

/**
 * What of the format is changed though the form can be read: merges, widths, drop-downs, and formulas where the
 * original wants a value. "格式不得修改".
 */
export function changedFormat(plan: SheetPlan, { lists, rows }: ExpectedLists, grid: Grid): readonly Fault[] {
  return [
    ...changedMerges(plan, grid),
    ...changedWidths(plan, grid),
    ...lists.flatMap((list) => changedList(list, rows, grid)),
    ...typedFormulas(grid),
  ];
}

/** The merges of title, lines and header. */
function changedMerges(plan: SheetPlan, grid: Grid): readonly Fault[] {
  return plan.cells
    .filter((cell) => cell.row < plan.bodyRows[0] && cell.rows * cell.columns > 1)
    .map((cell) => rangeAddress(cell.row, cell.column, cell.rows, cell.columns))
    .filter((range) => !grid.hasMerge(range))
    .map((range) => ({
      code: 'merge-changed',
      cell: range,
      message: '原表此处为合并单元格，现已改动；格式不得修改，请在空白表中重新填写。',
    }));
}

function changedWidths(plan: SheetPlan, grid: Grid): readonly Fault[] {
  return plan.widths.flatMap((width, index): Fault[] => {
    const found = grid.widthOf(index + 1);
    if (Math.abs(found - width) <= WIDTH_TOLERANCE) return [];
    const letters = lettersOf(index + 1);
    const now = found === 0 ? '现已隐藏' : `现为 ${Math.round(found * 10) / 10}`;
    return [
      {
        code: 'width-changed',
        cell: `${letters}:${letters}`,
        message: `原表这一列宽 ${width}，${now}；格式不得修改，请恢复列宽。`,
      },
    ];
  });
}

function changedList({ column, choices }: DropDown, rows: readonly number[], grid: Grid): readonly Fault[] {
  const wrong = rows.filter((row) => grid.choicesAt(row, column)?.join() !== choices.join());
  const [first] = wrong;
  if (first === undefined) return [];
  const gone = wrong.every((row) => grid.choicesAt(row, column) === null);
  const rest = wrong.length > 1 ? `（本列共 ${wrong.length} 格）` : '';
  return [
    {
      code: 'list-changed',
      cell: cellAddress(first, column),
      message: `原表此格${rest}从下拉序列选，现在${gone ? '没有下拉序列' : '序列已改动'}；格式不得修改，请在空白表中重新填写。`,
    },
  ];
}

function typedFormulas(grid: Grid): readonly Fault[] {
  return grid
    .formulas()
    .slice(0, MOST_FORMULAS)
    .map(({ row, column }) => ({
      code: 'formula-typed',
      cell: cellAddress(row, column),
      message: `此格是公式，按其结果“${shorten(textAt(grid, row, column))}”读取；请改为直接填写结果。`,
    }));
}
