import type { FieldDescription } from '@anju/domain';
import { headerKey } from './header/header-text.ts';
import { isNote } from './notes.ts';
import { isBlankCell, type RawRow } from './raw-row.ts';
import { ReadFailure } from './read-fault.ts';
import type { ColumnMapping, RowKind, SkippedRows, TableRow, TableToRead, UncomputedRow } from './types.ts';

export type RowClassifier = (cells: readonly (string | null)[]) => RowKind;

/** Tells data from what offices put between it: totals, notes, and titles and headers repeated on each page. */
export function classifierOf(above: readonly RawRow[], headerLines: readonly RawRow[]): RowClassifier {
  // A header repeated by the exporting program is the same text, but for blanks.
  const heads = headerLines.map((line) => line.cells.map((cell) => (cell ?? '').trim()));
  const titles = new Set(
    above.flatMap((row) => {
      const filled = row.cells.filter((cell) => !isBlankCell(cell));
      return filled.length === 1 ? filled.map((cell) => headerKey(cell)) : [];
    }),
  );
  return (cells) => {
    if (isNote(cells)) return cells.every(isBlankCell) ? 'blank' : 'note';
    const only = titles.size > 0 ? onlyCell(cells) : null;
    if (only !== null && titles.has(headerKey(only))) return 'repeated-header';
    const repeats = heads.some((head) => repeatsLine(cells, head));
    return repeats ? 'repeated-header' : 'data';
  };
}

function onlyCell(cells: readonly (string | null)[]): string | null {
  let only: string | null = null;
  for (const cell of cells) {
    if (isBlankCell(cell)) continue;
    if (only !== null) return null;
    only = cell;
  }
  return only;
}

function repeatsLine(cells: readonly (string | null)[], head: readonly string[]): boolean {
  let same = 0;
  for (const [index, cell] of cells.entries()) {
    if (cell === null || isBlankCell(cell)) continue;
    if (head[index] !== cell.trim()) return false;
    same += 1;
  }
  return same >= Math.min(2, head.length);
}

export interface DataPlan {
  readonly table: TableToRead;
  readonly mapping: ColumnMapping;
  readonly classify: RowClassifier;
  readonly width: number;
  /** Text has no merges; its rows may be longer than the header by a delimiter too many. */
  readonly isText: boolean;
}

/** Rows lost to a delimiter too many are listed up to this number; the rest is counted. */
const LISTED = 10_000;

/** Turns raw rows below the header into data rows of one width, merged-down cells filled. */
export class DataRows {
  readonly #plan: DataPlan;
  readonly #fillMerged: ReadonlySet<number>;
  readonly #fillBlank: readonly number[];
  readonly #fieldOf: ReadonlyMap<number, FieldDescription>;
  #above: readonly (string | null)[] = [];
  readonly skipped: SkippedRows = { blank: 0, notes: 0, repeatedHeaders: 0 };
  readonly ragged: number[] = [];
  readonly uncomputed: UncomputedRow[] = [];
  raggedCount = 0;
  count = 0;

  constructor(plan: DataPlan) {
    this.#plan = plan;
    const { fields } = plan.table;
    const columns = (wanted: (type: string, fill: boolean | undefined) => boolean) =>
      fields.flatMap((field) => {
        const column = plan.mapping.fields[field.key];
        return column !== undefined && wanted(field.type, field.fillDown) ? [column.index] : [];
      });
    this.#fillMerged = new Set(columns((type, fill) => fill ?? (type === 'id-number' || type === 'name')));
    this.#fillBlank =
      plan.isText && plan.table.fillDownBlanks === true ? columns((_, fill) => fill === true) : [];
    this.#fieldOf = new Map(
      fields.flatMap((field) => {
        const single = plan.mapping.fields[field.key];
        const months = plan.mapping.series[field.key]?.months ?? [];
        return [...(single === undefined ? [] : [single]), ...months].map(
          ({ index }) => [index, field] as const,
        );
      }),
    );
  }

  /** The data row, or null when the raw row holds none. */
  take(raw: RawRow): TableRow | null {
    const { classify, width, isText } = this.#plan;
    const lacking = this.#lackingIn(raw);
    const found = classify(raw.cells);
    // A row of nothing but formulas shows no more than a blank one.
    const kind = found === 'blank' && lacking.length > 0 ? 'data' : found;
    if (kind !== 'data') {
      if (kind === 'blank') this.skipped.blank += 1;
      else if (kind === 'note') this.skipped.notes += 1;
      else this.skipped.repeatedHeaders += 1;
      return null;
    }
    if (isText && raw.cells.length > width && raw.cells.slice(width).some((cell) => !isBlankCell(cell))) {
      this.raggedCount += 1;
      if (this.ragged.length < LISTED) this.ragged.push(raw.row);
      return null;
    }
    if (lacking.length > 0) {
      const row = { row: raw.row, fields: lacking };
      if (this.uncomputed.length === LISTED) refuseFormulas(row);
      this.uncomputed.push(row);
      if (this.#plan.table.keepsUncomputed !== true) return null;
    }
    const cells: (string | null)[] = [];
    for (let column = 0; column < width; column++) cells.push(this.#cell(raw, column));
    if (this.#fillBlank.length > 0) {
      if (this.#continuesAbove(cells)) {
        for (const column of this.#fillBlank)
          if (isBlankCell(cells[column])) cells[column] = this.#above[column] ?? null;
      }
      this.#above = cells;
    }
    this.count += 1;
    return { row: raw.row, cells };
  }

  #lackingIn({ uncomputed = [] }: RawRow): readonly FieldDescription[] {
    return uncomputed.flatMap((column) => this.#fieldOf.get(column) ?? []);
  }

  /** Whether the row belongs to the group above: what it says of the group itself, if anything, is the same. */
  #continuesAbove(cells: readonly (string | null)[]): boolean {
    return this.#fillBlank.every((column) => {
      const own = cells[column] ?? null;
      return own === null || isBlankCell(own) || own.trim() === (this.#above[column] ?? '').trim();
    });
  }

  #cell(raw: RawRow, column: number): string | null {
    const own = raw.cells[column] ?? null;
    if (own !== null || raw.merged === undefined || !this.#fillMerged.has(column)) return own;
    const merge = raw.merged.get(column);
    return merge !== undefined && merge.left === column && merge.top < raw.row ? merge.value : null;
  }
}

/** How a formula without a result is put right. */
export const COMPUTE = '请在 Excel 或 WPS 中打开、保存后再交，或把该列选择性粘贴为数值';

/** “姓名”、“身份证号”; a column for each month is one field. */
export const labelsOf = (fields: readonly FieldDescription[]): string =>
  [...new Set(fields.map(({ label }) => `“${label}”`))].join('、');

/** The fault of a file whose rows have formulas where their values should be. */
export function refuseFormulas({ row, fields }: UncomputedRow): never {
  throw new ReadFailure(
    'unsupported',
    `第 ${row} 行${labelsOf(fields)}是公式且没有结果，其他行也是这样。${COMPUTE}`,
    { row },
  );
}
