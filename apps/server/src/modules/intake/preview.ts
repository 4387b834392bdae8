import type { FieldDescription } from '@anju/domain';
import type { OpenTable } from '@anju/matching';
import { maskLongDigits } from './refused-rows.ts';

export interface PreviewColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  readonly unit: string | null;
  /** Key of the field the column was taken for. */
  readonly field: string | null;
}

/** What a person looks at before a file is loaded. */
export interface Preview {
  readonly format: string;
  readonly encoding: string | null;
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly columns: readonly PreviewColumn[];
  readonly firstRows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly undecided: readonly {
    readonly field: string;
    readonly label: string;
    readonly required: boolean;
    readonly candidates: readonly number[];
  }[];
}

const SHOWN_ROWS = 10;

/** The detected columns and the first rows, long numbers masked: the preview is kept, the people in it are not. */
export function previewOf(table: OpenTable): Preview {
  const fieldOf = new Map<number, string>();
  for (const [field, column] of Object.entries(table.mapping.fields)) fieldOf.set(column.index, field);
  for (const [field, series] of Object.entries(table.mapping.series)) {
    for (const month of series.months) fieldOf.set(month.index, field);
  }
  return {
    format: table.format,
    encoding: table.encoding ?? null,
    sheet: table.header.sheet,
    headerRows: table.header.rows,
    columns: table.header.columns.map((column) => ({ ...column, field: fieldOf.get(column.index) ?? null })),
    firstRows: table.firstRows.slice(0, SHOWN_ROWS).map(({ row, cells }) => ({
      row,
      cells: table.header.columns.map((column) => maskLongDigits(cells[column.index] ?? '')),
    })),
    undecided: table.undecided,
  };
}

/** A person's choice of columns: field to 0-based column, to several for a column a month, or to none. */
export type Choice = Readonly<Record<string, number | readonly number[] | null>>;

/** Header text, or a 0-based number where the column has none. */
export type RememberedColumn = string | number | null | readonly (string | number)[];

/** The choices as they are remembered: by header text, which stays when columns move. */
export function rememberedChoice(
  choice: Choice,
  columns: readonly PreviewColumn[],
): Record<string, RememberedColumn> {
  const header = (index: number): string | number =>
    columns.find((column) => column.index === index)?.header || index;
  const entries = Object.entries(choice).map(([field, chosen]): [string, RememberedColumn] => {
    if (chosen === null) return [field, null];
    return [field, typeof chosen === 'number' ? header(chosen) : chosen.map(header)];
  });
  return Object.fromEntries(entries);
}

/** Problems of a choice: a field or column that is not there, one column for two fields. Chinese, for the form. */
export function faultsOfChoice(
  choice: Choice,
  fields: readonly Pick<FieldDescription, 'key' | 'label'>[],
  columns: readonly PreviewColumn[],
): readonly { readonly path: string; readonly message: string }[] {
  const label = (key: string) => fields.find((field) => field.key === key)?.label;
  const taken = new Map<number, string>();
  const faults: { path: string; message: string }[] = [];
  for (const [field, chosen] of Object.entries(choice)) {
    const name = label(field);
    if (name === undefined) faults.push({ path: field, message: `没有“${field}”这一项，请从列表中选择` });
    for (const index of chosen === null ? [] : typeof chosen === 'number' ? [chosen] : chosen) {
      const other = taken.get(index);
      if (!columns.some((column) => column.index === index)) {
        faults.push({ path: field, message: `文件没有第 ${index + 1} 列，请重新选择` });
      } else if (other !== undefined) {
        faults.push({
          path: field,
          message: `第 ${index + 1} 列已选作“${label(other) ?? other}”，一列只能对应一项`,
        });
      }
      taken.set(index, field);
    }
  }
  return faults;
}

/**
 * A person's choices with what follows from them: a column that was detected as another field and is chosen for
 * this one no longer stands for the other.
 */
export function completeChoice(choice: Choice, columns: readonly PreviewColumn[]): Choice {
  const taken = new Set(
    Object.values(choice).flatMap((chosen) =>
      chosen === null ? [] : typeof chosen === 'number' ? [chosen] : [...chosen],
    ),
  );
  const given = columns.flatMap(({ index, field }): [string, null][] =>
    field !== null && taken.has(index) && !Object.hasOwn(choice, field) ? [[field, null]] : [],
  );
  return { ...Object.fromEntries(given), ...choice };
}
