// @ts-check
// Plain JavaScript, as everything that runs in a worker thread: Node starts it without what turns TypeScript into
// JavaScript.

/**
 * The first 17 digits of the numbers looked for (the last character follows from them), in memory that threads
 * share: nine digits in `high`, eight in `low`, `high` -1 where free; at most half full.
 * @typedef {{ readonly high: Int32Array, readonly low: Int32Array }} KeySet
 */

/**
 * @param {number} count
 * @returns {KeySet}
 */
export function emptyKeySet(count) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, count * 2)));
  const numbers = () => new Int32Array(new SharedArrayBuffer(size * Int32Array.BYTES_PER_ELEMENT));
  return { high: numbers().fill(-1), low: numbers() };
}

/**
 * Adds a number and gives its place; -1 for one that doesn't begin with 17 digits: no line with it is sorted out.
 * @param {KeySet} keys
 * @param {string} id
 */
export function addKey(keys, id) {
  const high = digitsOf(id, 0, 9);
  const low = digitsOf(id, 9, 17);
  return high === -1 || low === -1 ? -1 : addNumber(keys, high, low);
}

/**
 * The same of nine digits and eight.
 * @param {KeySet} keys
 * @param {number} high
 * @param {number} low
 */
export function addNumber(keys, high, low) {
  const at = placeOf(keys, high, low);
  keys.high[at] = high;
  keys.low[at] = low;
  return at;
}

/**
 * The place of a number with the same first 17 digits; -1 where there is none.
 * @param {KeySet} keys
 * @param {string} id
 */
export function findKey(keys, id) {
  const high = digitsOf(id, 0, 9);
  const low = digitsOf(id, 9, 17);
  if (high === -1 || low === -1) return -1;
  const at = placeOf(keys, high, low);
  return keys.high[at] === high ? at : -1;
}

/**
 * The number written from `from` to before `to`; -1 when there are other characters.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function digitsOf(text, from, to) {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * @param {KeySet} keys
 * @param {number} high
 * @param {number} low
 */
export function hasKey(keys, high, low) {
  return keys.high[placeOf(keys, high, low)] === high;
}

/**
 * Where the number is, or the free place where it would be.
 * @param {KeySet} keys
 * @param {number} high
 * @param {number} low
 */
function placeOf(keys, high, low) {
  const mask = keys.high.length - 1;
  // Multipliers that spread neighbouring numbers, as Fibonacci hashing does.
  const mixed = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b);
  let at = (mixed ^ (mixed >>> 15)) & mask;
  while (keys.high[at] !== -1 && (keys.high[at] !== high || keys.low[at] !== low)) at = (at + 1) & mask;
  return at;
}
