import { cellAddress } from './address.ts';
import type { Column, FlatRow, Layout, Scalar } from './layout.ts';
import { placeKey } from './plan.ts';
import { expectPrint, type Reader, shorten, textAt } from './read-text.ts';
import { readValue } from './read-value.ts';
import { readTemplate, samePrint } from './template.ts';

type Line = Readonly<Record<string, Scalar>>;

/** A record on the sheet: its lines, and the sheet row of each line. */
interface Found {
  readonly lines: readonly Line[];
  readonly rows: readonly number[];
}

/** The rows of the table, from `firstRow` down; `nextRow` is where the tail begins. */
export function readRecords(
  reader: Reader,
  layout: Layout,
  columns: readonly Column[],
  firstRow: number,
): { readonly rows: readonly FlatRow[]; readonly nextRow: number } {
  const { body } = layout;
  const found: Found[] = [];
  let row = firstRow;
  if (body.kind === 'fixed') {
    for (const preprinted of body.rows) {
      for (const [at, column] of columns.entries()) {
        const text = preprinted[column.key];
        if (text !== undefined) expectPrint(reader, row, at + 1, String(text));
      }
      const free = columns.map((column) => (preprinted[column.key] === undefined ? column : null));
      const record = readRecord(reader, free, row);
      found.push(record);
      row += reader.grid.rowsDown(row, 1);
    }
  } else {
    const last = lastBodyRow(reader, layout, firstRow);
    while (row <= last) {
      const record = readRecord(reader, columns, row, body.numberedBy);
      addRecord(reader, found, record, columns, body.fresh ?? {}, body.numberedBy);
      row += Math.min(reader.grid.rowsDown(row, 1), last - row + 1);
    }
  }
  for (const [index, record] of found.entries()) {
    for (const [line, sheetRow] of record.rows.entries()) {
      for (const [at, column] of columns.entries()) {
        const key = placeKey({ row: index, line, column: column.key });
        reader.addresses.set(key, cellAddress(sheetRow, at + 1));
      }
    }
  }
  return { rows: found.map(({ lines }) => ({ lines })), nextRow: row };
}

function readRecord(
  reader: Reader,
  columns: readonly (Column | null)[],
  row: number,
  numberedBy?: string,
): Found {
  const deep = reader.grid.rowsDown(row, 1);
  const perLine = columns.findIndex((column) => column?.perLine === true);
  const lines: Line[] = [];
  const rows: number[] = [];
  for (let at = row; at < row + deep; at += perLine < 0 ? deep : reader.grid.rowsDown(at, perLine + 1)) {
    const line: Record<string, Scalar> = {};
    for (const [index, column] of columns.entries()) {
      if (column === null || (at > row && column.perLine !== true)) continue;
      // The printed number is not content: rows inserted by hand seldom carry the right one.
      if (column.key === numberedBy) {
        line[column.key] = textAt(reader.grid, at, index + 1);
        continue;
      }
      const value = readValue(reader.grid.content(at, index + 1), column.kind);
      if (value.ok) line[column.key] = value.value;
      else
        reader.faults.push({
          code: 'value-unreadable',
          cell: cellAddress(at, index + 1),
          message: value.error,
        });
    }
    lines.push(line);
    rows.push(at);
  }
  return { lines, rows };
}

const isBlank = (value: Scalar | undefined): boolean => value === undefined || value === null || value === '';

/** Skips blank rows, joins the further lines of a record that another program split apart, refuses total rows. */
function addRecord(
  reader: Reader,
  found: Found[],
  record: Found,
  columns: readonly Column[],
  fresh: Readonly<Record<string, string>>,
  numberedBy: string | undefined,
): void {
  const [first] = record.lines;
  const sheetRow = record.rows[0];
  if (first === undefined || sheetRow === undefined) return;
  const written = columns.filter(
    ({ key }) => key !== numberedBy && !record.lines.every((line) => isBlank(line[key])),
  );
  // A blank form's own preprinted value is no record yet.
  if (written.every(({ key }) => fresh[key] !== undefined && first[key] === fresh[key])) return;
  const leading = columns.slice(0, 2).map((_, at) => textAt(reader.grid, sheetRow, at + 1));
  const total = leading.findIndex((text) => /^(合|小|总)\s*计$/u.test(text.trim()));
  if (total >= 0) {
    reader.faults.push({
      code: 'cell-stray',
      cell: cellAddress(sheetRow, total + 1),
      message: `原表没有“${shorten(leading[total] ?? '')}”行，请删去这一行。`,
    });
    return;
  }
  const before = found.at(-1);
  const unnumbered = numberedBy === undefined || isBlank(first[numberedBy]);
  if (before !== undefined && unnumbered && written.every(({ perLine }) => perLine === true)) {
    const own = columns.filter(({ perLine }) => perLine === true).map(({ key }) => key);
    const lines = record.lines.map((line, at) => ({
      line: Object.fromEntries(own.map((key) => [key, line[key] ?? null])),
      row: record.rows[at] ?? sheetRow,
    }));
    found[found.length - 1] = {
      lines: [...before.lines, ...lines.map(({ line }) => line)],
      rows: [...before.rows, ...lines.map((line) => line.row)],
    };
    return;
  }
  found.push(record);
}

/** The table ends where the tail's first label or note stands, or with the sheet. */
function lastBodyRow(reader: Reader, layout: Layout, firstRow: number): number {
  const [tail] = layout.tail;
  if (tail === undefined) return reader.grid.lastRow;
  const isTail = (text: string): boolean => {
    if (tail.kind === 'labelled') return samePrint(text, tail.label);
    return tail.kind === 'note' && readTemplate(tail.template, text).status === 'read';
  };
  for (let row = firstRow; row <= reader.grid.lastRow; row += 1) {
    if (isTail(textAt(reader.grid, row, 1))) return row - 1;
  }
  // Changed or gone: reading goes on where it should stand, and the tail's reader names the cell.
  return Math.max(firstRow, reader.grid.lastRow - layout.tail.length);
}
