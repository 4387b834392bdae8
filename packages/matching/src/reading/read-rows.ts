import { CsvParser } from './csv/parse-csv.ts';
import { textChunks } from './csv/text-chunks.ts';
import { DEFAULT_LIMITS, startCheckpoint } from './limits.ts';
import { parquetRows } from './parquet/parquet-scan.ts';
import type { RawRow } from './raw-row.ts';
import type { OpenTable, TableRow } from './types.ts';

/**
 * The data rows of a table one by one, for small files such as rosters: notes, totals and repeated headers left
 * out, merged-down cells filled. A cell is its text, null when blank. Throws the signal's reason on abort.
 */
export async function* readRows(
  table: OpenTable,
  signal?: AbortSignal,
): AsyncGenerator<TableRow, void, undefined> {
  const { scan } = table;
  const take = table.rowTaker();
  if (scan.kind === 'parquet') {
    let row = 0;
    for await (const cells of parquetRows(scan.path, scan.columns)) {
      signal?.throwIfAborted();
      row += 1;
      const taken = take({ row, cells });
      if (taken !== null) yield taken;
    }
    return;
  }
  const limits = { ...DEFAULT_LIMITS, columns: scan.columnCount + 1 + DEFAULT_LIMITS.columns };
  const parser = new CsvParser(scan.delimiter, limits);
  const utf8 = { encoding: 'utf-8', bomBytes: 0, certain: true } as const;
  for await (const text of textChunks(scan.path, utf8, startCheckpoint(limits, signal)))
    yield* takeAll(parser.push(text), take);
  yield* takeAll(parser.finish(), take);
}

function* takeAll(batch: readonly RawRow[], take: (raw: RawRow) => TableRow | null) {
  for (const raw of batch) {
    const row = take(raw);
    if (row !== null) yield row;
  }
}
