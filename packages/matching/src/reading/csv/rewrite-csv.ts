import type { DataRows } from '../data-rows.ts';
import type { OpenContext } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { ScratchCsv } from '../scratch/scratch-csv.ts';
import type { Scan } from '../types.ts';
import { CsvParser } from './parse-csv.ts';
import type { CsvPlan } from './plan-csv.ts';
import { CHUNK, textChunks } from './text-chunks.ts';

/** Parses the whole file into a scratch CSV of data rows with their numbers. */
export async function rewriteCsv(
  context: OpenContext,
  plan: CsvPlan,
): Promise<{ scan: Scan; rows: DataRows }> {
  const parser = new CsvParser(plan.head.delimiter, context.limits);
  const rows = plan.dataRows();
  const scratch = await ScratchCsv.create(await context.scratchFolder());
  const write = async (batch: readonly RawRow[]) => {
    for (const raw of batch) {
      if (raw.row <= plan.skipLines) continue;
      const row = rows.take(raw);
      const full = row === null ? null : scratch.write(row);
      if (full !== null) await full;
    }
  };
  try {
    let done = 0;
    for await (const text of textChunks(context.path, plan.encoding, context.checkpoint)) {
      if (text.includes('\0'))
        throw new ReadFailure('damaged', '文件里有不属于文字的字节，可能已损坏。请从原系统重新导出');
      await write(parser.push(text));
      done += CHUNK;
      context.options.onProgress?.(Math.min(done, context.size), context.size);
    }
    await write(parser.finish());
  } finally {
    await scratch.finish();
  }
  if (rows.raggedCount > rows.count && rows.raggedCount > 5)
    throw new ReadFailure(
      'damaged',
      `${rows.raggedCount} 行的列数比表头多，从第 ${rows.ragged[0]} 行起。请检查单元格里的逗号后用 Excel 另存为 xlsx`,
      { row: rows.ragged[0] ?? 1 },
    );
  const scan: Scan = {
    kind: 'csv',
    path: scratch.path,
    delimiter: ',',
    quote: '"',
    skipLines: 0,
    columnCount: plan.width + 1,
    rowNumbers: 'first-column',
  };
  return { scan, rows };
}
