import { createInterface } from 'node:readline';
import { maskIdNumber } from '@anju/domain';
import type { FileStore } from '../../platform/files/file-store.ts';

export interface RefusedRow {
  /** Named where several sheets of a workbook are read. */
  readonly sheet?: string | null;
  /** 1-based row in the delivered file, as seen in Excel. */
  readonly row: number;
  /** Chinese name of the field. */
  readonly field: string;
  /** As shown: ID numbers masked. */
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
  /** What becomes of it; absent where it was not recorded. */
  readonly extent?: RefusedExtent;
}

/** row: left out · field: taken without this cell · remark: taken as it is, but a person should look. */
export type RefusedExtent = keyof typeof REFUSED_EXTENTS;
export const REFUSED_EXTENTS = {
  row: '整行不采用',
  field: '此项按空值载入',
  remark: '照常载入，请核对',
} as const;

/** How many rows are left out, and how many others are taken without a cell. */
export function countRows(refused: readonly RefusedRow[]): {
  readonly refused: number;
  readonly unread: number;
} {
  const rowsOf = (extent: RefusedExtent) =>
    new Set(refused.filter((row) => row.extent === extent).map(({ sheet, row }) => `${sheet ?? ''} ${row}`));
  const left = rowsOf('row');
  return { refused: left.size, unread: [...rowsOf('field')].filter((key) => !left.has(key)).length };
}

/** Rows of one workbook: Excel's own limit less the two above them. */
const MAX_ROWS = 1_048_574;
const MAX_BYTES = 500 * 1024 * 1024;
/** Rows stored or read at a time. */
const PIECE = 1000;

/** Any run of digits, wide ones too, as long as an ID number, a phone or a bank card hides all but its head. */
export function maskLongDigits(text: string): string {
  return text.replace(/[\d０-９]{10,}[\dXx０-９Ｘｘ]?/g, maskIdNumber);
}

/**
 * The row as it is kept and shown. A number whose last digits Excel turned to zeros is no ID number any more, and
 * comes through the reader whole; what is left of it still tells the birth date.
 */
export const withoutNumbers = (row: RefusedRow): RefusedRow => ({ ...row, value: maskLongDigits(row.value) });

/** Keeps the refused rows of a file, a JSON line each; gives the stored file's SHA-256, null where none was refused. */
export async function storeRefused(files: FileStore, rows: readonly RefusedRow[]): Promise<string | null> {
  if (rows.length === 0) return null;
  return (await files.put(linesOf(rows.slice(0, MAX_ROWS)), { maxBytes: MAX_BYTES })).sha256;
}

async function* linesOf(rows: readonly RefusedRow[]): AsyncGenerator<Buffer> {
  for (let at = 0; at < rows.length; at += PIECE) {
    const lines = rows.slice(at, at + PIECE).map((row) => `${JSON.stringify(withoutNumbers(row))}\n`);
    yield Buffer.from(lines.join(''));
  }
}

/** The stored rows, some at a time. */
export async function* readRefused(
  files: FileStore,
  sha256: string,
): AsyncGenerator<readonly RefusedRow[], void, undefined> {
  const lines = createInterface({ input: await files.read(sha256), crlfDelay: Number.POSITIVE_INFINITY });
  let rows: RefusedRow[] = [];
  for await (const line of lines) {
    rows.push(JSON.parse(line));
    if (rows.length < PIECE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
