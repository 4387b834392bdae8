/** A seeded stream of chances: the same seed gives the same records. Not for secrets. */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Both ends included. */
  between(from: number, to: number): number;
  of(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An id that sorts by `day`, as UUIDv7 does by its moment. */
  id(day: string): string;
  /** So many hexadecimal digits. */
  hex(length: number): string;
}

export function chanceOf(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    of: (share) => next() < share,
    pick: (list) => elementAt(list, Math.floor(next() * list.length)),
    id: (day) => {
      const moment = Date.parse(`${day}T00:00:00Z`) + Math.floor(next() * 86_400_000);
      const time = moment.toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
    hex,
  };
}

function elementAt<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
  return value;
}
