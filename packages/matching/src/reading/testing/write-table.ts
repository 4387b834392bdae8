import { writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import XLSX from '@e965/xlsx';
import { makeXlsx, sheetData } from './make-xlsx.ts';

export type Cells = readonly (readonly string[])[];

/** Every form in which the same table may reach the bureau. */
export const WRITERS: Readonly<Record<string, (path: string, rows: Cells) => Promise<void>>> = {
  'utf-8 comma': (path, rows) => writeFile(path, csv(rows, ',', '\n')),
  'utf-8 with a byte order mark, CRLF': (path, rows) => writeFile(path, `\ufeff${csv(rows, ',', '\r\n')}`),
  'utf-8 tab': (path, rows) => writeFile(path, csv(rows, '\t', '\n')),
  'utf-8 semicolon, no newline at the end': (path, rows) => writeFile(path, csv(rows, ';', '\r\n').trimEnd()),
  'utf-8 with old line ends': (path, rows) => writeFile(path, csv(rows, ',', '\r')),
  gb18030: (path, rows) => writeFile(path, encodeGb18030(csv(rows, ',', '\r\n'))),
  'utf-16 little-endian with a mark': (path, rows) =>
    writeFile(path, Buffer.from(`\ufeff${csv(rows, '\t', '\r\n')}`, 'utf16le')),
  'utf-16 little-endian': (path, rows) => writeFile(path, Buffer.from(csv(rows, ',', '\r\n'), 'utf16le')),
  'utf-16 big-endian with a mark': (path, rows) =>
    writeFile(path, Buffer.from(`\ufeff${csv(rows, ',', '\r\n')}`, 'utf16le').swap16()),
  'utf-16 big-endian': (path, rows) =>
    writeFile(path, Buffer.from(csv(rows, ',', '\r\n'), 'utf16le').swap16()),
  xlsx: (path, rows) => writeFile(path, makeXlsx([{ name: '数据', xml: sheetData(rows) }])),
  'xlsx of a library': (path, rows) => writeFile(path, workbook(rows, 'xlsx')),
  xls: (path, rows) => writeFile(path, workbook(rows, 'biff8')),
  'html in utf-8': (path, rows) => writeFile(path, html(rows, 'utf-8')),
  'html in gb18030': (path, rows) => writeFile(path, encodeGb18030(html(rows, 'gb2312'))),
  'xml spreadsheet 2003': (path, rows) => writeFile(path, workbook(rows, 'xlml')),
  parquet: writeParquet,
};

function csv(rows: Cells, delimiter: string, lineEnd: string): string {
  const cell = (text: string) =>
    /["\r\n]/u.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join('');
}

function workbook(rows: Cells, bookType: 'xlsx' | 'biff8' | 'xlml'): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), '数据');
  const written: unknown = XLSX.write(book, { type: 'buffer', bookType });
  if (!Buffer.isBuffer(written)) throw new Error('the library wrote no bytes');
  return written;
}

function html(rows: Cells, charset: string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<html><head><meta charset="${charset}"><style>td{color:red}</style></head><body><table border=1>\n${lines.join('\n')}</table></body></html>`;
}

async function writeParquet(path: string, rows: Cells): Promise<void> {
  const [header = [], ...data] = rows;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const columns = header.map((name) => `"${name.replaceAll('"', '""')}" varchar`);
  await connection.run(`create table t (${columns.join(', ')})`);
  for (const row of data) await connection.run(`insert into t values (${row.map(quoted).join(', ')})`);
  await connection.run(`copy t to ${quoted(path)} (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

let table: ReadonlyMap<string, number> | null = null;

/** Node decodes GB18030 but does not encode it: the two-byte part is turned round. */
export function encodeGb18030(text: string): Buffer {
  table ??= twoByteTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) throw new Error(`no two bytes for ${character}`);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(bytes);
}

function twoByteTable(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !found.has(text))
        found.set(text, (lead << 8) | trail);
    }
  return found;
}
