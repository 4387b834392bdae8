/** 2026年7月5日: Arabic numerals without leading zeros. Throws RangeError for anything but 'YYYY-MM-DD'. */
export function printDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) throw new RangeError(`not a day: ${day}`);
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}

/**
 * A share in tenths of a percent, rounded half up in whole numbers; null of nothing: no rate is not a rate of 0.
 * One that is not whole never reads 100.0%, and one that is not nothing never 0.0%.
 */
export function perMille(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const rounded = Math.floor((part * 2000 + whole) / (2 * whole));
  if (rounded === 1000 && part < whole) return 999;
  return rounded === 0 && part > 0 ? 1 : rounded;
}

/** 87.5%; a dash where there is no rate. */
export function printRate(rate: number | null): string {
  return rate === null ? '—' : `${(rate / 10).toFixed(1)}%`;
}

/** 增加3, 减少2 or 持平, for a figure against an earlier one. */
export function printChange(now: number, before: number, unit: string): string {
  if (now === before) return '持平';
  return `${now > before ? '增加' : '减少'}${Math.abs(now - before)}${unit}`;
}

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1 to 99 in Chinese: 一, 十, 十一, 二十, 二十一. */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`not a heading's number: ${n}`);
  const tens = Math.floor(n / 10);
  const ones = NUMERALS[n % 10] ?? '';
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : (NUMERALS[tens] ?? '')}十${ones}`;
}
