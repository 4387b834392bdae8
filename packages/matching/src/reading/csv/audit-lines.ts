import { isUtf8 } from 'node:buffer';
import { ReadFailure } from '../read-fault.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/**
 * Finds out, at the speed of reading, whether every physical line is one record, so that DuckDB's order of rows
 * gives line numbers: valid UTF-8, no newline inside quotes, no blank line but at the end. Only a file with
 * quotes is looked at byte by byte.
 */
export class LineAudit {
  readonly #delimiter: number;
  readonly #maxLine: number;
  #carry: Buffer = Buffer.alloc(0);
  #offset = 0;
  #skip: number;
  #blankSeen = false;
  #quoted = false;
  #before = NEWLINE;
  /** False as soon as rows and lines are known to differ. */
  regular = true;
  /** Where bytes stop being UTF-8: offset of the piece of whole lines in which they do; null while all is well. */
  invalidFrom: number | null = null;

  /** `skipLines`: title and header lines, which may be blank or broken as they like. */
  constructor(delimiter: string, maxLine: number, skipLines: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#maxLine = maxLine;
    this.#skip = skipLines;
  }

  push(chunk: Buffer): void {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last === -1) {
      this.#carry = Buffer.concat([this.#carry, chunk]);
      if (this.#carry.length > this.#maxLine) this.#refuseLine();
      return;
    }
    // The line begun in the last chunk is looked at by itself: joining whole chunks would copy the file once more.
    const first = this.#carry.length === 0 ? 0 : chunk.indexOf(NEWLINE) + 1;
    if (first > 0) this.#inspect(this.#joined(chunk, first));
    if (last >= first) this.#inspect(chunk.subarray(first, last + 1));
    this.#carry = Buffer.from(chunk.subarray(last + 1));
  }

  finish(): void {
    if (this.#carry.length > 0) this.#inspect(this.#carry);
    this.#carry = Buffer.alloc(0);
    if (this.#quoted) this.regular = false;
  }

  #joined(chunk: Buffer, length: number): Buffer {
    if (this.#carry.length + length > this.#maxLine) this.#refuseLine();
    return Buffer.concat([this.#carry, chunk.subarray(0, length)]);
  }

  #inspect(whole: Buffer): void {
    if (this.invalidFrom === null && (!isUtf8(whole) || whole.includes(0))) this.invalidFrom = this.#offset;
    this.#offset += whole.length;
    if (!this.regular) return;
    let lines = whole;
    while (this.#skip > 0 && lines.length > 0) {
      const end = lines.indexOf(NEWLINE);
      lines = end === -1 ? lines.subarray(lines.length) : lines.subarray(end + 1);
      this.#skip -= 1;
    }
    if (lines.length === 0) return;
    if (this.#blankSeen && hasText(lines)) this.regular = false;
    this.#lookForBlank(lines);
    if (this.#quoted || lines.includes(QUOTE)) this.#followQuotes(lines);
    this.#before = NEWLINE;
  }

  #lookForBlank(lines: Buffer): void {
    if (this.#blankSeen) return;
    const startsBlank = lines[0] === NEWLINE || (lines[0] === RETURN && lines[1] === NEWLINE);
    const found = [
      startsBlank ? 0 : -1,
      lines.indexOf('\n\n'),
      lines.includes(RETURN) ? lines.indexOf('\n\r\n') : -1,
    ].filter((at) => at >= 0);
    if (found.length === 0) return;
    this.#blankSeen = true;
    const tail = lines.subarray(Math.max(0, Math.min(...found) - 1));
    if (hasText(tail.subarray(1)) || mixesLineEnds(tail)) this.regular = false;
  }

  /** A quote opens only at the start of a field; a doubled one closes and opens again. */
  #followQuotes(lines: Buffer): void {
    let quoted = this.#quoted;
    let before = this.#before;
    for (let at = 0; at < lines.length; at++) {
      const byte = lines[at] ?? 0;
      if (byte === QUOTE) {
        if (quoted) quoted = false;
        else if (before === QUOTE || before === NEWLINE || before === this.#delimiter) quoted = true;
      } else if (byte === NEWLINE && quoted) {
        this.regular = false;
        return;
      }
      before = byte;
    }
    this.#quoted = quoted;
  }

  #refuseLine(): never {
    throw new ReadFailure(
      'too-large',
      `有一行超过 ${Math.round(this.#maxLine / 1024)} KB，不是正常的表格。请检查换行符后重新导出`,
    );
  }
}

/** DuckDB gives up on a file with both; mixed ends within the data it finds by itself. */
function mixesLineEnds(bytes: Buffer): boolean {
  const text = bytes.toString('latin1', 0, 64);
  return /\r\n/u.test(text) && /(?<!\r)\n/u.test(text);
}

/** Whether anything but line ends is left. */
function hasText(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== NEWLINE && byte !== RETURN) return true;
  return false;
}
