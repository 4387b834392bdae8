import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableRow } from '../types.ts';

const FLUSH = 1 << 20;

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
  #pending: string[] = [];
  #length = 0;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async create(folder: string): Promise<ScratchCsv> {
    const path = join(folder, 'rows.csv');
    // Personal data: nobody but the owner of the process reads it.
    return new ScratchCsv(path, await open(path, 'wx', 0o600));
  }

  async write(row: TableRow): Promise<void> {
    let line = String(row.row);
    for (const cell of row.cells) line += `,${cell === null ? '' : quoted(cell)}`;
    this.#pending.push(line);
    this.#length += line.length + 1;
    if (this.#length >= FLUSH) await this.#flush();
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    const text = `${this.#pending.join('\n')}\n`;
    this.#pending = [];
    this.#length = 0;
    await this.#file.appendFile(text);
  }

  async abandon(): Promise<void> {
    await this.#file.close();
  }
}

/**
 * A line break inside a cell becomes a space: a line of the scratch file is then always a record, which DuckDB
 * scans on all cores, short lines included.
 */
function quoted(cell: string): string {
  if (!/[",\r\n]/u.test(cell)) return cell;
  const line = cell.replace(/\s*[\r\n]+\s*/gu, ' ');
  return `"${line.replaceAll('"', '""')}"`;
}
