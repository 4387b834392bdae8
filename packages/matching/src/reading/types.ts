import type { FieldDescription, YearMonth } from '@anju/domain';
import type { RawRow } from './raw-row.ts';

/** What is read: a register's or the roster's description. */
export interface TableToRead {
  /** Chinese name of the register or roster, for messages. */
  readonly label: string;
  readonly fields: readonly FieldDescription[];
  /** CSV has no merges: blank cells of `fillDown` fields repeat the row above only where this is set. */
  readonly fillDownBlanks?: boolean;
  /** Rows with a formula without a result stay, for their reader to settle with the rows beside them. */
  readonly keepsUncomputed?: true;
}

/** A row with formulas whose results are not in the file. */
export interface UncomputedRow {
  readonly row: number;
  /** Fields whose cells they are, in the order of the columns. */
  readonly fields: readonly FieldDescription[];
}

export interface TableSource {
  readonly path: string;
  /** Name to show in messages; the path's last part when absent. */
  readonly name?: string;
}

export interface MappedColumn {
  /** 0-based column of the table as read (for scratch files too: the `row` column is not counted). */
  readonly index: number;
  /** 元, 万元, ㎡ … from the header or a title line; null when the file does not say. */
  readonly unit: string | null;
  /** 0-based columns that say in which money a row's amount is (币种). */
  readonly currencies?: readonly number[];
}

export interface MappedSeries {
  readonly unit: string | null;
  /** Ascending. */
  readonly months: readonly { readonly index: number; readonly month: YearMonth }[];
}

export interface ColumnMapping {
  readonly fields: Readonly<Record<string, MappedColumn>>;
  readonly series: Readonly<Record<string, MappedSeries>>;
}

/**
 * What a person may give instead of the detected mapping: field key → 0-based column, or header text as shown in
 * the preview, or both with a unit; a series takes a list of columns (their headers must read as months).
 * null says: this file has no such column.
 */
export type ColumnChoice =
  | number
  | string
  | null
  | { readonly column: number | string; readonly unit?: string }
  | readonly (number | string)[];
export interface MappingOverride {
  readonly columns: Readonly<Record<string, ColumnChoice>>;
  /** Sheet name, where the detected one is wrong. */
  readonly sheet?: string;
  /** 1-based header rows as seen in Excel, where the detected ones are wrong: one, two that follow each other, or none. */
  readonly headerRows?: readonly number[];
}

export interface HeaderColumn {
  /** 0-based. */
  readonly index: number;
  /** A two-line header is joined with "/": 权利人/证件号码. */
  readonly header: string;
  readonly unit: string | null;
}

/** A sheet of which nothing was read, and why: nothing on it, or no people (a cover, a summary, instructions). */
export interface LeftOutSheet {
  readonly name: string;
  readonly reason: 'hidden' | 'empty' | 'no-data' | 'not-chosen';
}

/** Where a person finds a row: 1-based as in Excel; the sheet is named where several are read. */
export interface RowPlace {
  readonly row: number;
  readonly sheet: string | null;
}

export interface DetectedHeader {
  /** Several that are read as one are joined with 、. */
  readonly sheet: string;
  /** 1-based rows as a person sees them. */
  readonly rows: readonly number[];
  readonly columns: readonly HeaderColumn[];
}

/** A needed column with no candidate (`candidates` empty) or several equally good ones. */
export interface UndecidedField {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
  readonly candidates: readonly number[];
}

export type FileFormat = 'csv' | 'xlsx' | 'xls' | 'html' | 'xml-2003' | 'parquet';

