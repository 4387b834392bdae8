import { normaliseText } from '@anju/domain';

export interface Place {
  /** 9 digits a town, 12 a community. */
  readonly code: string;
  readonly name: string;
}

export type PlaceFinder = (named: {
  readonly town: string | null;
  readonly community: string | null;
}) => string | null;

/** 幸福路社区居民委员会, 幸福路社区居委会 and 幸福路社区 are one; so are 某某街道办事处 and 某某街道. */
function bare(name: string): string {
  return normaliseText(name)
    .replace(/(?:居民委员会|居委会|村民委员会|村委会)$/, '')
    .replace(/办事处$|人民政府$/, '')
    .replace(/社区$/, '');
}

/**
 * Finds the community (or at least the town) a roster names among the county's organisations.
 * Two communities of one name are told apart by the town; if they can't be, nobody guesses.
 * Returns 12 digits, or null where the names fit nothing.
 */
export function placeFinder(places: readonly Place[]): PlaceFinder {
  const byName = new Map<string, Place[]>();
  for (const place of places) {
    const key = bare(place.name);
    byName.set(key, [...(byName.get(key) ?? []), place]);
  }
  const find = (name: string | null, digits: number): readonly Place[] =>
    name === null ? [] : (byName.get(bare(name)) ?? []).filter((place) => place.code.length === digits);

  return ({ town, community }) => {
    const towns = find(town, 9);
    const inTown = find(community, 12).filter(
      (place) => towns.length === 0 || towns.some(({ code }) => place.code.startsWith(code)),
    );
    const chosen = inTown.length === 1 ? inTown[0] : towns.length === 1 ? towns[0] : undefined;
    return chosen?.code.padEnd(12, '0') ?? null;
  };
}
