import { HEADER_WITHIN } from '../header/find-header.ts';
import { type OpenContext, PREVIEW_ROWS } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { takeWritten } from '../scratch/scratch-csv.ts';
import type { OpenTable, Scan, TableRow } from '../types.ts';
import { placeInFile } from '../workbook/sheet-places.ts';
import { LineAudit } from './audit-lines.ts';
import { detectEncoding } from './detect-encoding.ts';
import { type CsvPlan, dataPart, planCsv } from './plan-csv.ts';
import { rewriteCsv } from './rewrite-csv.ts';
import { MAX_LINE, scanDirectly } from './scan-original.ts';
import { fileChunks } from './text-chunks.ts';

/**
 * Opens delimited text. UTF-8 whose lines are records is scanned where it lies; other encodings are first copied
 * to UTF-8 line by line; what is irregular is rewritten with row numbers.
 */
export async function openCsv(context: OpenContext, head: Buffer): Promise<OpenTable> {
  const first = await planCsv(context, head, detectEncoding(head));
  const { unread, headOnly } = context.options;
  const decided = first.encoding.certain || unread === true || headOnly === true;
  const plan = decided ? first : await reconsidered(context, head, first);
  const preview = plan.dataRows();
  const firstRows: TableRow[] = [];
  for (const row of dataPart(plan)) {
    const taken = preview.take(row);
    if (taken !== null && firstRows.push(taken) >= PREVIEW_ROWS) break;
  }
  const direct = await scanAsItLies(context, plan, head);
  const written = direct === null ? await rewriteCsv(context, plan) : null;
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
    head: plan.head.rows.slice(0, HEADER_WITHIN),
    leftOut: [],
    placeOf: placeInFile,
    mapping: plan.decision.mapping,
    undecided: plan.decision.undecided,
    firstRows,
    rowCountEstimate: written?.rows.count ?? estimateRows(plan, head, context.size),
    scan: direct ?? written?.scan ?? unreachable(),
    skipped: written?.rows.skipped ?? { blank: 0, notes: 0, repeatedHeaders: 0 },
    uncomputed: [],
    ragged: { rows: written?.rows.ragged ?? [], count: written?.rows.raggedCount ?? 0 },
    classify: plan.classify,
    rowTaker: () => (written === null ? originalTaker(plan) : takeWritten),
    close: context.removeScratch,
  };
}

function originalTaker(plan: CsvPlan): (raw: RawRow) => TableRow | null {
  const rows = plan.dataRows();
  return (raw) => (raw.row <= plan.skipLines ? null : rows.take(raw));
}

function unreachable(): never {
  throw new Error('a table is either scanned directly or rewritten');
}

/** Null where the rows have to be written anew. */
async function scanAsItLies(context: OpenContext, plan: CsvPlan, head: Buffer): Promise<Scan | null> {
  const { headOnly, rewrite } = context.options;
  if (headOnly === true)
    return {
      kind: 'csv',
      path: context.path,
      delimiter: plan.head.delimiter,
      quote: '"',
      skipLines: plan.skipLines,
      columnCount: plan.width,
      rowNumbers: 'line-order',
    };
  return rewrite === true || !looksRegular(plan, head) ? null : scanDirectly(context, plan);
}

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

/** Lines longer than the table, line ends of old systems, or no header to skip a byte order mark with. */
function looksRegular(plan: CsvPlan, head: Buffer): boolean {
  const tooWide = dataPart(plan).some((row) => row.cells.length > plan.width);
  const onlyReturns = plan.encoding.encoding === 'utf-8' && !head.includes(10) && head.includes(13);
  // DuckDB skips records, not lines: they must be the same above the data too.
  const records = Math.max(-1, ...plan.decision.found.lines) + 1;
  const broken = records !== plan.skipLines;
  return !tooWide && !onlyReturns && !broken && !(plan.skipLines === 0 && plan.encoding.bomBytes > 0);
}

function estimateRows(plan: CsvPlan, head: Buffer, size: number): number {
  let newlines = head.at(-1) === 10 ? 0 : 1;
  for (let at = head.indexOf(10); at !== -1; at = head.indexOf(10, at + 1)) newlines += 1;
  if (head.length >= size) return Math.max(0, newlines - plan.skipLines);
  const perLine = head.length / newlines;
  return Math.max(1, Math.round(size / perLine) - plan.skipLines);
}
