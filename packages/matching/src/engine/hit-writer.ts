import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { CELL_SEPARATOR } from './scan-sql.ts';
import type { SettledHit } from './settle-row.ts';

/** One line a hit and member; `member` is -1 for the unit. */
export const CREATE_HITS = `create table w.hits (
  file integer, role integer, row_no integer, household integer, member integer, probable boolean, body varchar)`;

/** Appends hits of one file to w.hits. */
export class HitWriter {
  readonly #rows: DuckDBAppender;
  readonly #file: number;

  private constructor(rows: DuckDBAppender, file: number) {
    this.#rows = rows;
    this.#file = file;
  }

  static async open(connection: DuckDBConnection, file: number): Promise<HitWriter> {
    return new HitWriter(await connection.createAppender('hits', 'main', 'w'), file);
  }

  write({ role, link }: SettledHit, row: number, cells: readonly string[]): void {
    this.#rows.appendInteger(this.#file);
    this.#rows.appendInteger(role);
    this.#rows.appendInteger(row);
    this.#rows.appendInteger(link.household);
    this.#rows.appendInteger(link.member);
    this.#rows.appendBoolean(link.probable);
    this.#rows.appendVarchar(cells.join(CELL_SEPARATOR));
    this.#rows.endRow();
  }

  close(): void {
    this.#rows.closeSync();
  }
}

/** Takes back what an attempt at a file has written. */
export async function forgetHits(connection: DuckDBConnection, file: number): Promise<void> {
  await connection.run(`delete from w.hits where file = ${file}`);
}
