// @ts-check
import { BLANK, NOBODY, PERHAPS, siftNumber } from './sift-number.mjs';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;

/**
 * @typedef {object} SiftPlan
 * @property {number} delimiter its byte
 * @property {number} width columns of a line; text beyond them is one delimiter too many
 * @property {readonly number[]} idColumns where the numbers of the row's people are, 0-based
 * @property {import('./key-set.mjs').KeySet} keys
 */

/**
 * A line worth reading: `number` counts from 0 in its part of the file.
 * @typedef {{ readonly number: number, readonly start: number, readonly end: number }} KeptLine
 */

/**
 * Goes through whole lines and hands over those that may be about somebody looked for, or that have to be looked at:
 * wrong, damaged, decorated and blank numbers, surplus columns. A row may go when one of its numbers is certainly
 * nobody's and the others too or blank.
 * @param {Uint8Array} bytes
 * @param {{ from: number, last: number, stop: number, first: number }} range bytes from `from` to the newline at `last`;
 *   lines that begin at `stop` or later are left; `first` is the number of the first line
 * @param {SiftPlan} plan
 * @param {(line: KeptLine) => void} keep
 * @returns {{ at: number, number: number } | null} where the next line begins and its number; null when a line is
 *   not a record: a line break in quotes, or one of old systems
 */
export function siftLines(bytes, { from, last, stop, first }, plan, keep) {
  const { delimiter, width, idColumns, keys } = plan;
  const highest = Math.max(delimiter, QUOTE);
  const starts = new Int32Array(width);
  const ends = new Int32Array(width);
  let number = first;
  let at = from;
  while (at <= last && at < stop) {
    const start = at;
    let cell = at;
    let column = 0;
    let wanted = false;
    for (;;) {
      const byte = bytes[at] ?? NEWLINE;
      // Nearly every byte.
      if (byte > highest) {
        at += 1;
      } else if (byte === delimiter || byte === NEWLINE) {
        if (column < width) {
          starts[column] = cell;
          ends[column] = at;
        } else if (hasText(bytes, cell, at)) wanted = true;
        column += 1;
        at += 1;
        if (byte === NEWLINE) break;
        cell = at;
      } else if (byte === QUOTE && at === cell) {
        at = closingQuote(bytes, at + 1);
        if (at === -1) return null;
      } else if (byte === RETURN && bytes[at + 1] !== NEWLINE) {
        return null;
      } else at += 1;
    }
    if (!wanted) wanted = concerns(idColumns, column, starts, ends, bytes, keys);
    if (wanted) keep({ number, start, end: at - 1 });
    number += 1;
  }
  return { at, number };
}

/**
 * @param {readonly number[]} idColumns
 * @param {number} columns of this line
 * @param {Int32Array} starts
 * @param {Int32Array} ends
 * @param {Uint8Array} bytes
 * @param {import('./key-set.mjs').KeySet} keys
 */
function concerns(idColumns, columns, starts, ends, bytes, keys) {
  let certain = idColumns.length === 0;
  for (const column of idColumns) {
    const found = column < columns ? siftNumber(bytes, starts[column] ?? 0, ends[column] ?? 0, keys) : BLANK;
    if (found === PERHAPS) return true;
    if (found === NOBODY) certain = true;
  }
  return !certain;
}

/**
 * Behind the quote that closes the cell, a doubled one being part of it; -1 when the line ends before.
 * @param {Uint8Array} bytes
 * @param {number} from
 */
function closingQuote(bytes, from) {
  for (let at = from; ; at++) {
    const byte = bytes[at] ?? NEWLINE;
    if (byte > QUOTE) continue;
    if (byte === NEWLINE || byte === RETURN) return -1;
    if (byte !== QUOTE) continue;
    if (bytes[at + 1] !== QUOTE) return at + 1;
    at += 1;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} from
 * @param {number} to
 */
function hasText(bytes, from, to) {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > SPACE) return true;
  return false;
}
