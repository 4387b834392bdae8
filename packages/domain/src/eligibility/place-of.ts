import { isWithin, readRegionCode } from '../basics/region.ts';
import type { PolicyPack } from '../policies/index.ts';

const NAME = /[\p{Script=Han}]{1,12}?[县区市旗]/gu;

/**
 * Where a place of a register lies, seen from the county of the pack. Registers give a region code or a name; the
 * names known are those in the pack's title and issuer, so that any other name can't be placed.
 * @returns null where it is not given or can't be placed
 */
export function placeOf(place: string | null, pack: PolicyPack): 'within' | 'outside' | null {
  if (place === null) return null;
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
