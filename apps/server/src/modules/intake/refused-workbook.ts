import { maskIdNumber } from '@anju/domain';
import ExcelJS from 'exceljs';

export interface RefusedRow {
  /** 1-based row in the delivered file, as seen in Excel. */
  readonly row: number;
  /** Chinese name of the field. */
  readonly field: string;
  /** As shown: ID numbers masked. */
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Rows of one workbook: Excel's own limit less the header. */
const MAX_ROWS = 1_048_000;

/** Any run of digits, wide ones too, as long as an ID number, a phone or a bank card hides all but its head. */
export function maskLongDigits(text: string): string {
  return text.replace(/[\d０-９]{10,}[\dXx０-９Ｘｘ]?/g, maskIdNumber);
}

/**
 * The row as it is kept and shown. A number whose last digits Excel turned to zeros is no ID number any more, and
 * comes through the reader whole; what is left of it still tells the birth date.
 */
export const withoutNumbers = (row: RefusedRow): RefusedRow => ({ ...row, value: maskLongDigits(row.value) });

/** The refused rows of a file as a workbook that an officer hands back to whoever sent it. */
export async function writeRefusedWorkbook(
  rows: readonly RefusedRow[],
  source: { readonly fileName: string; readonly rowsRead: number },
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('未采用的行', { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = [{ width: 8 }, { width: 16 }, { width: 26 }, { width: 48 }, { width: 48 }];
  sheet.addRow([`${source.fileName}：共读取 ${source.rowsRead} 行，以下 ${rows.length} 处未采用`]);
  sheet.addRow(['行号', '列', '内容', '原因', '处理办法']).font = { bold: true };
  for (const row of rows.slice(0, MAX_ROWS)) {
    const { row: at, field, value, reason, remedy } = withoutNumbers(row);
    sheet.addRow([at, field, value, reason, remedy]);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
