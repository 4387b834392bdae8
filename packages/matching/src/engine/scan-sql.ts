import type { OpenTable, Scan } from '../reading/index.ts';
import { quoted } from './duck.ts';

/** Between the cells of a row kept as one text; no spreadsheet holds it. */
export const CELL_SEPARATOR = '\u001f';

/** The table as a relation of text columns c0, c1, …, the row number (where the file carries it) as `row_no`. */
export function scanSql(scan: Scan): string {
  return scan.kind === 'csv' ? csvSql(scan) : parquetSql(scan);
}

export function columnCountOf({ scan }: Pick<OpenTable, 'scan'>): number {
  if (scan.kind === 'parquet') return scan.columns.length;
  return scan.rowNumbers === 'first-column' ? scan.columnCount - 1 : scan.columnCount;
}

/** The row number, as a person sees it, of the row with ordinal `rowid`. */
export function rowNumberSql(scan: Scan): string {
  if (scan.kind === 'parquet') return 'rowid + 1';
  return scan.rowNumbers === 'first-column' ? 'row_no' : `rowid + ${scan.skipLines + 1}`;
}

export const hasRowColumn = (scan: Scan): boolean =>
  scan.kind === 'csv' && scan.rowNumbers === 'first-column';

function csvSql(scan: Extract<Scan, { kind: 'csv' }>): string {
  const shift = scan.rowNumbers === 'first-column' ? 1 : 0;
  const names = Array.from({ length: scan.columnCount }, (_, at) =>
    at < shift ? "'row_no': 'BIGINT'" : `'c${at - shift}': 'VARCHAR'`,
  );
  // null_padding: a line may end before its last columns. strict_mode off: a stray quote is text.
  return `read_csv(${quoted(scan.path)}, auto_detect = false, header = false, skip = ${scan.skipLines},
    delim = ${quoted(scan.delimiter)}, quote = '"', escape = '"', null_padding = true, strict_mode = false,
    columns = {${names.join(', ')}})`;
}

function parquetSql(scan: Extract<Scan, { kind: 'parquet' }>): string {
  const columns = scan.columns.map((name, at) => `"${name.replaceAll('"', '""')}"::varchar as c${at}`);
  return `(select ${columns.join(', ')} from read_parquet(${quoted(scan.path)}))`;
}

/** All cells of a row as one text. */
export function rowTextSql(columnCount: number): string {
  const cells = Array.from({ length: columnCount }, (_, at) => `coalesce(c${at}, '')`);
  return `concat_ws(chr(31), ${cells.join(', ')})`;
}

/** One cell of a kept row, null when blank. */
export const cellSql = (column: number): string => `nullif(split_part(body, chr(31), ${column + 1}), '')`;

export const splitRow = (text: string): string[] => text.split(CELL_SEPARATOR);
