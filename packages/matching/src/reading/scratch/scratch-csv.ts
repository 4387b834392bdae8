import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawRow } from '../raw-row.ts';
import type { TableRow } from '../types.ts';

/** Small, so that the texts are gone before the collector has to move them. */
const FLUSH = 1 << 16;

/** A folder of its own inside the caller's scratch folder, removed as a whole. */
export async function makeScratchFolder(
  parent: string,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(parent, 'table-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** UTF-8 CSV of data rows, the row number first, every line with the same number of columns, no header. */
export class ScratchCsv {
  readonly path: string;
  readonly #file: FileHandle;
  #pending = '';

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async create(folder: string): Promise<ScratchCsv> {
    const path = join(folder, 'rows.csv');
    // Personal data: nobody but the owner of the process reads it.
    return new ScratchCsv(path, await open(path, 'wx', 0o600));
  }

  /** A promise only when the buffer is full: the caller awaits it before the next row. */
  write(row: TableRow): Promise<void> | null {
    let line = String(row.row);
    for (const cell of row.cells) line += cell === null ? ',' : `,${quoted(cell)}`;
    this.#pending += `${line}\n`;
    return this.#pending.length >= FLUSH ? this.#flush() : null;
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    if (text !== '') await this.#file.appendFile(text);
  }
}

/** A row as written above; what is no data was left out. */
export const takeWritten = ({ cells }: RawRow): TableRow => ({
  row: Number(cells[0]),
  cells: cells.slice(1),
});

/**
 * A line break inside a cell becomes a space: a line of the scratch file is then always a record, which DuckDB
 * scans on all cores, short lines included.
 */
function quoted(cell: string): string {
  if (!/[",\r\n]/u.test(cell)) return cell;
  const line = cell.replace(/\s*[\r\n]+\s*/gu, ' ');
  return `"${line.replaceAll('"', '""')}"`;
}
