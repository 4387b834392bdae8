import type { CalendarDate, Hit, Household, RegisterKind, RegisterState } from '@anju/domain';
import type { ColumnMapping, LeftOutSheet, MappingOverride, ReadFault, RowPlace } from '../reading/index.ts';

/** One delivered file of a register. A kind may come in several files. */
export interface RegisterFile {
  readonly kind: RegisterKind;
  readonly path: string;
  /** Shown name; the path's last part when absent. */
  readonly name?: string;
  /** The day the data stands for; null when the department did not say. */
  readonly asOf: CalendarDate | null;
  readonly mapping?: ColumnMapping | MappingOverride;
  /** A person has confirmed its columns: what may be an optional one is then not asked for, and not used. */
  readonly confirmed?: true;
}

/** A row, or one field of a row, that could not be used. Texts are Chinese; `value` is masked where it is an ID number. */
export interface Refusal {
  /** A register kind, or 'roster'. */
  readonly register: RegisterKind | 'roster';
  readonly file: string;
  /** Named where several sheets of a workbook are read. */
  readonly sheet: string | null;
  /** 1-based, as in Excel or a text editor. */
  readonly row: number;
  /** Label of the field; null when it is the whole row. */
  readonly field: string | null;
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
  /** row: nothing of the row was used · field: the row was used without this value, which counts as not delivered. */
  readonly extent: 'row' | 'field';
}

export interface RegisterStatistics {
  readonly kind: RegisterKind;
  readonly file: string;
  readonly asOf: CalendarDate | null;
  /** Data rows; notes, totals and blank lines are not counted. */
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly hitsExact: number;
  readonly hitsProbable: number;
  /** Header words of the columns that were taken for no field. */
  readonly headersUnused: readonly string[];
  readonly sheetsLeftOut: readonly LeftOutSheet[];
  readonly seconds: number;
}

export type Progress =
  | { readonly step: 'open'; readonly file: string; readonly done: number; readonly total: number }
  | { readonly step: 'match'; readonly file: string; readonly percent: number }
  | { readonly step: 'matched'; readonly statistics: RegisterStatistics }
  | { readonly step: 'families'; readonly done: number; readonly total: number };

export interface CompareInput {
  readonly roster: readonly Household[];
  readonly registers: readonly RegisterFile[];
  /** The day judged, against which registers are stale or fresh. */
  readonly asOf: CalendarDate;
  /** Must exist; everything made in it is removed by `close`. */
  readonly scratchDir: string;
  /** For the database; 1024 when absent. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface FamilyHits {
  readonly household: Household;
  readonly hits: readonly Hit[];
}

/** A finished comparison whose hits still lie on disk: read them family by family, then close. */
export interface Comparison {
  readonly registers: ReadonlyMap<RegisterKind, RegisterState>;
  /** Counts of hits are final once `families` was read to the end (a likely wrong number also needs the name). */
  statistics(): readonly RegisterStatistics[];
  /** Grows while `families` is read: unreadable dates and amounts show only in rows that matched. */
  readonly refusals: RefusalList;
  /** Every household of the roster once, in its order, with what was found about it. */
  families(): AsyncGenerator<FamilyHits, void, undefined>;
  close(): Promise<void>;
}

/** Refused rows, listed up to a number so that a file of nothing but wrong rows does not fill the memory. */
export interface RefusalList {
  readonly listed: readonly Refusal[];
  /** All, the unlisted ones too. */
  readonly count: number;
}

/** A register that can't be read stops the comparison: a missing register is a decision of a person. */
export interface CompareFault extends ReadFault {
  readonly register: RegisterKind;
}

/** The file of a row in a finding's lineage, with the sheet where several are read. */
export const fileAt = (file: string, { sheet }: RowPlace): string =>
  sheet === null ? file : `${file} 表「${sheet}」`;
