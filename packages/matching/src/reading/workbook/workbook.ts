import type { RawRow } from '../raw-row.ts';
import type { FileFormat } from '../types.ts';

/** Any file made of sheets of rows, opened by its own reader. */
export interface Workbook {
  readonly format: FileFormat;
  readonly encoding?: string;
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Rows from the top; the caller may stop early. `onProgress`: the part of the sheet done, 0 to 1. */
  rows(
    sheet: number,
    onProgress?: (part: number) => void,
  ): AsyncGenerator<readonly RawRow[], void, undefined>;
  close(): Promise<void>;
}
