import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { classifierOf, DataRows } from '../data-rows.ts';
import { decideTable, type TableDecision } from '../header/decide-table.ts';
import { type OpenContext, PREVIEW_ROWS } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { ScratchCsv } from '../scratch/scratch-csv.ts';
import type { OpenTable, Scan, TableRow } from '../types.ts';
import { LineAudit } from './audit-lines.ts';
import { type CsvHead, readHead } from './detect-delimiter.ts';
import { type DetectedEncoding, detectEncoding } from './detect-encoding.ts';
import { CsvParser } from './parse-csv.ts';
import { fileChunks, textChunks } from './text-chunks.ts';

/** DuckDB's own bound for a line is 2 MB; ours stays below it. */
const MAX_LINE = 1 << 20;

interface CsvPlan {
  readonly encoding: DetectedEncoding;
  readonly head: CsvHead;
  readonly decision: TableDecision;
  readonly dataRows: () => DataRows;
  readonly width: number;
  readonly skipLines: number;
}

/**
 * Opens delimited text. UTF-8 whose lines are records is scanned where it lies; other encodings are first copied
 * to UTF-8 line by line; what is irregular is rewritten with row numbers.
 */
export async function openCsv(context: OpenContext, head: Buffer): Promise<OpenTable> {
  const first = await planCsv(context, head, detectEncoding(head));
  const plan = first.encoding.certain ? first : await reconsidered(context, head, first);
  const preview = plan.dataRows();
  const firstRows: TableRow[] = [];
  for (const row of dataPart(plan)) {
    const taken = preview.take(row);
    if (taken !== null && firstRows.push(taken) >= PREVIEW_ROWS) break;
  }
  const direct =
    context.options.rewrite === true || fillsDown(context, plan) || !looksRegular(plan, head)
      ? null
      : await scanDirectly(context, plan);
  const written = direct === null ? await rewrite(context, plan) : null;
  return {
    name: context.name,
    format: 'csv',
    encoding: plan.encoding.encoding,
    header: {
      sheet: '',
      rows: plan.decision.found.lines.map((line) => plan.head.rows[line]?.row ?? 0),
      columns: plan.decision.found.headers.map(({ index, shown, own, group }) => ({
        index,
        header: shown,
        unit: own.unit ?? group?.unit ?? null,
      })),
    },
    mapping: plan.decision.mapping,
    undecided: plan.decision.undecided,
    firstRows,
    rowCountEstimate: written?.rows.count ?? estimateRows(plan, head, context.size),
    scan: direct ?? written?.scan ?? unreachable(),
    skipped: written?.rows.skipped ?? { blank: 0, notes: 0, repeatedHeaders: 0 },
    ragged: { rows: written?.rows.ragged ?? [], count: written?.rows.raggedCount ?? 0 },
    classify: classifier(plan),
    close: context.removeScratch,
  };
}

function unreachable(): never {
  throw new Error('a table is either scanned directly or rewritten');
}

async function planCsv(context: OpenContext, head: Buffer, encoding: DetectedEncoding): Promise<CsvPlan> {
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
  return {
    encoding,
    head: read,
    decision,
    width,
    dataRows: () =>
      new DataRows({
        table: context.table,
        mapping: decision.mapping,
        classify: classifierOf(
          read.rows.slice(0, Math.min(...decision.found.lines, read.rows.length)),
          headerLines,
        ),
        width,
        isText: true,
      }),
    skipLines: data[0] === undefined ? (headerLines.at(-1)?.row ?? 0) : data[0].row - 1,
  };
}

const classifier = (plan: CsvPlan) => {
  const { lines } = plan.decision.found;
  return classifierOf(
    plan.head.rows.slice(0, Math.min(...lines, plan.head.rows.length)),
    lines.flatMap((line) => plan.head.rows[line] ?? []),
  );
};

/** Plain ASCII at the head may be the beginning of a GB18030 file: the whole file decides. */
async function reconsidered(context: OpenContext, head: Buffer, plan: CsvPlan): Promise<CsvPlan> {
  const audit = new LineAudit(plan.head.delimiter, MAX_LINE, 0);
  for await (const chunk of fileChunks(context.path, context.checkpoint)) {
    audit.push(chunk);
    if (audit.invalidFrom !== null) break;
  }
  if (audit.invalidFrom === null) audit.finish();
  if (audit.invalidFrom === null) return plan;
  return planCsv(context, head, { encoding: 'gb18030', bomBytes: 0, certain: true });
}

function decodeHead(head: Buffer, encoding: DetectedEncoding, complete: boolean): string {
  // Not fatal: a damaged byte is named with its line by the pass over the whole file.
  return new TextDecoder(encoding.encoding).decode(head, { stream: !complete });
}

const dataPart = (plan: CsvPlan): readonly RawRow[] =>
  plan.head.rows.slice(Math.max(-1, ...plan.decision.found.lines) + 1);

/** The width that most rows have. */
function commonWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0)) best = width;
  return best;
}

