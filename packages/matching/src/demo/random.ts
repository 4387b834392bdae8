/** A seeded stream of chances: the same seed gives the same county. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0 ≤ n < count. */
  int(count: number): number;
  /** Both ends included. */
  between(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** Another stream that does not depend on how much of this one was used. */
  fork(label: string): Random;
}

/** Any text or number as a 32-bit whole number (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads a whole number over 32 bits, so that neighbours have nothing in common. */
export function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** Not for secrets: a demonstration must be repeatable, not unguessable. */
export function createRandom(seed: string): Random {
  let state = hashText(seed);
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 0x1_0000_0000;
  };
  const int = (count: number) => Math.floor(next() * count);
  const random: Random = {
    next,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (share) => next() < share,
    pick: (list) => at(list, int(list.length)),
    shuffle: (list) => {
      const mixed = [...list];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(i + 1);
        const here = at(mixed, i);
        mixed[i] = at(mixed, j);
        mixed[j] = here;
      }
      return mixed;
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  return random;
}

/** The element, which must be there. Throws RangeError where it is not. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
  return value;
}
