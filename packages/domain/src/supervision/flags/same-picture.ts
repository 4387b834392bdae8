/** Of 256 bits. Measured: up to 20 between a picture and its copies of a quarter size, 90 and more between two pictures. */
const MOST_BITS_APART = 24;

/** A fingerprint of 32 bytes in hex, as eight numbers to compare by. */
export function pictureWords(hex: string): readonly number[] {
  return Array.from({ length: 8 }, (_, at) => Number.parseInt(hex.slice(at * 8, at * 8 + 8), 16));
}

/** Whether two fingerprints are of one picture, saved anew, scaled or compressed. */
export function isSamePicture(left: readonly number[], right: readonly number[]): boolean {
  let apart = 0;
  for (const [at, word] of left.entries()) {
    apart += bitsOf(word ^ (right[at] ?? 0));
    if (apart > MOST_BITS_APART) return false;
  }
  return true;
}

function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