/** Blank cells that stand for the cell above have to be written out. */
function fillsDown(context: OpenContext, plan: CsvPlan): boolean {
  const { fields, fillDownBlanks } = context.table;
  return (
    fillDownBlanks === true &&
    fields.some((field) => field.fillDown === true && field.key in plan.decision.mapping.fields)
  );
}

/** Lines longer than the table, line ends of old systems, or no header to skip a byte order mark with. */
function looksRegular(plan: CsvPlan, head: Buffer): boolean {
  const tooWide = dataPart(plan).some((row) => row.cells.length > plan.width);
  const onlyReturns = plan.encoding.encoding === 'utf-8' && !head.includes(10) && head.includes(13);
  // DuckDB skips records, not lines: they must be the same above the data too.
  const records = Math.max(-1, ...plan.decision.found.lines) + 1;
  const broken = records !== plan.skipLines;
  return !tooWide && !onlyReturns && !broken && !(plan.skipLines === 0 && plan.encoding.bomBytes > 0);
}

async function scanDirectly(context: OpenContext, plan: CsvPlan): Promise<Scan | null> {
  const audit = new LineAudit(plan.head.delimiter, MAX_LINE, plan.skipLines);
  const path =
    plan.encoding.encoding === 'utf-8'
      ? await auditOriginal(context, audit)
      : await transcode(context, plan.encoding, audit);
  if (audit.invalidFrom !== null) throw await damage(context, path, audit.invalidFrom);
  if (!audit.regular) return null;
  return {
    kind: 'csv',
    path,
    delimiter: plan.head.delimiter,
    quote: '"',
    skipLines: plan.skipLines,
    columnCount: plan.width,
    rowNumbers: 'line-order',
  };
}

async function auditOriginal(context: OpenContext, audit: LineAudit): Promise<string> {
  let done = 0;
  for await (const chunk of fileChunks(context.path, context.checkpoint)) {
    audit.push(chunk);
    if (audit.invalidFrom !== null) return context.path;
    done += chunk.length;
    context.options.onProgress?.(done, context.size);
  }
  audit.finish();
  return context.path;
}

async function transcode(
  context: OpenContext,
  encoding: DetectedEncoding,
  audit: LineAudit,
): Promise<string> {
  const path = join(await context.scratchFolder(), 'text.csv');
  const file = await open(path, 'w', 0o600);
  try {
    let done = 0;
    for await (const text of textChunks(context.path, encoding, context.checkpoint)) {
      const bytes = Buffer.from(text, 'utf8');
      audit.push(bytes);
      await file.appendFile(bytes);
      done += 1 << 20;
      context.options.onProgress?.(Math.min(done, context.size), context.size);
    }
    audit.finish();
  } finally {
    await file.close();
  }
  return path;
}

async function damage(context: OpenContext, path: string, offset: number): Promise<ReadFailure> {
  let row = 1;
  let done = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of fileChunks(path, context.checkpoint)) {
    for (let at = 0; at < chunk.length; ) {
      const end = chunk.indexOf(10, at) === -1 ? chunk.length : chunk.indexOf(10, at) + 1;
      if (done + end > offset && !isSound(chunk.subarray(at, end), decoder)) return badBytes(row);
      if (chunk[end - 1] === 10) row += 1;
      at = end;
    }
    done += chunk.length;
  }
  return badBytes(row);
}

function isSound(line: Buffer, decoder: InstanceType<typeof TextDecoder>): boolean {
  try {
    return !decoder.decode(line).includes('\0');
  } catch {
    return false;
  }
}

const badBytes = (row: number) =>
  new ReadFailure(
    'damaged',
    `第 ${row} 行有不属于文字的字节，文件可能损坏或混用了编码。请从原系统重新导出，或用 Excel 打开核对后另存为 xlsx`,
    { row },
  );

async function rewrite(context: OpenContext, plan: CsvPlan): Promise<{ scan: Scan; rows: DataRows }> {
  const parser = new CsvParser(plan.head.delimiter, context.limits);
  const rows = plan.dataRows();
  const scratch = await ScratchCsv.create(await context.scratchFolder());
  const write = async (batch: readonly RawRow[]) => {
    for (const raw of batch) {
      if (raw.row <= plan.skipLines) continue;
      const row = rows.take(raw);
      if (row !== null) await scratch.write(row);
    }
  };
  try {
    let done = 0;
    for await (const text of textChunks(context.path, plan.encoding, context.checkpoint)) {
      if (text.includes('\0'))
        throw new ReadFailure('damaged', '文件里有不属于文字的字节，可能已损坏。请从原系统重新导出');
      await write(parser.push(text));
      done += 1 << 20;
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

function estimateRows(plan: CsvPlan, head: Buffer, size: number): number {
  let newlines = head.at(-1) === 10 ? 0 : 1;
  for (let at = head.indexOf(10); at !== -1; at = head.indexOf(10, at + 1)) newlines += 1;
  if (head.length >= size) return Math.max(0, newlines - plan.skipLines);
  const perLine = head.length / newlines;
  return Math.max(1, Math.round(size / perLine) - plan.skipLines);
}
