import { once } from 'node:events';
import type { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';

export interface StreamedSheet {
  readonly name: string;
  /** Stands above the header: who took the file, and when. */
  readonly note: string;
  /** Title and width in characters. */
  readonly columns: readonly (readonly [string, number])[];
  /** Rows a page, fetched one page after the other. */
  readonly pages: AsyncIterable<readonly (readonly string[])[]>;
}

/**
 * Writes a workbook into `stream` as fast as its reader takes it and no faster: the next page is not fetched before.
 * Every value is a string cell, so no text can act as a formula. Rejects where the reader has gone.
 */
export async function streamWorkbook(stream: PassThrough, input: StreamedSheet): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = workbook.addWorksheet(input.name, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = input.columns.map(([, width]) => ({ width }));
  sheet.addRow([input.note]).commit();
  sheet.addRow(input.columns.map(([title]) => title)).commit();
  for await (const rows of input.pages) {
    for (const row of rows) sheet.addRow([...row]).commit();
    await readerReady(stream);
  }
  await workbook.commit();
}

async function readerReady(stream: PassThrough): Promise<void> {
  // The rows just written reach the stream through a compressor that works on its own threads.
  await new Promise((resolve) => setImmediate(resolve));
  if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  if (stream.destroyed) throw new Error('the reader has gone');
}
