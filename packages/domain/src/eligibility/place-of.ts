import { isWithin, readRegionCode } from '../basics/region.ts';
import type { PolicyPack } from '../policies/index.ts';

const NAME = /[\p{Script=Han}]{1,12}?[县区市旗]/gu;
/** Registers name the same few places again and again. */
const KEPT_PLACES = 5000;

/** Null where a place is not given or can't be placed. */
type Placing = 'within' | 'outside' | null;

/**
 * Tells where a place of a register lies, seen from the county of the pack. Registers give a region code or a name; the
 * names known are those in the pack's title and issuer, so that any other name can't be placed.
 */
export function placesSeenFrom(pack: PolicyPack): (place: string | null) => Placing {
  const known = new Map<string, Placing>();
  return (place) => {
    if (place === null) return null;
    let found = known.get(place);
    if (found === undefined) {
      found = placeOf(place, pack);
      if (known.size < KEPT_PLACES) known.set(place, found);
    }
    return found;
  };
}

function placeOf(place: string, pack: PolicyPack): Placing {
  const county = pack.region.slice(0, 6);
  const code = readRegionCode(place);
  if (code !== null) {
    if (isWithin(code, county)) return 'within';
    // 65 or 6523: the province or prefecture that the county lies in says nothing.
    return isWithin(county, code) ? null : 'outside';
  }
  const own = [pack.title, pack.issuer ?? ''];
  const isOwn = own.some((text) => text.includes(place) || place.includes(countyNameIn(text) ?? '\u0000'));
  return isOwn ? 'within' : null;
}

/** 马尾区 of 福州市马尾区公共租赁住房年审标准. */
function countyNameIn(text: string): string | null {
  return text.match(NAME)?.at(-1) ?? null;
}
