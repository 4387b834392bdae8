/**
 * Excel takes a cell that begins with one of these for a formula, in its Chinese edition also the wide signs that
 * an input method makes of them; who wrote the name is not us.
 */
const FORMULA = /^[\s\u200B-\u200F\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** One cell; numbers as they are, text quoted and never a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end, as RFC 4180 has it. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Excel reads UTF-8 only after this. */
export const BYTE_ORDER_MARK = '\uFEFF';
