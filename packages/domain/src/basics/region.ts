import type { Brand } from './brand.ts';

/** 2, 4, 6, 9 or 12 digits (GB/T 2260 and the statistical codes below it); may be padded with zeros. */
export type RegionCode = Brand<string, 'RegionCode'>;
export type RegionLevel = 'province' | 'prefecture' | 'county' | 'town' | 'community';

/** Names by the first two digits (GB/T 2260). Finer codes change every year, and zones that report like counties have none. */
export const PROVINCES: ReadonlyMap<string, string> = new Map([
  ['11', '北京市'],
  ['12', '天津市'],
  ['13', '河北省'],
  ['14', '山西省'],
  ['15', '内蒙古自治区'],
  ['21', '辽宁省'],
  ['22', '吉林省'],
  ['23', '黑龙江省'],
  ['31', '上海市'],
  ['32', '江苏省'],
  ['33', '浙江省'],
  ['34', '安徽省'],
  ['35', '福建省'],
  ['36', '江西省'],
  ['37', '山东省'],
  ['41', '河南省'],
  ['42', '湖北省'],
  ['43', '湖南省'],
  ['44', '广东省'],
  ['45', '广西壮族自治区'],
  ['46', '海南省'],
  ['50', '重庆市'],
  ['51', '四川省'],
  ['52', '贵州省'],
  ['53', '云南省'],
  ['54', '西藏自治区'],
  ['61', '陕西省'],
  ['62', '甘肃省'],
  ['63', '青海省'],
  ['64', '宁夏回族自治区'],
  ['65', '新疆维吾尔自治区'],
  ['71', '台湾省'],
]);

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

/** The province that a code of any length lies in; null where its first two digits name none. */
export function provinceOf(code: string): string | null {
  return PROVINCES.get(code.slice(0, 2)) ?? null;
}

/** Whether six digits can stand for a county or, ending in 00, a prefecture: below a province that there is. */
export function isCountyOrPrefecture(code: string): boolean {
  return /^\d{6}$/.test(code) && provinceOf(code) !== null && code.slice(2, 4) !== '00';
}

/** Whether six digits stand for a prefecture: its own rows carry its code padded to six, 652300. */
export const isPrefecture = (county: string): boolean => county.endsWith('00');

/** The prefecture that a county, or what is in it, lies in, padded as its own rows are: 652301 → 652300. */
export const prefectureOf = (code: string): string => `${code.slice(0, 4)}00`;

/** Whether a name is a region's in full, as the head of a form wants it: 阜康市, 示范区. */
export const isRegionName = (name: string): boolean => /.[区县市旗州盟]$/u.test(name);

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
