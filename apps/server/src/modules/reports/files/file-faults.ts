import type { Fault } from '@anju/official-forms';
import type { Json } from '../../../platform/json.ts';
import { valueAt } from '../stable-path.ts';

/** What a file says of itself and the report knows of itself. */
const TOLD = [
  ['header.district', '地区'],
  ['header.place', '地区'],
  ['header.month', '月份'],
  ['header.year', '年份'],
] as const;

const PLACE = /^\p{Script=Han}{2,}?[市县区旗州]/u;

/**
 * A unit may write its name short, or with its prefecture before it; one that names a place but not this one is
 * another's.
 * The place of F2 is the campaign's: in a prefecture's, the same for all of its counties.
 */
function isOtherPlaces(unit: Json | undefined, written: Json | undefined): boolean {
  if (typeof unit !== 'string' || typeof written !== 'string') return false;
  const [place] = PLACE.exec(unit) ?? [];
  return place !== undefined && PLACE.test(written) && !written.includes(place);
}

/**
 * What shows that a file is another county's, month's or year's form. Never explained: it is the wrong file.
 *
 * @param own the form as the report's own records give it
 * @param days the first day the report counts, and today: no form of it was filled outside them
 */
export function fileFaults(
  own: Json,
  file: Json,
  days: { readonly from: string; readonly today: string },
): readonly Fault[] {
  const faults: Fault[] = [];
  const other = (path: string, message: string): void => {
    faults.push({ code: 'other-report', path, message });
  };
  let named = false;
  for (const [path, name] of TOLD) {
    const [expected, found] = [valueAt(own, path), valueAt(file, path)];
    if (expected === undefined) continue;
    named ||= name === '地区';
    // On F1 the day of filling has taken the preprinted year's place.
    if (path === 'header.year' && found === null) continue;
    if (found !== expected)
      other(path, `表上的${name}是“${found ?? ''}”，这张报表是“${expected}”的，请核对是否选错了文件。`);
  }
  const [unit, written] = [valueAt(own, 'header.unitName'), valueAt(file, 'header.unitName')];
  const ofOther = named ? isOtherPlaces(unit, written) : written !== '' && written !== unit;
  if (ofOther)
    other('header.unitName', `表上的填报单位是“${written}”，这张报表是“${unit}”的，请核对是否选错了文件。`);
  const filled = valueAt(file, 'header.reportDate');
  if (typeof filled === 'string' && filled !== '' && (filled < days.from || filled > days.today))
    other(
      'header.reportDate',
      `表上的填报时间是 ${filled}，不在 ${days.from} 至今天之间，请核对是否选错了文件。`,
    );
  return faults;
}
