// @ts-check
import { hasKey } from './key-set.mjs';

export const NOBODY = 0;
export const PERHAPS = 1;
export const BLANK = 2;

const X = 88;
const SMALL_X = 120;
const ZERO = 48;
// Weights of GB 11643 (MOD 11-2): 2^(17-i) mod 11.
const WEIGHTS = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
// What programs put around a number so that Excel leaves it alone.
const AROUND = new Uint8Array(256);
for (const byte of Buffer.from(' \t\r"\'`=')) AROUND[byte] = 1;

/**
 * Sorts the number in a cell: NOBODY where it is complete, its check character right and it is nobody's we look
 * for (one that ends in 000 is never sure); BLANK; PERHAPS for all else, which `readIdNumber` has to decide
 * (15 digits have no check character that could be wrong: a slip in them shows only by the name).
 * @param {Uint8Array} bytes
 * @param {number} from
 * @param {number} to
 * @param {import('./key-set.mjs').KeySet} keys
 */
export function siftNumber(bytes, from, to, keys) {
  let start = from;
  let end = to;
  while (start < end && AROUND[bytes[start] ?? 0] === 1) start += 1;
  while (start < end && AROUND[bytes[end - 1] ?? 0] === 1) end -= 1;
  const length = end - start;
  if (length === 18) return siftLong(bytes, start, keys);
  if (length === 0) return BLANK;
  return PERHAPS;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {import('./key-set.mjs').KeySet} keys
 */
function siftLong(bytes, start, keys) {
  let high = 0;
  let low = 0;
  let sum = 0;
  for (let at = 0; at < 9; at++) {
    const digit = (bytes[start + at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return PERHAPS;
    high = high * 10 + digit;
    sum += digit * (WEIGHTS[at] ?? 0);
  }
  for (let at = 9; at < 17; at++) {
    const digit = (bytes[start + at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return PERHAPS;
    low = low * 10 + digit;
    sum += digit * (WEIGHTS[at] ?? 0);
  }
  const last = bytes[start + 17] ?? 0;
  const check = last === X || last === SMALL_X ? 10 : last - ZERO;
  if (check < 0 || check > 10 || (check === 10 && last < X)) return PERHAPS;
  if ((sum + check) % 11 !== 1) return PERHAPS;
  // Perhaps damaged by Excel and right by chance: the whole column decides.
  if (check === 0 && low % 100 === 0) return PERHAPS;
  return hasKey(keys, high, low) ? PERHAPS : NOBODY;
}
