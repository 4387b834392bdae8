import type { OpenContext } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { mergeSpreader } from '../workbook/spread-merges.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { type Merge, readMerges } from './merges.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheetRows, type SheetContext } from './sheet-rows.ts';
import { readDateStyles } from './styles.ts';
import { readWorkbookPart } from './workbook-part.ts';
import { openZip, type Zip } from './zip.ts';

/** Opens an .xlsx (or .xlsm) for streaming; other things in a zip container are named. */
export async function openXlsx(context: OpenContext): Promise<Workbook> {
  const zip = await openZip(context.path, context.limits);
  try {
    refuseOthers(zip);
    const { checkpoint, limits } = context;
    const workbook = await readWorkbookPart(zip, checkpoint);
    const sheet: SheetContext = {
      strings:
        workbook.sharedStrings === null
          ? []
          : await readSharedStrings(await zip.stream(workbook.sharedStrings), limits, checkpoint),
      dateStyles:
        workbook.styles === null ? [] : await readDateStyles(await zip.stream(workbook.styles), checkpoint),
      is1904: workbook.is1904,
      limits,
      checkpoint,
    };
    // Asked for twice: for the header, and for the rows.
    const merges = new Map<string, readonly Merge[]>();
    return {
      format: 'xlsx',
      sheets: workbook.sheets,
      rows: (index, onProgress) =>
        sheetRows({ zip, part: workbook.sheets[index]?.part ?? '', sheet, merges }, onProgress),
      close: async () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function* sheetRows(
  {
    zip,
    part,
    sheet,
    merges,
  }: {
    readonly zip: Zip;
    readonly part: string;
    readonly sheet: SheetContext;
    readonly merges: Map<string, readonly Merge[]>;
  },
  onProgress: ((part: number) => void) | undefined,
): AsyncGenerator<RawRow[], void, undefined> {
  const known = merges.get(part) ?? (await readMerges(await zip.stream(part), sheet.checkpoint));
  merges.set(part, known);
  const spread = mergeSpreader(known);
  const size = Math.max(1, zip.sizeOf(part));
  const rows = readSheetRows(await zip.stream(part), sheet, (bytes) =>
    onProgress?.(Math.min(1, bytes / size)),
  );
  for await (const batch of rows) yield batch.map(spread);
}

function refuseOthers(zip: Zip): void {
  const is = (name: string) => zip.has(name);
  if (is('xl/workbook.bin'))
    throw new ReadFailure('unsupported', '这是二进制工作簿（xlsb）。请用 Excel 打开后另存为 xlsx');
  if (is('content.xml') && is('mimetype'))
    throw new ReadFailure('unsupported', '这是 OpenDocument 表格（ods）。请打开后另存为 xlsx');
  if (is('word/document.xml')) refuse('Word 文档');
  if (is('ppt/presentation.xml')) refuse('PowerPoint 文稿');
  if (!is('[Content_Types].xml') && !is('xl/workbook.xml')) refuse('普通压缩包');
}

function refuse(what: string): never {
  throw new ReadFailure(
    'not-what-it-says',
    `内容是${what}，不是工作簿。请上传其中的表格，格式为 xlsx、xls、csv 或 parquet`,
  );
}
