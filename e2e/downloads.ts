import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';

export interface SavedFile {
  readonly name: string;
  readonly path: string;
}

/** Does what begins a download and waits until the file is there whole. */
export async function save(page: Page, begin: () => Promise<void>): Promise<SavedFile> {
  const started = page.waitForEvent('download');
  await begin();
  const download = await started;
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** The cells of the first sheet, row by row, as text or number; the first row and cell have the index 0. */
export async function readWorkbook(path: string): Promise<readonly (readonly (string | number)[])[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.worksheets[0];
  const rows: (string | number)[][] = [];
  sheet?.eachRow((row) => {
    const cells: (string | number)[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => {
      cells.push(typeof cell.value === 'number' ? cell.value : cell.text);
    });
    rows.push(cells);
  });
  return rows;
}
