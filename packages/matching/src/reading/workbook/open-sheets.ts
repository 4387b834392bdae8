import { classifierOf, DataRows, type RowClassifier, refuseFormulas } from '../data-rows.ts';
import { HEADER_WITHIN } from '../header/find-header.ts';
import { type OpenContext, PREVIEW_ROWS } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ScratchCsv, takeWritten } from '../scratch/scratch-csv.ts';
import type { OpenTable, SkippedRows, TableRow, UncomputedRow } from '../types.ts';
import { chooseSheets, type ReadSheet } from './choose-sheets.ts';
import { numberOf, placesIn } from './sheet-places.ts';
import type { Workbook } from './workbook.ts';

/** Decides the sheets and their columns, and writes the data rows of all to one scratch CSV with row numbers. */
export async function openSheets(context: OpenContext, workbook: Workbook): Promise<OpenTable> {
  try {
    const { best, read, leftOut } = await chooseSheets(context, workbook);
    const { found, mapping, undecided } = best.decision;
    const needed = Object.values(mapping.fields).map((column) => column.index + 1);
    const named = found.headers.map(({ index }) => index + 1);
    const width = Math.max(1, ...headerLines(best).map((line) => line.cells.length), ...named, ...needed);
    const skipped: SkippedRows = { blank: 0, notes: 0, repeatedHeaders: 0 };
    const firstRows: TableRow[] = [];
    const uncomputed: UncomputedRow[] = [];
    let count = 0;
    const scratch = await ScratchCsv.create(await context.scratchFolder());
    try {
      for (const [at, sheet] of context.options.headOnly === true ? [] : read.entries()) {
        const lastHeaderRow = Math.max(0, ...headerLines(sheet).map((line) => line.row));
        const classify = classifierIn(sheet);
        const rows = new DataRows({ table: context.table, mapping, classify, width, isText: false });
        const progress = (part: number) =>
          context.options.onProgress?.(Math.round(((at + part) / read.length) * context.size), context.size);
        for await (const batch of workbook.rows(sheet.sheet, progress)) {
          context.checkpoint();
          for (const raw of batch) {
            if (raw.row <= lastHeaderRow) continue;
            const row = rows.take(raw);
            if (row === null) continue;
            if (firstRows.length < PREVIEW_ROWS) firstRows.push(row);
            const full = scratch.write({ row: numberOf(at, row.row), cells: row.cells });
            if (full !== null) await full;
          }
        }
        skipped.blank += rows.skipped.blank;
        skipped.notes += rows.skipped.notes;
        skipped.repeatedHeaders += rows.skipped.repeatedHeaders;
        count += rows.count;
        for (const lacking of rows.uncomputed)
          uncomputed.push({ ...lacking, row: numberOf(at, lacking.row) });
      }
    } finally {
      await scratch.finish();
    }
    const lost = uncomputed.filter(({ fields }) => fields.some(({ required }) => required)).length;
    const names = read.map(({ name }) => name);
    const placeOf = placesIn(names);
    const [first] = uncomputed;
    if (first !== undefined && (count === 0 || count === lost))
      refuseFormulas({ ...first, row: placeOf(first.row).row });
    return {
      name: context.name,
      format: workbook.format,
      ...(workbook.encoding === undefined ? {} : { encoding: workbook.encoding }),
      header: {
        sheet: names.join('、'),
        rows: headerLines(best).map((line) => line.row),
        columns: found.headers.map(({ index, shown, own, group }) => ({
          index,
          header: shown,
          unit: own.unit ?? group?.unit ?? null,
        })),
      },
      head: best.rows.slice(0, HEADER_WITHIN).map(({ row, cells }) => ({ row, cells })),
      leftOut,
      mapping,
      undecided,
      firstRows,
      rowCountEstimate: count,
      scan: {
        kind: 'csv',
        path: scratch.path,
        delimiter: ',',
        quote: '"',
        skipLines: 0,
        columnCount: width + 1,
        rowNumbers: 'first-column',
      },
      skipped,
      ragged: { rows: [], count: 0 },
      uncomputed,
      classify: classifierIn(best),
      placeOf,
      rowTaker: () => takeWritten,
      close: context.removeScratch,
    };
  } finally {
    await workbook.close();
  }
}

const headerLines = ({ rows, decision }: ReadSheet): readonly RawRow[] =>
  decision.found.lines.flatMap((line) => rows[line] ?? []);

function classifierIn(sheet: ReadSheet): RowClassifier {
  const { rows, decision } = sheet;
  return classifierOf(rows.slice(0, Math.min(...decision.found.lines, rows.length)), headerLines(sheet));
}
