import type { Template } from './template.ts';

/** How a column's cells are printed and read. `wan`: fen in the data, 万元 on the form. */
export type ColumnKind = 'text' | 'count' | 'wan';

/** A column of the table, in the order of the sheet. */
export interface Column {
  readonly key: string;
  readonly kind: ColumnKind;
  /** Width in Excel's characters; never exactly 9, which exceljs takes for unset and leaves out. */
  readonly width: number;
  readonly align?: 'left' | 'center';
  /** A cell for each line of a record (the persons of a clue); all other columns are merged down over them. */
  readonly perLine?: boolean;
}

/** A header cell; with `under` it is a merged header above others, `deep` header rows high. */
export interface HeaderNode {
  readonly text: string;
  readonly column?: Column;
  readonly under?: readonly HeaderNode[];
  readonly deep?: number;
}

/** A stretch of one row, columns counted from 1, both ends inclusive. */
export interface LineCell {
  readonly from: number;
  readonly to: number;
  readonly align: 'left' | 'center' | 'right';
  readonly template: Template;
}

/** What stands under the table: a label with its text beside it, a note over the whole width, or signatures. */
export type TailRow =
  | {
      readonly kind: 'labelled';
      readonly label: string;
      readonly labelTo: number;
      readonly template: Template;
      readonly minLines: number;
    }
  | {
      readonly kind: 'note';
      readonly template: Template;
      readonly minLines: number;
      readonly bordered: boolean;
    }
  | { readonly kind: 'signature'; readonly cells: readonly LineCell[] };

/** The rows of the table. */
export type Body =
  /** As many rows as there are records, blank ones up to `atLeast`; `fresh` is preprinted in the first blank form row. */
  | {
      readonly kind: 'growing';
      readonly atLeast: number;
      readonly numberedBy?: string;
      readonly fresh?: Readonly<Record<string, string>>;
    }
  /** Exactly these rows; the texts are preprinted and may not change. */
  | {
      readonly kind: 'fixed';
      readonly rows: readonly Readonly<Record<string, string | number>>[];
      readonly minLines: number;
    };

/** A form as its issuer printed it. Everything that is not a slot or a body cell may not change ("格式不得修改"). */
export interface Layout {
  readonly sheetName: string;
  readonly marker: string;
  readonly title: Template;
  readonly titleSize: number;
  readonly bodySize: number;
  readonly lines: readonly (readonly LineCell[])[];
  readonly header: readonly HeaderNode[];
  /** Height of each header row in points. */
  readonly headerHeights: readonly number[];
  readonly body: Body;
  readonly tail: readonly TailRow[];
}

export type Scalar = string | number | null;

/** One record: the cells of each of its lines; columns that are not `perLine` are in the first. */
export interface FlatRow {
  readonly lines: readonly Readonly<Record<string, Scalar>>[];
}

/** A form's content in the engine's shape: slots of title, lines and tail by name; records in order. */
export interface FlatForm {
  readonly slots: Readonly<Record<string, string>>;
  readonly rows: readonly FlatRow[];
}

/** Where a value stands. */
export type Place =
  | { readonly slot: string }
  | { readonly row: number; readonly line: number; readonly column: string };
