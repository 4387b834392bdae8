import type { Brand } from './brand.ts';

/** 2, 4, 6, 9 or 12 digits (GB/T 2260 and the statistical codes below it); may be padded with zeros. */
export type RegionCode = Brand<string, 'RegionCode'>;
export type RegionLevel = 'province' | 'prefecture' | 'county' | 'town' | 'community';

const LENGTHS = [2, 4, 6, 9, 12] as const;
const LEVEL_OF: ReadonlyMap<number, RegionLevel> = new Map([
  [2, 'province'],
  [4, 'prefecture'],
  [6, 'county'],
  [9, 'town'],
  [12, 'community'],
]);

/** The code, or null when it has another length or other characters. Whether it exists is for a dated table. */
export function readRegionCode(raw: string): RegionCode | null {
  const text = raw.normalize('NFKC').trim();
  return /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text) && !text.startsWith('00')
    ? (text as RegionCode)
    : null;
}

/** The code without its padding: 652300 → 6523, 652301000000 → 652301. */
export function trimRegionCode(code: string): string {
  let end = code.length;
  for (let i = LENGTHS.length - 1; i > 0; i--) {
    const from = LENGTHS[i - 1] ?? 0;
    if (end === LENGTHS[i] && /^0+$/.test(code.slice(from, end))) end = from;
  }
  return code.slice(0, end);
}

/** The level a code stands for, padding aside. Throws RangeError for a text that is no region code. */
export function regionLevel(code: string): RegionLevel {
  const level = LEVEL_OF.get(trimRegionCode(code).length);
  if (!level) throw new RangeError(`not a region code: ${code}`);
  return level;
}

/** Whether `code` is the region `prefix` or lies in it; padding of either does not matter. */
export function isWithin(code: string, prefix: string): boolean {
  return trimRegionCode(code).startsWith(trimRegionCode(prefix));
}
