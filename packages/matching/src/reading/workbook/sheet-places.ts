import type { RowPlace } from '../types.ts';

/** Rows of several sheets are read as one table: each sheet's numbers begin this far behind those of the one before. */
const STEP = 2 ** 21;
/** So many steps fit into the 32 bits in which the comparison keeps a row's number. */
export const MOST_SHEETS = 1000;

/** @param sheet position among the sheets that are read, 0-based */
export const numberOf = (sheet: number, row: number): number => sheet * STEP + row;

/** Where a numbered row stands; a lone sheet is not named. */
export function placesIn(sheets: readonly string[]): (number: number) => RowPlace {
  if (sheets.length <= 1) return (row) => ({ row, sheet: null });
  return (number) => {
    // The row's own number is never 0.
    const sheet = Math.floor((number - 1) / STEP);
    return { row: number - sheet * STEP, sheet: sheets[sheet] ?? null };
  };
}

/** Text and Parquet have no sheets. */
export const placeInFile = (row: number): RowPlace => ({ row, sheet: null });
