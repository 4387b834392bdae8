/** 1 万元 = 1,000,000 fen. */
const FEN_PER_WAN = 1_000_000;

/** What the last of so many places of 万元 is worth, in fen. */
export const placeFen = (decimals: number): number => FEN_PER_WAN / 10 ** decimals;

/**
 * Fen as 万元 for the form, rounded half away from zero to `decimals` places: the only rounding money meets here,
 * so a total is summed in fen first. With 4 places (the form's own) a whole yuan is kept exactly.
 */
export function wanYuanOf(fen: number, decimals = 4): number {
  const step = placeFen(decimals);
  const units = Math.floor(Math.abs(fen) / step + 0.5);
  return (Math.sign(fen) * units) / 10 ** decimals;
}

/** Number formats of the sheet, and what a spreadsheet prints by them: screen and paper show the same text. */
export const NUMBER_FORMATS = { count: '0', wan: '0.00##' } as const;

/** 12.3 as 12.30, 12.3456 as it is. */
export function printWan(wan: number): string {
  const text = wan.toFixed(4);
  return text.replace(/0{1,2}$/, '');
}

/** 万元 as typed on a form (number, or text such as "1,234.5" or "3.2万元") in fen; null when it is no amount. */
export function fenOfWanYuan(written: number | string): number | null {
  const text =
    typeof written === 'number'
      ? plainDecimal(written)
      : written
          .normalize('NFKC')
          .replace(/[\s,]/gu, '')
          .replace(/万元?$/u, '');
  const match = /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const fraction = (match[3] ?? '').padEnd(6, '0');
  // Beyond the sixth place there is no fen: round half up on the first digit cut off.
  const carry = Number(fraction[6] ?? '0') >= 5 ? 1 : 0;
  const fen = Number(match[2]) * FEN_PER_WAN + Number(fraction.slice(0, 6)) + carry;
  return match[1] === '-' && fen !== 0 ? -fen : fen;
}

/** No exponent, and no binary dust: 0.1 + 0.2 typed by a formula is 0.3. */
function plainDecimal(value: number): string {
  return Number.isFinite(value) ? value.toFixed(8).replace(/\.?0+$/, '') : 'not a number';
}
