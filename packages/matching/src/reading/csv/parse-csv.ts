import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ReadLimits } from '../types.ts';

/**
 * A CSV reader for text that comes in pieces (RFC 4180, and what offices make of it: any of four delimiters,
 * any line end, a quote inside an unquoted field taken as it stands). Rows carry the physical line on which they begin.
 */
export class CsvParser {
  readonly #delimiter: string;
  readonly #limits: ReadLimits;
  #pending = '';
  #line = 1;

  constructor(delimiter: string, limits: ReadLimits) {
    this.#delimiter = delimiter;
    this.#limits = limits;
  }

  /** The rows completed by this piece. */
  push(text: string): RawRow[] {
    return this.#take(this.#pending === '' ? text : this.#pending + text, false);
  }

  /** The last row, when the text does not end with a line end. */
  finish(): RawRow[] {
    const rest = this.#pending;
    this.#pending = '';
    return rest === '' ? [] : this.#take(rest, true);
  }

  #take(text: string, last: boolean): RawRow[] {
    const rows: RawRow[] = [];
    let at = 0;
    while (at < text.length) {
      const record = this.#plainLine(text, at) ?? this.#record(text, at, last);
      if (record === null) break;
      rows.push({ row: this.#line, cells: record.cells });
      this.#line += record.lines;
      at = record.next;
    }
    this.#pending = at === 0 ? text : text.slice(at);
    if (this.#pending.length > this.#limits.cellLength * 16) this.#refuseLength();
    return rows;
  }

  /** Most lines have neither quotes nor old line ends; those are cut without looking at each character. */
  #plainLine(text: string, start: number): { cells: (string | null)[]; next: number; lines: number } | null {
    const end = text.indexOf('\n', start);
    if (end === -1) return null;
    const line = text.slice(start, end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    if (line.includes('"') || line.includes('\r')) return null;
    const cells: (string | null)[] = line.split(this.#delimiter);
    if (cells.length > this.#limits.columns) this.#refuseWidth();
    for (let at = 0; at < cells.length; at++) {
      const length = cells[at]?.length ?? 0;
      if (length === 0) cells[at] = null;
      else if (length > this.#limits.cellLength) this.#refuseLength(at + 1);
    }
    return { cells, next: end + 1, lines: 1 };
  }

  /** One record from `start`; null when its end has not come yet. */
  #record(
    text: string,
    start: number,
    last: boolean,
  ): { cells: (string | null)[]; next: number; lines: number } | null {
    const cells: (string | null)[] = [];
    let lines = 1;
    let at = start;
    for (;;) {
      let cell: string;
      if (text[at] === '"') {
        const quoted = this.#quoted(text, at, last);
        if (quoted === null) return null;
        cell = quoted.value;
        lines += quoted.breaks;
        at = quoted.next;
        const end = this.#cellEnd(text, at);
        if (end > at) cell += text.slice(at, end);
        at = end;
      } else {
        const end = this.#cellEnd(text, at);
        cell = text.slice(at, end);
        at = end;
      }
      if (cell.length > this.#limits.cellLength) this.#refuseLength(cells.length + 1);
      cells.push(cell === '' ? null : cell);
      if (cells.length > this.#limits.columns) this.#refuseWidth();
      if (at >= text.length) return last ? { cells, next: at, lines } : null;
      if (text[at] === this.#delimiter) {
        at += 1;
        continue;
      }
      // A lone \r at the end of a piece may be half of \r\n.
      if (text[at] === '\r' && at + 1 >= text.length && !last) return null;
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
      return { cells, next: at, lines };
    }
  }

  #quoted(text: string, open: number, last: boolean): { value: string; next: number; breaks: number } | null {
    let from = open + 1;
    let value = '';
    for (;;) {
      const close = text.indexOf('"', from);
      if (close === -1) {
        if (!last) return null;
        throw new ReadFailure(
          'damaged',
          `第 ${this.#line} 行的双引号没有成对，无法分列。请用 Excel 打开原文件另存为 xlsx 后重新上传`,
          { row: this.#line },
        );
      }
      value += text.slice(from, close);
      if (text[close + 1] === '"') {
        value += '"';
        from = close + 2;
        continue;
      }
      // The next character decides whether this quote closes; it may be in the next piece.
      if (close + 1 >= text.length && !last) return null;
      return { value, next: close + 1, breaks: value.match(/\r\n|\n|\r/gu)?.length ?? 0 };
    }
  }

  #cellEnd(text: string, from: number): number {
    const delimiter = this.#delimiter.charCodeAt(0);
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === 10 || code === 13) return at;
    }
    return text.length;
  }

  #refuseLength(column?: number): never {
    throw new ReadFailure(
      'too-large',
      `第 ${this.#line} 行有一个单元格超过 ${this.#limits.cellLength} 个字符，不是正常的表格。请检查换行符和引号后重新导出`,
      { row: this.#line, ...(column === undefined ? {} : { column }) },
    );
  }

  #refuseWidth(): never {
    throw new ReadFailure(
      'too-many-columns',
      `第 ${this.#line} 行超过 ${this.#limits.columns} 列。请只保留需要的列后重新导出`,
      { row: this.#line },
    );
  }
}
