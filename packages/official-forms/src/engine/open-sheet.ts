import { err, ok, type Result } from '@anju/domain';
import ExcelJS from 'exceljs';
import type { Fault } from '../fault.ts';
import { guardArchive } from './guard-archive.ts';

/** What stands in a cell, whatever program wrote it; formulas count as their last result. */
export type CellContent =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'error'; readonly text: string };

/** A worksheet to read from; rows and columns counted from 1. */
export interface Grid {
  readonly lastRow: number;
  readonly lastColumn: number;
  /** Cells inside a merge, except its first, are blank. */
  content(row: number, column: number): CellContent;
  /** How many rows the merge starting at this cell covers (1 without a merge). */
  rowsDown(row: number, column: number): number;
  hasMerge(range: string): boolean;
  /** In Excel's characters; 0 where the column is hidden. */
  widthOf(column: number): number;
  /** What the cell's drop-down offers; null without one. */
  choicesAt(row: number, column: number): readonly string[] | null;
  /** The cells that hold a formula, down the sheet. */
  formulas(): readonly { readonly row: number; readonly column: number }[];
}

const BLANK: CellContent = { kind: 'blank' };
// A sheet that claims a million rows is not one of the forms; nothing below is looked at.
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 60;
/** A column of which the file says nothing. */
const USUAL_WIDTH = 9;

/** The first worksheet of a workbook, or why it can't be opened. */
export async function openSheet(bytes: Uint8Array): Promise<Result<Grid, Fault>> {
  const guarded = guardArchive(bytes);
  if (!guarded.ok) return guarded;
  const workbook = new ExcelJS.Workbook();
  try {
    const copy = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(copy).set(bytes);
    await workbook.xlsx.load(copy, { ...guarded.value });
  } catch {
    return err({ code: 'file-damaged', message: '文件已损坏，无法打开，请重新导出或另存一份后再选。' });
  }
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) {
    return err({ code: 'file-damaged', message: '文件中没有工作表，请核对所选文件。' });
  }
  return ok(gridOf(sheet));
}

function gridOf(sheet: ExcelJS.Worksheet): Grid {
  const ranges: readonly string[] = sheet.model.merges ?? [];
  const merges = new Set(ranges);
  const depths = new Map<string, number>();
  for (const range of merges) {
    const match = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(range);
    if (match) depths.set(`${match[1]}${match[2]}`, Number(match[3]) - Number(match[2]) + 1);
  }
  return {
    lastRow: Math.min(sheet.rowCount, MOST_ROWS),
    lastColumn: Math.min(sheet.columnCount, MOST_COLUMNS),
    content(row, column) {
      const cell = sheet.findRow(row)?.findCell(column);
      if (cell === undefined) return BLANK;
      return cell.isMerged && cell.master !== cell ? BLANK : contentOf(cell.value);
    },
    rowsDown: (row, column) => depths.get(sheet.getCell(row, column).address) ?? 1,
    hasMerge: (range) => merges.has(range),
    widthOf(column) {
      const { width, hidden } = sheet.getColumn(column);
      return hidden ? 0 : (width ?? USUAL_WIDTH);
    },
    choicesAt(row, column) {
      const cell = sheet.getCell(row, column);
      return choicesOf((cell.isMerged ? cell.master : cell).dataValidation);
    },
    formulas() {
      const found: { row: number; column: number }[] = [];
      sheet.eachRow((cells, row) => {
        cells.eachCell((cell, column) => {
          if (row <= MOST_ROWS && column <= MOST_COLUMNS && cell.type === ExcelJS.ValueType.Formula)
            found.push({ row, column });
        });
      });
      return found;
    },
  };
}

function choicesOf(validation: ExcelJS.DataValidation | undefined): readonly string[] | null {
  if (validation?.type !== 'list') return null;
  const [list] = validation.formulae;
  return typeof list === 'string' ? list.replace(/^"|"$/g, '').split(',') : [];
}

function contentOf(value: ExcelJS.CellValue): CellContent {
  if (value === null || value === undefined) return BLANK;
  if (typeof value === 'string') return value.trim() === '' ? BLANK : { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'TRUE' : 'FALSE' };
  // Excel dates have no zone; exceljs gives them as UTC.
  if (value instanceof Date) {
    return Number.isNaN(value.getTime())
      ? { kind: 'error', text: '日期' }
      : { kind: 'text', text: value.toISOString().slice(0, 10) };
  }
  if ('richText' in value) return contentOf(value.richText.map((run) => run.text).join(''));
  if ('error' in value) return { kind: 'error', text: value.error };
  if ('hyperlink' in value) return contentOf(value.text);
  return contentOf(value.result);
}
