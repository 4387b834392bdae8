import type { Fen } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'] as const;

/** Four digits in words, with 零 for zeros between; '' for 0. */
function groupInWords(group: number): string {
  let words = '';
  let pendingZero = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      pendingZero = words !== '';
      continue;
    }
    words += `${pendingZero ? '零' : ''}${DIGITS.charAt(digit)}${PLACES[place] ?? ''}`;
    pendingZero = false;
  }
  return words;
}

/**
 * Grouped by 万 inside and by 亿 outside: 壹万零壹亿, never 壹万亿零壹亿. A gap before the lower part reads 零:
 * 壹万零伍元, 壹亿零伍万元.
 */
function yuanInWords(yuan: number): string {
  if (yuan < 1e4) return groupInWords(yuan);
  const width = yuan < 1e8 ? 1e4 : 1e8;
  const high = `${yuanInWords(Math.floor(yuan / width))}${width === 1e4 ? '万' : '亿'}`;
  const low = yuan % width;
  if (low === 0) return high;
  return `${high}${low < width / 10 ? '零' : ''}${yuanInWords(low)}`;
}

/** An amount in banker's capitals as printed on contracts: 壹仟零伍拾元叁角整, 壹元零伍分, 零元整. */
export function amountInWords(fen: Fen): string {
  const size = Math.abs(fen);
  const sign = fen < 0 ? '负' : '';
  const yuan = Math.floor(size / 100);
  const jiao = Math.floor(size / 10) % 10;
  const cent = size % 10;
  if (size === 0) return '零元整';
  let words = yuan > 0 ? `${yuanInWords(yuan)}元` : '';
  if (jiao > 0) words += `${DIGITS.charAt(jiao)}角`;
  if (cent === 0) return `${sign}${words}整`;
  const gap = jiao === 0 && yuan > 0 ? '零' : '';
  return `${sign}${words}${gap}${DIGITS.charAt(cent)}分`;
}
