import { err, ok, type Result } from '@anju/domain';
import type { Fault } from '../fault.ts';
import { cellAddress } from './address.ts';
import { placeHeader } from './header-grid.ts';
import type { FlatForm, FlatRow, Layout } from './layout.ts';
import type { Grid } from './open-sheet.ts';
import { placeKey } from './plan.ts';
import { readRecords } from './read-records.ts';
import { expectPrint, type Reader, shorten, textAt } from './read-text.ts';
import { readTemplate, type Template } from './template.ts';

/** A form read back: its content, and the cell of each place. */
export interface SheetReading {
  readonly content: FlatForm;
  readonly addresses: ReadonlyMap<string, string>;
}

/** What a reading gathers as it goes down the sheet. */
/** More faults than this say no more than that it is another file. */
const MOST_FAULTS = 30;

/**
 * Reads a form that was filled here or elsewhere. Spaces may differ from the original, nothing else preprinted may;
 * each fault names its cell.
 */
export function readSheet(layout: Layout, grid: Grid): Result<SheetReading, readonly Fault[]> {
  const reader: Reader = { grid, faults: [], addresses: new Map(), slots: {} };
  const header = placeHeader(layout.header);
  expectPrint(reader, 1, 1, layout.marker);
  expectTemplate(reader, 2, 1, layout.title);
  let row = 3;
  for (const line of layout.lines) {
    for (const part of line) expectTemplate(reader, row, part.from, part.template);
    row += 1;
  }
  for (const cell of header.cells) expectPrint(reader, row + cell.row - 1, cell.column, cell.text);
  row += header.depth;
  if (reader.faults.length > 0) return err(reader.faults.slice(0, MOST_FAULTS));

  const records = readRecords(reader, layout, header.columns, row);
  row = readTail(reader, layout, records.nextRow);
  findStrays(reader, row, header.columns.length, records.nextRow);
  if (reader.faults.length > 0) return err(reader.faults.slice(0, MOST_FAULTS));
  const rows: readonly FlatRow[] = records.rows;
  return ok({ content: { slots: reader.slots, rows }, addresses: reader.addresses });
}

function expectTemplate(reader: Reader, row: number, column: number, template: Template): void {
  const cell = cellAddress(row, column);
  const found = textAt(reader.grid, row, column);
  const reading = readTemplate(template, found);
  if (reading.status === 'changed') {
    const original = template.map((part) => (typeof part === 'string' ? part : '…')).join('');
    reader.faults.push({
      code: 'text-changed',
      cell,
      message: `应为“${original.trim()}”，现为“${shorten(found)}”；格式不得修改，请在空白表中重新填写。`,
    });
    return;
  }
  if (reading.status === 'bad-date') {
    reader.faults.push({
      code: 'value-unreadable',
      cell,
      message: `“${shorten(reading.text)}”不是日期，请写成 2026年8月5日 的样子。`,
    });
    return;
  }
  Object.assign(reader.slots, reading.values);
  for (const name of Object.keys(reading.values)) reader.addresses.set(placeKey({ slot: name }), cell);
}

function readTail(reader: Reader, layout: Layout, firstRow: number): number {
  let row = firstRow;
  for (const part of layout.tail) {
    if (part.kind === 'signature') {
      for (const cell of part.cells) expectTemplate(reader, row, cell.from, cell.template);
      row += 1;
      continue;
    }
    if (part.kind === 'labelled') {
      expectPrint(reader, row, 1, part.label);
      expectTemplate(reader, row, part.labelTo + 1, part.template);
    } else {
      expectTemplate(reader, row, 1, part.template);
    }
    row += reader.grid.rowsDown(row, 1);
  }
  return row;
}

/** Nothing may stand beside or below the form: a total row or a remark there would be lost in silence. */
function findStrays(reader: Reader, endRow: number, width: number, tailRow: number): void {
  const { grid } = reader;
  for (let row = 1; row <= grid.lastRow; row += 1) {
    const from = row >= endRow && row >= tailRow ? 1 : width + 1;
    for (let column = from; column <= grid.lastColumn; column += 1) {
      if (grid.content(row, column).kind === 'blank') continue;
      reader.faults.push({
        code: 'cell-stray',
        cell: cellAddress(row, column),
        message: `表外多出“${shorten(textAt(grid, row, column))}”，原表此处没有内容，请删去或移入备注。`,
      });
      if (reader.faults.length >= MOST_FAULTS) return;
    }
  }
}
