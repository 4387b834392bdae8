import { classifierOf, DataRows } from '../data-rows.ts';
import { decideTable } from '../header/decide-table.ts';
import { type FoundHeader, findHeader } from '../header/find-header.ts';
import { type OpenContext, PREVIEW_ROWS } from '../open-context.ts';
import { isBlankCell, type RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { ScratchCsv, takeWritten } from '../scratch/scratch-csv.ts';
import type { OpenTable, TableRow } from '../types.ts';
import type { Workbook } from './workbook.ts';

/** Rows looked at in each sheet before one is chosen: the header's thirty and enough data for content checks. */
const HEAD_ROWS = 120;
const MAX_SHEETS_TRIED = 50;

interface SheetHead {
  readonly sheet: number;
  readonly rows: readonly RawRow[];
  readonly found: FoundHeader | null;
}

/** Chooses the sheet, decides its columns, and writes its data rows to a scratch CSV with row numbers. */
export async function openSheets(context: OpenContext, workbook: Workbook): Promise<OpenTable> {
  try {
    const chosen = await chooseSheet(context, workbook);
    const { found, ...decision } = decideTable(
      chosen.rows,
      chosen.found,
      context.words,
      context.options.mapping,
    );
    const headerLines = found.lines.flatMap((line) => chosen.rows[line] ?? []);
    const classify = classifierOf(
      chosen.rows.slice(0, Math.min(...found.lines, chosen.rows.length)),
      headerLines,
    );
    const lastHeaderRow = Math.max(0, ...headerLines.map((line) => line.row));
    const needed = Object.values(decision.mapping.fields).map((column) => column.index + 1);
    const width = Math.max(1, ...headerLines.map((line) => line.cells.length), ...needed);
    const rows = new DataRows({
      table: context.table,
      mapping: decision.mapping,
      classify,
      width,
      isText: false,
    });
    const firstRows: TableRow[] = [];
    const scratch = await ScratchCsv.create(await context.scratchFolder());
    try {
      const progress = (part: number) =>
        context.options.onProgress?.(Math.round(part * context.size), context.size);
      for await (const batch of workbook.rows(chosen.sheet, progress)) {
        context.checkpoint();
        for (const raw of batch) {
          if (raw.row <= lastHeaderRow) continue;
          const row = rows.take(raw);
          if (row === null) continue;
          if (firstRows.length < PREVIEW_ROWS) firstRows.push(row);
          const full = scratch.write(row);
          if (full !== null) await full;
        }
      }
    } finally {
      await scratch.finish();
    }
    return {
      name: context.name,
      format: workbook.format,
      ...(workbook.encoding === undefined ? {} : { encoding: workbook.encoding }),
      header: {
        sheet: workbook.sheets[chosen.sheet]?.name ?? '',
        rows: headerLines.map((line) => line.row),
        columns: found.headers.map(({ index, shown, own, group }) => ({
          index,
          header: shown,
          unit: own.unit ?? group?.unit ?? null,
        })),
      },
      mapping: decision.mapping,
      undecided: decision.undecided,
      firstRows,
      rowCountEstimate: rows.count,
      scan: {
        kind: 'csv',
        path: scratch.path,
        delimiter: ',',
        quote: '"',
        skipLines: 0,
        columnCount: width + 1,
        rowNumbers: 'first-column',
      },
      skipped: rows.skipped,
      ragged: { rows: [], count: 0 },
      classify,
      rowTaker: () => takeWritten,
      close: context.removeScratch,
    };
  } finally {
    await workbook.close();
  }
}

/** The visible sheet whose header means most; hidden ones count only where nothing is visible. */
async function chooseSheet(context: OpenContext, workbook: Workbook): Promise<SheetHead> {
  const numbered = workbook.sheets.map((sheet, index) => ({ ...sheet, index }));
  const wanted = sheetWanted(context, numbered);
  const visible = numbered.filter((sheet) => !sheet.hidden);
  const tried = wanted ?? (visible.length > 0 ? visible : numbered).slice(0, MAX_SHEETS_TRIED);
  let best: SheetHead | null = null;
  let uncomputed: RawRow | null = null;
  for (const { index } of tried) {
    const rows = await headOf(workbook, index, context);
    uncomputed ??= rows.find((row) => row.uncomputed !== undefined) ?? null;
    if (!rows.some((row) => row.cells.some((cell) => !isBlankCell(cell)))) continue;
    const found = findHeader(rows, context.words);
    if (best === null || (found?.score ?? 0) > (best.found?.score ?? 0)) best = { sheet: index, rows, found };
  }
  if ((best === null || best.found === null) && uncomputed !== null)
    throw new ReadFailure(
      'unsupported',
      `表中的单元格是公式，但文件里没有保存计算结果（如第 ${uncomputed.row} 行）。请用 Excel 打开，等计算完成后保存，再重新上传`,
      { row: uncomputed.row },
    );
  if (best === null) throw new ReadFailure('empty', '工作簿里没有数据。请确认导出成功后重新上传');
  return best;
}

function sheetWanted(
  context: OpenContext,
  sheets: readonly { readonly name: string; readonly index: number }[],
): readonly { readonly index: number }[] | null {
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
