import ExcelJS from 'exceljs';
import { lettersOf, rangeAddress } from './address.ts';
import type { CellStyle, PlanCell, SheetPlan } from './plan.ts';
import { NUMBER_FORMATS } from './wan-yuan.ts';

/** A drop-down on some columns of the table. */
export interface DropDown {
  readonly column: number;
  readonly choices: readonly string[];
}

/** 'official': the fonts official papers use, which offices own; 'plain': what every Windows has. Never embedded. */
export type FontChoice = 'official' | 'plain';

const FONTS = {
  official: { title: { name: '方正小标宋简体', bold: false }, body: { name: '仿宋_GB2312' } },
  plain: { title: { name: '宋体', bold: true }, body: { name: '仿宋' } },
} as const;

const PRODUCT = '安居';
/** GB2312 character set: where the font is missing, the program falls back to another Chinese one. */
const CHINESE = 134;
const THIN = { style: 'thin', color: { argb: 'FF000000' } } as const;
const BORDERED: readonly CellStyle[] = ['header', 'text', 'count', 'wan', 'label'];

/** Draws a planned sheet as a workbook: A4 landscape, one page wide, the header rows repeated on each page. */
export async function writeWorkbook(
  sheetName: string,
  plan: SheetPlan,
  dropDowns: readonly DropDown[],
  fontChoice: FontChoice,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  // No person and no clock in the file's properties: the same data give the same properties.
  workbook.creator = PRODUCT;
  workbook.lastModifiedBy = PRODUCT;
  workbook.created = new Date(Date.UTC(2000, 0, 1));
  workbook.modified = new Date(Date.UTC(2000, 0, 1));
  const lastRow = plan.heights.length;
  const sheet = workbook.addWorksheet(sheetName, {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.59, right: 0.59, top: 0.71, bottom: 0.59, header: 0.3, footer: 0.3 },
      printTitlesRow: `${plan.headerRows[0]}:${plan.headerRows[1]}`,
      // exceljs puts a "$" before each end, which fixes its column alone: the rows would move with the reader's cell.
      printArea: `A$1:${lettersOf(plan.widths.length)}$${lastRow}`,
    },
  });
  sheet.columns = plan.widths.map((width) => ({ width }));
  for (const [index, height] of plan.heights.entries()) sheet.getRow(index + 1).height = height;
  for (const cell of plan.cells) drawCell(sheet, cell, plan, fontChoice);
  const lists = validationsOf(sheet);
  const [from, to] = plan.bodyRows;
  for (const list of dropDowns) lists.add(rangeAddress(from, list.column, to - from + 1, 1), dropDown(list));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function drawCell(sheet: ExcelJS.Worksheet, cell: PlanCell, plan: SheetPlan, fontChoice: FontChoice): void {
  const fonts = FONTS[fontChoice];
  const font =
    cell.style === 'title'
      ? { ...fonts.title, size: plan.titleSize, charset: CHINESE, family: 1 }
      : { ...fonts.body, size: plan.bodySize, charset: CHINESE, family: 3 };
  for (let row = cell.row; row < cell.row + cell.rows; row += 1) {
    for (let column = cell.column; column < cell.column + cell.columns; column += 1) {
      const target = sheet.getCell(row, column);
      target.font = font;
      target.alignment = {
        horizontal: cell.align,
        vertical: cell.tall ? 'top' : 'middle',
        wrapText: true,
      };
      if (BORDERED.includes(cell.style)) target.border = { top: THIN, left: THIN, bottom: THIN, right: THIN };
    }
  }
  if (cell.rows > 1 || cell.columns > 1) {
    sheet.mergeCells(cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1);
  }
  const target = sheet.getCell(cell.row, cell.column);
  target.value = typeof cell.value === 'string' ? escapeText(cell.value) : cell.value;
  if (cell.style === 'count' || cell.style === 'wan') target.numFmt = NUMBER_FORMATS[cell.style];
  // Text format keeps "=1+1" a text even after somebody edits the cell; past 255 characters old Excels show ####.
  else if (cell.filled && String(cell.value ?? '').length <= 255) target.numFmt = '@';
}

/** A user's own "_x0041_" would be read as an escaped character by every spreadsheet program. */
function escapeText(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

const dropDown = ({ choices }: DropDown): ExcelJS.DataValidation => ({
  type: 'list',
  allowBlank: true,
  formulae: [`"${choices.join(',')}"`],
  showErrorMessage: true,
  errorStyle: 'stop',
  errorTitle: '请从下拉序列选',
  error: '本栏只能从下拉序列中选择。',
});

/**
 * The sheet's own list of validations, which exceljs does not declare. Set cell by cell they are joined into ranges that
 * overlap once the rows reach 10.
 */
function validationsOf(sheet: ExcelJS.Worksheet): {
  add(range: string, validation: ExcelJS.DataValidation): void;
} {
  return Reflect.get(sheet, 'dataValidations');
}
