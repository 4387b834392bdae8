import type { MergedCell } from '../raw-row.ts';

interface Hanging {
  readonly value: string | null;
  readonly left: number;
  readonly top: number;
  bottom: number;
}

/** Lays out the cells of a table that says how far each one reaches (HTML, XML Spreadsheet), row by row. */
export class SpanLayout {
  readonly #maxColumns: number;
  readonly #refuse: () => never;
  #hanging = new Map<number, Hanging>();
  #cells: (string | null)[] = [];
  #merged = new Map<number, MergedCell>();
  #column = 0;
  #row = 0;

  constructor(maxColumns: number, refuse: () => never) {
    this.#maxColumns = maxColumns;
    this.#refuse = refuse;
  }

  startRow(row: number): void {
    this.#row = row;
    this.#cells = [];
    this.#merged = new Map();
    this.#column = 0;
    for (const [column, hanging] of this.#hanging)
      if (hanging.bottom < row) this.#hanging.delete(column);
      else this.#merged.set(column, { value: hanging.value, left: hanging.left, top: hanging.top });
  }

  /** `at`: 0-based column where the file names it; otherwise the next one that nothing hangs into. */
  place(value: string | null, across: number, down: number, at?: number): void {
    let left = at ?? this.#column;
    if (at === undefined) while (this.#hanging.has(left)) left += 1;
    if (left + across > this.#maxColumns) this.#refuse();
    while (this.#cells.length < left) this.#cells.push(null);
    this.#cells[left] = value;
    for (let column = left; column < left + across; column++) {
      if (column > left) this.#merged.set(column, { value, left, top: this.#row });
      if (down > 1) this.#hanging.set(column, { value, left, top: this.#row, bottom: this.#row + down - 1 });
    }
    this.#column = left + across;
  }

  endRow(): {
    readonly cells: readonly (string | null)[];
    readonly merged?: ReadonlyMap<number, MergedCell>;
  } {
    return this.#merged.size === 0 ? { cells: this.#cells } : { cells: this.#cells, merged: this.#merged };
  }
}
