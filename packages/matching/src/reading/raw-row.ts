/** A cell that a merge covers: where the merge starts (0-based column, 1-based row) and what it shows. */
export interface MergedCell {
  readonly value: string | null;
  readonly left: number;
  readonly top: number;
}

/** One row as it stands in the file, before anything is known of its columns. */
export interface RawRow {
  /** 1-based, as seen in Excel or an editor. */
  readonly row: number;
  readonly cells: readonly (string | null)[];
  /** Covered cells (not the one that holds the value) by 0-based column. */
  readonly merged?: ReadonlyMap<number, MergedCell>;
  /** Columns with a formula whose result was not saved in the file. */
  readonly uncomputed?: readonly number[];
}

/** What the cell shows to a person, merges considered. */
export function shownCell(row: RawRow, column: number): string | null {
  return row.cells[column] ?? row.merged?.get(column)?.value ?? null;
}

export function isBlankCell(cell: string | null | undefined): boolean {
  if (cell === null || cell === undefined || cell === '') return true;
  // Most cells begin with a digit or a letter.
  const first = cell.charCodeAt(0);
  if (first > 0x2f && first < 0x80) return false;
  return !/[^\s\u00a0\u200b-\u200d\u2060\ufeff]/u.test(cell);
}
