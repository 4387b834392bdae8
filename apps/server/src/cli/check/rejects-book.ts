import { isRegisterKind, REGISTERS } from '@anju/domain';
import type { Refusal, RefusalList } from '@anju/matching';
import ExcelJS from 'exceljs';

const COLUMNS = [
  { header: '数据类别', key: 'register', width: 18 },
  { header: '文件', key: 'file', width: 28 },
  { header: '行号', key: 'row', width: 9 },
  { header: '字段', key: 'field', width: 20 },
  { header: '原内容', key: 'value', width: 24 },
  { header: '原因', key: 'reason', width: 60 },
  { header: '处理办法', key: 'remedy', width: 44 },
  { header: '影响', key: 'extent', width: 16 },
  { header: '工作表', key: 'sheet', width: 16 },
];
// Excel's sheet holds 1,048,576 rows.
const ROWS_A_SHEET = 1_000_000;
const EXTENTS = { row: '整行未采用', field: '仅此项未采用' } as const;

/** Streams rejects.xlsx: roster first, then each register's rows in their order. */
export async function writeRejects(
  path: string,
  roster: readonly Refusal[],
  registers: RefusalList,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  let sheet = addSheet(book, 1);
  let rows = 0;
  let sheets = 1;
  for (const list of [roster, registers.listed])
    for (const refusal of list) {
      if (rows === ROWS_A_SHEET) {
        sheet.commit();
        sheets += 1;
        sheet = addSheet(book, sheets);
        rows = 0;
      }
      sheet.addRow({ ...refusal, ...shown(refusal) }).commit();
      rows += 1;
    }
  const unlisted = registers.count - registers.listed.length;
  if (unlisted > 0) sheet.addRow({ reason: `另有 ${unlisted} 行未逐行列出` }).commit();
  sheet.commit();
  await book.commit();
}

function addSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, number: number): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(number === 1 ? '未采用' : `未采用${number}`, {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = COLUMNS;
  sheet.getRow(1).font = { bold: true };
  return sheet;
}

// Cells are written as texts, so that a value that looks like a formula stays a text.
function shown(refusal: Refusal) {
  return {
    register: isRegisterKind(refusal.register) ? REGISTERS[refusal.register].label : '花名册',
    sheet: refusal.sheet ?? '',
    field: refusal.field ?? '',
    extent: EXTENTS[refusal.extent],
  };
}
