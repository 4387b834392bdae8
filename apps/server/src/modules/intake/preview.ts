import type { FieldDescription } from '@anju/domain';
import { LEFT_OUT_REASONS, type OpenTable, unitsOf } from '@anju/matching';
import { maskLongDigits } from './refused-rows.ts';

export interface PreviewColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  /** What its amounts are read in, where header, title or a person says. */
  readonly unit: string | null;
  /** Key of the field the column was taken for. */
  readonly field: string | null;
}

/** What a person looks at before a file is loaded. */
export interface Preview {
  readonly format: string;
  readonly encoding: string | null;
  /** Several that are read as one are joined with 、. */
  readonly sheet: string;
  /** Sheets of which nothing is read, with the reason in Chinese; absent where it was not recorded. */
  readonly sheetsLeftOut?: readonly { readonly name: string; readonly reason: string }[];
  readonly headerRows: readonly number[];
  /** The rows at the top in short, to point out the header among them; absent where it was not recorded. */
  readonly head?: readonly { readonly row: number; readonly text: string }[];
  readonly columns: readonly PreviewColumn[];
  readonly firstRows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly undecided: readonly {
    readonly field: string;
    readonly label: string;
    readonly required: boolean;
    readonly candidates: readonly number[];
  }[];
}

/** The rows among which a person points out the header. */
export function headOf(preview: Pick<Preview, 'head' | 'firstRows'> | null): NonNullable<Preview['head']> {
  return preview?.head ?? preview?.firstRows.map(({ row, cells }) => ({ row, text: inShort(cells) })) ?? [];
}

const SHOWN_ROWS = 10;
const SHOWN_OF_ROW = 120;

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
    sheetsLeftOut: table.leftOut.map(({ name, reason }) => ({ name, reason: LEFT_OUT_REASONS[reason] })),
    headerRows: table.header.rows,
    head: table.head.map(({ row, cells }) => ({ row, text: inShort(cells) })),
    columns: table.header.columns.map((column) => {
      const field = fieldOf.get(column.index) ?? null;
      const read = field === null ? undefined : (table.mapping.fields[field] ?? table.mapping.series[field]);
      return { ...column, unit: read?.unit ?? column.unit, field };
    }),
    firstRows: table.firstRows.slice(0, SHOWN_ROWS).map(({ row, cells }) => ({
      row,
      cells: table.header.columns.map((column) => maskLongDigits(cells[column.index] ?? '')),
    })),
    undecided: table.undecided,
  };
}

function inShort(cells: readonly (string | null)[]): string {
  const text = cells.flatMap((cell) => cell?.replace(/\s+/gu, ' ').trim() || []).join('、');
  const masked = maskLongDigits(text);
  return masked.length > SHOWN_OF_ROW ? `${masked.slice(0, SHOWN_OF_ROW)}…` : masked;
}

/** A 0-based column, with the unit where a person says it. */
type ChosenColumn = number | { readonly column: number; readonly unit: string };

/** A person's choice of columns: field to column, to several for a column a month, or to none. */
export type Choice = Readonly<Record<string, ChosenColumn | readonly number[] | null>>;

/** Header text, or a 0-based number where the column has none. */
type NamedColumn = string | number;
export type RememberedColumn =
  | NamedColumn
  | { readonly column: NamedColumn; readonly unit: string }
  | readonly NamedColumn[]
  | null;

/** A choice as it is remembered: by header text, which stays when columns move. */
export function rememberedChoice(
  choice: Readonly<Record<string, RememberedColumn>>,
  columns: readonly PreviewColumn[],
): Record<string, RememberedColumn> {
  const named = (column: NamedColumn): NamedColumn =>
    columns.find(({ index }) => index === column)?.header || column;
  const entries = Object.entries(choice).map(([field, chosen]): [string, RememberedColumn] => {
    if (chosen === null) return [field, null];
    if (typeof chosen !== 'object') return [field, named(chosen)];
    return 'column' in chosen
      ? [field, { column: named(chosen.column), unit: chosen.unit }]
      : [field, chosen.map(named)];
  });
  return Object.fromEntries(entries);
}

/** Fields with the one column that was detected for each. */
export function detectedChoice(columns: readonly PreviewColumn[]): Record<string, number> {
  const once = columns.flatMap(({ field, index }): [string, number][] =>
    field !== null && columns.filter((column) => column.field === field).length === 1 ? [[field, index]] : [],
  );
  return Object.fromEntries(once);
}

const columnsOf = (chosen: Choice[string]): readonly number[] => {
  if (chosen === null) return [];
  if (typeof chosen === 'number') return [chosen];
  return 'column' in chosen ? [chosen.column] : chosen;
};

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
    for (const index of columnsOf(chosen)) {
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
 * Units that can't be meant, and columns that only a person took for monthly amounts, without a word on whether they
 * are of a month or of a year. Chinese, for the form.
 */
export function faultsOfUnits(
  choice: Choice,
  fields: readonly Pick<FieldDescription, 'key' | 'label' | 'type' | 'monthly'>[],
  columns: readonly PreviewColumn[],
): readonly { readonly path: string; readonly message: string }[] {
  return fields.flatMap((field) => {
    const chosen = choice[field.key];
    const given = typeof chosen === 'object' && chosen !== null && 'column' in chosen ? chosen.unit : null;
    const units = unitsOf(field);
    if (given !== null && !units.includes(given))
      return [{ path: field.key, message: `“${field.label}”不能以“${given}”为单位，请从列表中选择` }];
    const isDetected = (at: number) =>
      columns.some(({ index, field: key }) => index === at && key === field.key);
    const asked = field.monthly === true && !columnsOf(chosen ?? null).every(isDetected);
    return asked && given === null
      ? [{ path: field.key, message: `请指出“${field.label}”是每月的还是全年的，单位是什么` }]
      : [];
  });
}

/**
 * A person's choices with what follows from them: a column that was detected as another field and is chosen for
 * this one no longer stands for the other.
 */
export function completeChoice(choice: Choice, columns: readonly PreviewColumn[]): Choice {
  const taken = new Set(Object.values(choice).flatMap(columnsOf));
  const given = columns.flatMap(({ index, field }): [string, null][] =>
    field !== null && taken.has(index) && !Object.hasOwn(choice, field) ? [[field, null]] : [],
  );
  return { ...Object.fromEntries(given), ...choice };
}
