import type { Fen } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿', '万亿', '亿亿'] as const;

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

function yuanInWords(yuan: number): string {
  let words = '';
  let skipped = false;
  for (let i = GROUPS.length - 1; i >= 0; i--) {
    const group = Math.floor(yuan / 10_000 ** i) % 10_000;
    if (group === 0) {
      skipped = true;
      continue;
    }
    // A gap before this group reads 零: 壹万零伍元, 壹亿零伍万元.
    const gap = words !== '' && (skipped || group < 1000) ? '零' : '';
    words += `${gap}${groupInWords(group)}${GROUPS[i] ?? ''}`;
    skipped = false;
  }
  return words;
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