/** What DuckDB scans. */
export type Scan =
  | {
      readonly kind: 'csv';
      /** UTF-8. The original file when it is one already, else a scratch file. */
      readonly path: string;
      readonly delimiter: string;
      readonly quote: '"';
      /** Physical lines before the first data row; none of them may be scanned. */
      readonly skipLines: number;
      /** Columns in each line, the `row` column included where there is one. */
      readonly columnCount: number;
      /**
       * line-order: every physical line after skipLines is one record (no quoted newline, no blank line inside was
       * found in a pass over the whole file), so row = skipLines + 0-based ordinal + 1.
       * first-column: the first column is the row number; field columns follow, shifted by one.
       */
      readonly rowNumbers: 'line-order' | 'first-column';
    }
  | { readonly kind: 'parquet'; readonly path: string; readonly columns: readonly string[] };

export interface TableRow {
  /** 1-based row in the file as a person sees it; of a table over several sheets ask `placeOf`. */
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

export type RowKind = 'data' | 'blank' | 'note' | 'repeated-header';

export interface SkippedRows {
  /** Blank rows, totals, notes, and the header repeated at page breaks. */
  blank: number;
  notes: number;
  repeatedHeaders: number;
}

export interface OpenTable {
  readonly name: string;
  readonly format: FileFormat;
  /** utf-8, gb18030, utf-16le, utf-16be for text formats. */
  readonly encoding?: string;
  readonly header: DetectedHeader;
  /** The rows at the top as they stand, for a person to point out the header among them; none where columns have names. */
  readonly head: readonly TableRow[];
  readonly leftOut: readonly LeftOutSheet[];
  readonly mapping: ColumnMapping;
  readonly undecided: readonly UndecidedField[];
  /** The first data rows, for a preview. */
  readonly firstRows: readonly TableRow[];
  /** Exact where the file was rewritten, else estimated from its size. */
  readonly rowCountEstimate: number;
  readonly scan: Scan;
  /** Rows already left out of a scratch file (an original CSV still has its notes: ask isNote of what cannot be used). */
  readonly skipped: Readonly<SkippedRows>;
  /** Text rows with more values than columns, left out of the scratch file: refuse them by number (at most 10,000 are listed). */
  readonly ragged: { readonly rows: readonly number[]; readonly count: number };
  /** Left out of the scratch file, but where the table keeps them: then their cells are blank. */
  readonly uncomputed: readonly UncomputedRow[];
  /** Tells data from blank rows, totals and notes, and headers repeated at page breaks; for rows of an original file. */
  readonly classify: (cells: readonly (string | null)[]) => RowKind;
  /** Of a row's number as `scan` and `readRows` give it. */
  readonly placeOf: (row: number) => RowPlace;
  /** For one pass over `scan`: makes a data row of a row as it stands there, null of all else. */
  readonly rowTaker: () => (raw: RawRow) => TableRow | null;
  /** Removes scratch files. */
  close(): Promise<void>;
}

export interface ReadLimits {
  readonly fileBytes: number;
  readonly columns: number;
  readonly rows: number;
  /** UTF-16 units in one cell. */
  readonly cellLength: number;
  /** Bytes that the parts of a zip container may unpack to, in all. */
  readonly inflatedBytes: number;
  readonly sharedStringBytes: number;
  readonly zipEntries: number;
  /** Unpacked ÷ packed of one part, counted once a part exceeds a megabyte. */
  readonly compressionRatio: number;
  readonly seconds: number;
}

export interface OpenOptions {
  /** Must exist; scratch files are made in a folder of their own inside it. */
  readonly scratchDir: string;
  readonly mapping?: MappingOverride | ColumnMapping;
  readonly limits?: Partial<ReadLimits>;
  readonly signal?: AbortSignal;
  /** Bytes of the file done so far, and its size. */
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * Leave it to the scan to find out whether every line of a text file is one record and its bytes are text; a scan
   * that finds otherwise has to open the table again without this.
   */
  readonly unread?: boolean;
  /** Look at the columns and the first rows only: there is nothing to scan. */
  readonly headOnly?: boolean;
  /** Write a scratch file with row numbers even where the original could be scanned (after DuckDB refused its lines). */
  readonly rewrite?: boolean;
}
