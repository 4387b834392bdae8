/** 'C7' of row 7, column 3, both counted from 1. */
export const cellAddress = (row: number, column: number): string => `${lettersOf(column)}${row}`;

/** 'AA' of column 27. */
export function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** 'C7:D9', or 'C7' alone for a single cell. */
export function rangeAddress(row: number, column: number, rows: number, columns: number): string {
  const first = cellAddress(row, column);
  return rows === 1 && columns === 1
    ? first
    : `${first}:${cellAddress(row + rows - 1, column + columns - 1)}`;
}
