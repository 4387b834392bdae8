import { readYearMonth, type YearMonth } from '@anju/domain';

/** A header that reads as a month: the month, and the words left over ("用电量"). */
export interface MonthHeader {
  readonly month: YearMonth;
  readonly rest: string;
}

const FORMS: readonly RegExp[] = [
  /(?<y>(?:19|20)\d{2})年(?<m>\d{1,2})月(?:份|\d{1,2}日)?/u,
  /(?<!\d)(?<y>(?:19|20)\d{2})[-./](?<m>\d{1,2})(?:[-./]\d{1,2}(?:[T ][\d:.Z]*)?)?(?!\d)/u,
  /(?<!\d)(?<y>(?:19|20)\d{2})(?<m>0[1-9]|1[0-2])(?:月|(?!\d))/u,
];

const MONTH_NAMES = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const WITHOUT_YEAR = /^(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?<rest>\D*)$/u;

/** Reads 7月, 七月份用电量: the number of the month, and the words left over; null for anything else. */
export function readMonthOfYear(raw: string): { readonly month: number; readonly rest: string } | null {
  const { m = '', rest = '' } = WITHOUT_YEAR.exec(raw.normalize('NFKC').replace(/\s/gu, ''))?.groups ?? {};
  const month = /^\d/u.test(m) ? Number(m) : MONTH_NAMES.indexOf(m) + 1;
  return month >= 1 && month <= 12 ? { month, rest } : null;
}

/** Reads 2025年7月, 2025-07, 2025.7, 202507, a date cell of the month; null when the year or the month is missing. */
export function readMonthHeader(raw: string): MonthHeader | null {
  const text = raw
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d]/gu, ' ')
    .trim();
  for (const form of FORMS) {
    const match = form.exec(text.replace(/\s*([年月])\s*/gu, '$1'));
    const month = match?.groups?.m?.padStart(2, '0');
    if (match === null || month === undefined) continue;
    const read = readYearMonth(`${match.groups?.y}-${month}`);
    if (read.ok) return { month: read.value, rest: match.input.replace(match[0], '') };
  }
  return null;
}
