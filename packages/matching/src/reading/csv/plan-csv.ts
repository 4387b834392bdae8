import { classifierOf, DataRows, type RowClassifier } from '../data-rows.ts';
import { decideTable, type TableDecision } from '../header/decide-table.ts';
import type { OpenContext } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { type CsvHead, readHead } from './detect-delimiter.ts';
import type { DetectedEncoding } from './detect-encoding.ts';

/** What the head of a file says about the whole. */
export interface CsvPlan {
  readonly encoding: DetectedEncoding;
  readonly head: CsvHead;
  readonly decision: TableDecision;
  readonly classify: RowClassifier;
  /** A new counter of data rows for one pass. */
  readonly dataRows: () => DataRows;
  readonly width: number;
  readonly skipLines: number;
}

export async function planCsv(
  context: OpenContext,
  head: Buffer,
  encoding: DetectedEncoding,
): Promise<CsvPlan> {
  const complete = head.length >= context.size;
  const text = decodeHead(head, encoding, complete);
  if (!/\S/u.test(text)) throw new ReadFailure('empty', '文件是空的。请确认导出成功后重新上传');
  if (!complete && !/[\r\n]/u.test(text))
    throw new ReadFailure('too-large', '开头 256 KB 里没有换行，不是正常的表格。请重新导出');
  const read = readHead(text, complete, context.words, context.limits);
  const decision = decideTable(read.rows, read.found, context.words, context.options.mapping);
  const lastLine = Math.max(-1, ...decision.found.lines);
  const data = read.rows.slice(lastLine + 1);
  const headerLines = decision.found.lines.flatMap((line) => read.rows[line] ?? []);
  const needed = Object.values(decision.mapping.fields).map((column) => column.index + 1);
  const width = Math.max(...headerLines.map((line) => line.cells.length), ...needed, commonWidth(data));
  const { lines } = decision.found;
  const classify = classifierOf(read.rows.slice(0, Math.min(...lines, read.rows.length)), headerLines);
  return {
    encoding,
    head: read,
    classify,
    decision,
    width,
    dataRows: () =>
      new DataRows({
        table: context.table,
        mapping: decision.mapping,
        classify,
        width,
        isText: true,
      }),
    skipLines: data[0] === undefined ? (headerLines.at(-1)?.row ?? 0) : data[0].row - 1,
  };
}

function decodeHead(head: Buffer, encoding: DetectedEncoding, complete: boolean): string {
  // Not fatal: a damaged byte is named with its line by the pass over the whole file.
  return new TextDecoder(encoding.encoding).decode(head, { stream: !complete });
}

/** The rows of the head below the header. */
export const dataPart = (plan: CsvPlan): readonly RawRow[] =>
  plan.head.rows.slice(Math.max(-1, ...plan.decision.found.lines) + 1);

/** The width that most rows have. */
function commonWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0)) best = width;
  return best;
}
