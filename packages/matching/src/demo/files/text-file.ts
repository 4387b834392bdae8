import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeGb18030 } from './gb18030.ts';
import type { Cell, Table } from './table.ts';

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le';

export interface TextStyle {
  readonly encoding: TextEncoding;
  readonly delimiter: ',' | '\t' | ';';
}

/**
 * Characters collected before they are written. More would be fewer writes, but what waits outlives the garbage
 * collector's nursery and is copied there.
 */
const FLUSH_AT = 1 << 15;

const ENCODERS: Readonly<Record<TextEncoding, (text: string) => Uint8Array>> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-8-bom': (text) => Buffer.from(text, 'utf8'),
  gb18030: encodeGb18030,
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
};
const MARKS: Readonly<Record<TextEncoding, string>> = {
  'utf-8': '',
  'utf-8-bom': '\ufeff',
  gb18030: '',
  'utf-16le': '\ufeff',
};

/** Writes a text table with CRLF line ends, as Windows exports have them; returns the number of data rows. */
export function writeTextFile(path: string, table: Table, style: TextStyle): number {
  const encode = ENCODERS[style.encoding];
  const file = openSync(path, 'w');
  let count = 0;
  try {
    let waiting = MARKS[style.encoding];
    const line = (cells: readonly Cell[]) => {
      let text = '';
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i];
        if (i > 0) text += style.delimiter;
        if (typeof cell === 'string') text += needsQuotes(cell, style.delimiter) ? quoted(cell) : cell;
        else if (typeof cell === 'number') text += cell;
      }
      waiting += `${text}\r\n`;
      if (waiting.length < FLUSH_AT) return;
      writeSync(file, encode(waiting));
      waiting = '';
    };
    for (const title of table.titles) line([title]);
    line(table.header.map((cell) => cell.text));
    for (const row of table.rows) {
      line(row);
      count += 1;
    }
    for (const row of table.foot) line(row);
    writeSync(file, encode(waiting));
  } finally {
    closeSync(file);
  }
  return count;
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes(delimiter) || cell.includes('"') || cell.includes('\n');
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
