import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** Runs with a small DuckDB of its own that can neither load anything nor reach the network. */
export async function withDuckDb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await openDuckDb();
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function openDuckDb(): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
}

/** The columns as text; `limit` rows, or all. */
export function parquetSql(path: string, columns: readonly string[], limit: number | null): string {
  const texts = columns.map((name) => `"${name.replaceAll('"', '""')}"::varchar`);
  const from = `read_parquet('${path.replaceAll("'", "''")}')`;
  return `select ${texts.join(', ')} from ${from}${limit === null ? '' : ` limit ${limit}`}`;
}

/** Rows in file order, streamed. */
export async function* parquetRows(
  path: string,
  columns: readonly string[],
): AsyncGenerator<(string | null)[], void, undefined> {
  const instance = await openDuckDb();
  const connection = await instance.connect();
  try {
    const result = await connection.stream(parquetSql(path, columns, null));
    for await (const batch of result.yieldRows()) for (const row of batch) yield row.map(cellOf);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function cellOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
