/** The first rows, and how many there are. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Splits rows from the number beside each of them. */
export function foundIn<Row extends object>(rows: readonly (Row & { readonly total: number })[]): Found<Row> {
  return { rows, total: rows[0]?.total ?? 0 };
}
