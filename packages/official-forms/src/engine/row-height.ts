import type { Scalar } from './layout.ts';

/** Widths in Excel's character unit: a Chinese character or full-width mark takes two, a Latin one takes one. */
export function printWidth(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) < 0x2000 ? 1 : 2;
  return width;
}

/** Of the roomiest font that stands in where the form's own is missing; at 1.4, sixty lines lost their last. */
const LINE_SPACING = 1.5;

/**
 * Points that a wrapped cell needs. Excel and LibreOffice do not grow a row for merged cells, so the writer does it;
 * the estimate is on the generous side, because a cut line is worse than a loose one.
 */
export function estimateHeight(value: Scalar, columnWidth: number, fontSize: number): number {
  if (value === null || value === '') return 0;
  // The unit is a digit of the workbook's 11 pt default font; a character of 10.5 pt is 1/11 narrower, and the
  // cell's padding takes about one unit.
  const room = Math.max((columnWidth - 1) * (10.5 / fontSize), 2);
  const lines = String(value)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(printWidth(line) / (Math.floor(room / 2) * 2))), 0);
  return lines * fontSize * LINE_SPACING + 6;
}
