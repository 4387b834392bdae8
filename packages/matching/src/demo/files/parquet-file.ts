import { rm } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Table } from './table.ts';

/** Writes a Parquet file of text columns, as data platforms hand them out; returns the number of rows. */
export async function writeParquetFile(path: string, table: Table): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const columns = table.header.map((cell) => `"${cell.text.replaceAll('"', '""')}" varchar`);
    await connection.run(`create table rows (${columns.join(', ')})`);
    const count = await append(connection, table);
    // The name may be that of an older file, which the database would not overwrite whole.
    await rm(path, { force: true });
    await connection.run(`copy rows to '${path.replaceAll("'", "''")}' (format parquet)`);
    return count;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function append(connection: DuckDBConnection, table: Table): Promise<number> {
  const appender = await connection.createAppender('rows');
  let count = 0;
  for (const row of table.rows) {
    for (const cell of row) {
      if (cell === null || cell === '') appender.appendNull();
      else appender.appendVarchar(typeof cell === 'object' ? String(cell.serial) : String(cell));
    }
    appender.endRow();
    count += 1;
  }
  appender.closeSync();
  return count;
}
