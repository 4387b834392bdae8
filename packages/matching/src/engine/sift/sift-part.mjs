// @ts-check
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { siftLines } from './sift-lines.mjs';

const BLOCK = 1 << 18;
const NEWLINE = 10;

/**
 * @typedef {object} FilePart
 * @property {string} path
 * @property {number} from the part has the lines that begin from here …
 * @property {number} to … to before here
 * @property {boolean} atLine whether a line is known to begin at `from`
 * @property {number} longestLine in bytes
 * @property {import('./sift-lines.mjs').SiftPlan} plan
 */

/**
 * `lines` counts all; `kept` and `texts` are number and text of those worth reading.
 * @typedef {{ readonly lines: number, readonly kept: number[], readonly texts: string[] }} SiftedPart
 */

/**
 * Reads one part of a file. Null when its lines are not its records, or its bytes no text.
 * @param {FilePart} part
 * @returns {SiftedPart | null}
 */
export function siftPart({ path, from, to, atLine, longestLine, plan }) {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(BLOCK + longestLine + 1);
    /** @type {number[]} */
    const kept = [];
    /** @type {string[]} */
    const texts = [];
    // The byte before tells whether a line begins at `from`.
    let position = atLine ? from : from - 1;
    let seeking = !atLine;
    let carried = 0;
    let lines = 0;
    for (;;) {
      const read = readSync(file, buffer, carried, BLOCK, position);
      position += read;
      let filled = carried + read;
      if (read === 0) {
        if (carried === 0 || seeking) break;
        // The last line may lack its end.
        buffer[filled] = NEWLINE;
        filled += 1;
      }
      const base = position - carried - read;
      const last = buffer.lastIndexOf(NEWLINE, filled - 1);
      let at = 0;
      if (seeking && last !== -1) {
        at = buffer.indexOf(NEWLINE) + 1;
        seeking = false;
      }
      if (!seeking && at <= last) {
        const stop = to - base;
        const next = siftLines(
          buffer,
          { from: at, last, stop, first: lines },
          plan,
          ({ number, start, end }) => {
            kept.push(number);
            texts.push(buffer.toString('utf8', start, buffer[end - 1] === 13 ? end - 1 : end));
          },
        );
        if (next === null || !isText(buffer.subarray(at, next.at))) return null;
        lines = next.number;
        at = next.at;
        if (at >= stop) break;
      }
      if (read === 0) break;
      // What is before the first line of a part belongs to another part, however long.
      carried = seeking ? 0 : filled - at;
      if (carried > longestLine) return null;
      buffer.copyWithin(0, at, filled);
    }
    return { lines, kept, texts };
  } finally {
    closeSync(file);
  }
}

/** @param {Buffer} bytes */
const isText = (bytes) => isUtf8(bytes) && !bytes.includes(0);
