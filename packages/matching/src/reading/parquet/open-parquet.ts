import { open } from 'node:fs/promises';
import { classifierOf } from '../data-rows.ts';
import { decideTable } from '../header/decide-table.ts';
import { headerAt } from '../header/find-header.ts';
import { type OpenContext, PREVIEW_ROWS } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { OpenOptions, OpenTable, TableRow } from '../types.ts';
import { placeInFile } from '../workbook/sheet-places.ts';
import { cellOf, parquetSql, withDuckDb } from './parquet-scan.ts';

const SAMPLE_ROWS = 120;

/** Opens a Parquet file where it lies: the columns' names are its header, row 1 its first record. */
export async function openParquet(context: OpenContext): Promise<OpenTable> {
  await refuseTruncated(context);
  const { columns, sample, count } = await look(context);
  const names: RawRow = { row: 0, cells: columns };
  const rows: readonly RawRow[] = [names, ...sample.map((cells, position) => ({ row: position + 1, cells }))];
  const mapping = columnsAlone(context.options.mapping);
  const { found, ...decision } = decideTable(
    rows,
    headerAt(rows, [0], context.words, mapping !== undefined),
    context.words,
    mapping,
  );
  const classify = classifierOf([], [names]);
  const firstRows: TableRow[] = sample
    .map((cells, position) => ({ row: position + 1, cells }))
    .filter(({ cells }) => classify(cells) === 'data')
    .slice(0, PREVIEW_ROWS);
  context.options.onProgress?.(context.size, context.size);
  return {
    name: context.name,
    format: 'parquet',
    header: {
      sheet: '',
      rows: [],
      columns: found.headers.map(({ index, shown, own }) => ({ index, header: shown, unit: own.unit })),
    },
    head: [],
    leftOut: [],
    placeOf: placeInFile,
    mapping: decision.mapping,
    undecided: decision.undecided,
    firstRows,
    rowCountEstimate: count,
    scan: { kind: 'parquet', path: context.path, columns },
    skipped: { blank: 0, notes: 0, repeatedHeaders: 0 },
    ragged: { rows: [], count: 0 },
    uncomputed: [],
    classify,
    rowTaker: () => (raw) => (classify(raw.cells) === 'data' ? raw : null),
    close: context.removeScratch,
  };
}

/** The names of the columns are the header whatever row was pointed out. */
function columnsAlone(mapping: OpenOptions['mapping']): OpenOptions['mapping'] {
  return mapping !== undefined && 'columns' in mapping ? { columns: mapping.columns } : mapping;
}

/** The directory of a Parquet file stands at its end: half a file has none. */
async function refuseTruncated(context: OpenContext): Promise<void> {
  const file = await open(context.path, 'r');
  try {
    const tail = Buffer.alloc(8);
    await file.read(tail, 0, 8, Math.max(0, context.size - 8));
    const isWhole = context.size >= 12 && tail.toString('latin1', 4) === 'PAR1';
    if (!isWhole || tail.readUInt32LE(0) > context.size - 12) throw incomplete();
  } finally {
    await file.close();
  }
}

const incomplete = () =>
  new ReadFailure('damaged', 'Parquet 文件不完整，可能没有传完。请重新下载或导出后再上传');

async function look(context: OpenContext) {
  return withDuckDb(async (connection) => {
    try {
      const file = `read_parquet('${context.path.replaceAll("'", "''")}')`;
      const described = await connection.runAndReadAll(`describe select * from ${file}`);
      const columns = described.getRows().map((row) => String(row[0]));
      if (columns.length > context.limits.columns)
        throw new ReadFailure(
          'too-many-columns',
          `有 ${columns.length} 列，超过 ${context.limits.columns} 列。请只保留需要的列后重新导出`,
        );
      const counted = await connection.runAndReadAll(`select count(*)::integer from ${file}`);
      const sampled = await connection.runAndReadAll(parquetSql(context.path, columns, SAMPLE_ROWS));
      return {
        columns,
        sample: sampled.getRows().map((row) => row.map(cellOf)),
        count: Number(counted.getRows()[0]?.[0] ?? 0),
      };
    } catch (error) {
      if (error instanceof ReadFailure) throw error;
      // DuckDB names the damage in English with the path; the remedy is the same for all of it.
      throw incomplete();
    }
  });
}
