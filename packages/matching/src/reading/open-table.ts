import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '@anju/domain';
import { openCsv } from './csv/open-csv.ts';
import { wordsOf } from './header/field-words.ts';
import { openHtml } from './html/open-html.ts';
import { DEFAULT_LIMITS, startCheckpoint } from './limits.ts';
import type { OpenContext } from './open-context.ts';
import { openParquet } from './parquet/open-parquet.ts';
import { faultOf, ReadFailure, type ReadFault } from './read-fault.ts';
import { makeScratchFolder } from './scratch/scratch-csv.ts';
import { sniffFormat } from './sniff-format.ts';
import type { OpenOptions, OpenTable, TableSource, TableToRead } from './types.ts';
import { openSheets } from './workbook/open-sheets.ts';
import { openXls } from './xls/open-xls.ts';
import { refuseOtherOle } from './xls/refuse-ole.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';
import { openXml2003 } from './xml2003/open-xml2003.ts';

const HEAD_BYTES = 256 * 1024;

/**
 * Reads a file far enough to know its columns, and makes it ready for a scan. What is wrong with the file comes
 * back as a fault; an aborted signal and a file that is not there are thrown. Close the table when done.
 */
export async function openTable(
  source: TableSource,
  table: TableToRead,
  options: OpenOptions,
): Promise<Result<OpenTable, ReadFault>> {
  const name = source.name ?? basename(source.path);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  let scratch: ReturnType<typeof makeScratchFolder> | null = null;
  const removeScratch = async () => {
    const made = scratch;
    scratch = null;
    if (made !== null) await (await made).remove();
  };
  const context: OpenContext = {
    path: source.path,
    name,
    size: (await stat(source.path)).size,
    table,
    words: table.fields.map(wordsOf),
    limits,
    checkpoint: startCheckpoint(limits, options.signal),
    options,
    scratchFolder: async () => {
      scratch ??= makeScratchFolder(options.scratchDir);
      return (await scratch).path;
    },
    removeScratch,
  };
  try {
    return ok(await openByContent(context));
  } catch (error) {
    await removeScratch();
    if (error instanceof ReadFailure) return err(faultOf(error, name));
    throw error;
  }
}

async function openByContent(context: OpenContext): Promise<OpenTable> {
  if (context.size === 0) throw new ReadFailure('empty', '文件是空的。请确认导出成功后重新上传');
  if (context.size > context.limits.fileBytes)
    throw new ReadFailure(
      'too-large',
      `文件有 ${Math.ceil(context.size / 2 ** 20)} MB，超过 ${Math.floor(context.limits.fileBytes / 2 ** 20)} MB 的上限。请拆分后重新上传`,
    );
  const head = await readHeadBytes(context);
  switch (sniffFormat(head)) {
    case 'zip':
      return openSheets(context, await openXlsx(context));
    case 'ole':
      await refuseOtherOle(context);
      return openSheets(context, await openXls(context));
    case 'biff':
      return openSheets(context, await openXls(context));
    case 'html':
      return openSheets(context, await openHtml(context, head));
    case 'xml-2003':
      return openSheets(context, await openXml2003(context, head));
    case 'parquet':
      return openParquet(context);
    case 'text':
      return openCsv(context, head);
  }
}

async function readHeadBytes(context: OpenContext): Promise<Buffer> {
  const file = await open(context.path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, context.size));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
