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
  if (scan.kind === 'parquet') {
    let row = 0;
    for await (const cells of parquetRows(scan.path, scan.columns)) {
      signal?.throwIfAborted();
      row += 1;
      if (table.classify(cells) === 'data') yield { row, cells };
    }
    return;
  }
  const limits = { ...DEFAULT_LIMITS, columns: scan.columnCount + 1 + DEFAULT_LIMITS.columns };
  const parser = new CsvParser(scan.delimiter, limits);
  const hasRowColumn = scan.rowNumbers === 'first-column';
  const convert = (raw: RawRow): TableRow | null => {
    if (hasRowColumn) return { row: Number(raw.cells[0]), cells: raw.cells.slice(1) };
    if (raw.row <= scan.skipLines || table.classify(raw.cells) !== 'data') return null;
    const cells = raw.cells.slice(0, scan.columnCount);
    while (cells.length < scan.columnCount) cells.push(null);
    return { row: raw.row, cells };
  };
  const utf8 = { encoding: 'utf-8', bomBytes: 0, certain: true } as const;
  for await (const text of textChunks(scan.path, utf8, startCheckpoint(limits, signal)))
    yield* rowsOf(parser.push(text), convert);
  yield* rowsOf(parser.finish(), convert);
}

function* rowsOf(batch: readonly RawRow[], convert: (raw: RawRow) => TableRow | null) {
  for (const raw of batch) {
    const row = convert(raw);
    if (row !== null) yield row;
  }
}
