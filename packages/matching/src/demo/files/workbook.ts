import { writeFileSync } from 'node:fs';
import type { Cell, HeaderCell, Table } from './table.ts';
import { zip } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DATE_STYLE = 1;

/**
 * Writes an .xlsx of one sheet; returns the number of data rows. Written by hand because the same county must give
 * the same bytes, and a roster of twenty thousand members merges a hundred thousand cells.
 */
export function writeWorkbookFile(path: string, table: Table): number {
  const width = table.header.length;
  const sheet: string[] = [];
  const merges: string[] = [];
  let row = 0;
  const push = (cells: readonly Cell[]) => {
    row += 1;
    sheet.push(rowXml(row, cells));
  };
  for (const title of table.titles) {
    push([title]);
    if (width > 1) merges.push(`A${row}:${columnName(width - 1)}${row}`);
  }
  const two = table.header.some((cell) => cell.group !== null);
  if (two) {
    merges.push(...headerMerges(table.header, row + 1));
    push(table.header.map((cell, i) => upperCell(table.header, cell, i)));
    push(table.header.map((cell) => (cell.group === null ? null : cell.text)));
  } else push(table.header.map((cell) => cell.text));
  const first = row + 1;
  for (const cells of table.rows) push(cells);
  const count = row + 1 - first;
  for (const cells of table.foot) push(cells);
  for (const { from, to, columns } of table.merges ?? [])
    for (const column of columns)
      merges.push(`${columnName(column)}${first + from}:${columnName(column)}${first + to}`);
  writeFileSync(path, zip(packageParts(sheet.join(''), merges)));
  return count;
}

const upperCell = (header: readonly HeaderCell[], cell: HeaderCell, index: number): string | null =>
  cell.group === null ? cell.text : header[index - 1]?.group === cell.group ? null : cell.group;

function headerMerges(header: readonly HeaderCell[], row: number): string[] {
  const merges: string[] = [];
  for (let i = 0; i < header.length; i++) {
    const group = header[i]?.group ?? null;
    if (group === null) merges.push(`${columnName(i)}${row}:${columnName(i)}${row + 1}`);
    else if (header[i - 1]?.group !== group) {
      let end = i;
      while (header[end + 1]?.group === group) end += 1;
      if (end > i) merges.push(`${columnName(i)}${row}:${columnName(end)}${row}`);
    }
  }
  return merges;
}

function rowXml(row: number, cells: readonly Cell[]): string {
  let xml = `<row r="${row}">`;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell === null || cell === undefined || cell === '') continue;
    const place = `${columnName(i)}${row}`;
    if (typeof cell === 'number') xml += `<c r="${place}"><v>${cell}</v></c>`;
    else if (typeof cell === 'string')
      xml += `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
    else xml += `<c r="${place}" s="${DATE_STYLE}"><v>${cell.serial}</v></c>`;
  }
  return `${xml}</row>`;
}

/** A … Z, AA … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function escapeXml(text: string): string {
  return /[&<>]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;
}

function packageParts(rows: string, merges: readonly string[]): [string, string][] {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return [
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${xml}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xml}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${xml}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `${xml}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${merged}</worksheet>`,
    ],
  ];
}
