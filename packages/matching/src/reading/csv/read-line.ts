import { DEFAULT_LIMITS } from '../limits.ts';
import { isBlankCell } from '../raw-row.ts';
import type { Scan } from '../types.ts';
import { CsvParser } from './parse-csv.ts';

export interface ScannedLine {
  /** 1-based, as a person sees it. */
  readonly row: number;
  /** Of the table's width; blank ones empty. */
  readonly cells: readonly string[];
  /** There is text beyond the last column: a delimiter too many, and nobody can say where. */
  readonly isRagged: boolean;
}

// The scan has bounded the line already.
const LIMITS = { ...DEFAULT_LIMITS, columns: Number.MAX_SAFE_INTEGER, cellLength: 1 << 20 };

/** Takes one data line of a scan apart; `line` counts from 0 at the first. */
export function readLine(text: string, line: number, scan: Extract<Scan, { kind: 'csv' }>): ScannedLine {
  const cells = cellsOf(text, scan.delimiter);
  const first = scan.rowNumbers === 'first-column' ? 1 : 0;
  const row = first === 1 ? Number(cells[0]) : scan.skipLines + line + 1;
  const isRagged =
    cells.length > scan.columnCount && cells.slice(scan.columnCount).some((cell) => !isBlankCell(cell));
  const own = cells.slice(first, scan.columnCount);
  while (own.length < scan.columnCount - first) own.push('');
  return { row, cells: own, isRagged };
}

function cellsOf(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  const [row] = new CsvParser(delimiter, LIMITS).push(`${text}\n`);
  return (row?.cells ?? []).map((cell) => cell ?? '');
}
