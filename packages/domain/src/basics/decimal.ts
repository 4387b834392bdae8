/** An exact decimal: digits × 10^-scale. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const PLAIN = /^(-?)(\d+)(?:\.(\d*))?$/;
// 1,234,567 and the Chinese habit of grouping by four.
const GROUPED = /^-?(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)(?:\.\d*)?$/;

/** Reads '-1,234.50'; null when it is not a plain number of at most 18 whole digits. */
export function readDecimal(text: string): Decimal | null {
  const plain = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  const parts = PLAIN.exec(plain.startsWith('.') ? `0${plain}` : plain);
  const whole = parts?.[2];
  if (!whole || whole.length > 18) return null;
  // The tail is binary noise of a spreadsheet (0.30000000000000004).
  const fraction = (parts[3] ?? '').slice(0, 20);
  const digits = BigInt(whole + fraction);
  return { digits: parts[1] === '-' ? -digits : digits, scale: fraction.length };
}

/** value × numerator ÷ denominator as a whole number, half away from zero; null beyond safe integers. */
export function scaleToInteger(value: Decimal, numerator: bigint, denominator = 1n): number | null {
  const top = value.digits * numerator;
  const bottom = 10n ** BigInt(value.scale) * denominator;
  const size = ((top < 0n ? -top : top) * 2n + bottom) / (bottom * 2n);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const whole = Number(size);
  return top < 0n && whole !== 0 ? -whole : whole;
}

/** The text of a cell's number without an exponent; null when it has one, is infinite or not a number. */
export function numberText(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  if (value !== 0 && Math.abs(value) < 1e-6) return '0';
  const text = String(value);
  return text.includes('e') ? null : text;
}
