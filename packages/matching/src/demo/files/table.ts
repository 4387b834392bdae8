/** A cell of a file; `serial` is a day in Excel's count with a date format. */
export type Cell = string | number | null | { readonly serial: number };

export interface HeaderCell {
  readonly text: string;
  /** The word above, where the header has two lines. */
  readonly group: string | null;
}

/** A whole file, rows one at a time. */
export interface Table {
  /** Lines above the header. */
  readonly titles: readonly string[];
  readonly header: readonly HeaderCell[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Totals and notes below. */
  readonly foot: readonly (readonly Cell[])[];
  /** Rows (from 0) and columns whose cells are merged down: from row, to row, columns. Only workbooks show it. */
  readonly merges?: Iterable<{
    readonly from: number;
    readonly to: number;
    readonly columns: readonly number[];
  }>;
}
