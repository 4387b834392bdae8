import { COMPUTE } from '../data-rows.ts';
import { contentShare } from '../header/content-check.ts';
import { decideTable, type TableDecision } from '../header/decide-table.ts';
import { type FoundHeader, findHeader } from '../header/find-header.ts';
import { isNote } from '../notes.ts';
import type { OpenContext } from '../open-context.ts';
import { isBlankCell, type RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { LeftOutSheet } from '../types.ts';
import { MOST_SHEETS } from './sheet-places.ts';
import type { Workbook } from './workbook.ts';

/** Rows looked at in each sheet: the header's thirty and enough data for content checks. */
const HEAD_ROWS = 120;

/** The beginning of a sheet that has something on it. */
interface SheetHead {
  readonly sheet: number;
  readonly name: string;
  readonly rows: readonly RawRow[];
  readonly found: FoundHeader | null;
}

export interface ReadSheet {
  readonly sheet: number;
  readonly name: string;
  readonly rows: readonly RawRow[];
  readonly decision: TableDecision;
}

export interface ChosenSheets {
  /** The one whose header means most, whose columns hold for all. */
  readonly best: ReadSheet;
  /** All that are read, the best among them, in the order of the workbook. */
  readonly read: readonly ReadSheet[];
  readonly leftOut: readonly LeftOutSheet[];
}

/**
 * The visible sheets that hold the table: the one whose header means most and those with the same header. Another
 * sheet with people on it is never passed over: the file is refused, and the sheet named. Hidden sheets count only
 * where nothing is visible.
 */
export async function chooseSheets(context: OpenContext, workbook: Workbook): Promise<ChosenSheets> {
  const sheets = workbook.sheets.map((sheet, index) => ({ ...sheet, index }));
  const tried = sheetsToTry(context, sheets);
  const leftOut: LeftOutSheet[] = sheets
    .filter((sheet) => !tried.includes(sheet))
    .map(({ name, hidden }) => ({ name, reason: hidden ? 'hidden' : 'not-chosen' }));
  const heads: SheetHead[] = [];
  let uncomputed: RawRow | null = null;
  for (const { index, name } of tried) {
    const rows = await headOf(workbook, index, context);
    uncomputed ??= rows.find((row) => row.uncomputed !== undefined) ?? null;
    if (rows.every((row) => row.cells.every(isBlankCell))) leftOut.push({ name, reason: 'empty' });
    else heads.push({ sheet: index, name, rows, found: findHeader(rows, context.words) });
  }
  const main = bestOf(heads);
  if ((main === null || main.found === null) && uncomputed !== null)
    throw new ReadFailure(
      'unsupported',
      `第 ${uncomputed.row} 行的单元格是公式且没有结果，认不出表头。${COMPUTE}`,
      { row: uncomputed.row },
    );
  if (main === null) throw new ReadFailure('empty', '工作簿里没有数据。请确认导出成功后重新上传');
  const best = { ...main, decision: decide(main, context) };
  const read: ReadSheet[] = [];
  const others: string[] = [];
  for (const head of heads) {
    const same = head === main ? best : asTheBest(head, best, context);
    if (same !== null) read.push(same);
    else if (hasData(head, context)) others.push(head.name);
    else leftOut.push({ name: head.name, reason: 'no-data' });
  }
  if (others.length > 0)
    throw new ReadFailure(
      'other-sheets',
      `工作表${others.map((name) => `“${name}”`).join('、')}也有数据，但表头与“${main.name}”不同，不能一起读取。请把表头改成一样，或把各工作表另存为单独的文件分别提供；不需要的工作表请删除`,
    );
  return { best, read, leftOut };
}

interface NamedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly index: number;
}

function sheetsToTry(context: OpenContext, sheets: readonly NamedSheet[]): readonly NamedSheet[] {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const tried = sheetWanted(context, sheets) ?? (visible.length > 0 ? visible : sheets);
  if (tried.length <= MOST_SHEETS) return tried;
  throw new ReadFailure(
    'too-large',
    `工作簿有 ${tried.length} 张工作表，超过 ${MOST_SHEETS} 张。请拆分后重新上传`,
  );
}

function sheetWanted(context: OpenContext, sheets: readonly NamedSheet[]): readonly NamedSheet[] | null {
  const { mapping } = context.options;
  if (mapping === undefined || !('sheet' in mapping) || mapping.sheet === undefined) return null;
  const found = sheets.filter((sheet) => sheet.name === mapping.sheet);
  if (found.length === 0)
    throw new ReadFailure(
      'no-header',
      `没有名为“${mapping.sheet}”的工作表，文件里有：${sheets.map((sheet) => sheet.name).join('、')}`,
    );
  return found;
}

async function headOf(workbook: Workbook, sheet: number, context: OpenContext): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of workbook.rows(sheet)) {
    context.checkpoint();
    rows.push(...batch);
    if (rows.length >= HEAD_ROWS) break;
  }
  return rows.slice(0, HEAD_ROWS);
}

function bestOf(heads: readonly SheetHead[]): SheetHead | null {
  let best: SheetHead | null = null;
  for (const head of heads)
    if (best === null || (head.found?.score ?? 0) > (best.found?.score ?? 0)) best = head;
  return best;
}

const decide = ({ rows, found }: SheetHead, { words, options }: OpenContext): TableDecision =>
  decideTable(rows, found, words, options.mapping);

/** The sheet with the best one's columns; null when its own are others. */
function asTheBest(head: SheetHead, best: ReadSheet, context: OpenContext): ReadSheet | null {
  try {
    const own = decide(head, context);
    const sameHeader = headerOf(own) === headerOf(best.decision);
    const sameColumns = usedColumns(own) === usedColumns(best.decision);
    if (!sameHeader && !sameColumns) return null;
    const { mapping, undecided } = best.decision;
    return { ...head, decision: { ...own, mapping, undecided } };
  } catch (error) {
    if (error instanceof ReadFailure) return null;
    throw error;
  }
}

const headerOf = ({ found }: TableDecision): string =>
  JSON.stringify([found.headers.map(({ index, shown }) => [index, shown]), found.titleUnits]);

/** What is read of a sheet, by the words that stand over it. */
function usedColumns({ mapping, undecided, found }: TableDecision): string {
  const shown = (index: number) => found.headers.find((header) => header.index === index)?.shown ?? null;
  const fields = Object.entries(mapping.fields).map(([key, { index, unit }]) => [
    key,
    index,
    unit,
    shown(index),
  ]);
  const series = Object.entries(mapping.series);
  const asked = undecided.map(({ field, candidates }) => [field, candidates.map(shown)]);
  return JSON.stringify([fields, series, asked]);
}

/** People by their numbers; where units are compared, rows under a header that means something. */
function hasData({ rows, found }: SheetHead, { table }: OpenContext): boolean {
  if (rows.some(({ cells }) => (contentShare(cells, 'id-number') ?? 0) > 0)) return true;
  if (found === null || table.fields.some(({ type, required }) => type === 'id-number' && required))
    return false;
  return rows.slice(Math.max(...found.lines) + 1).some(({ cells }) => !isNote(cells));
}
