import type { UndecidedField } from './types.ts';

export type ReadFaultCode =
  | 'empty'
  | 'encrypted'
  | 'damaged'
  | 'not-what-it-says'
  | 'too-large'
  | 'too-many-columns'
  | 'no-header'
  | 'repeated-header'
  | 'undecided-columns'
  | 'other-sheets'
  | 'hostile'
  | 'unsupported';

/** Why a file can't be read; `message` is Chinese and ends with the remedy. */
export interface ReadFault {
  readonly code: ReadFaultCode;
  readonly message: string;
  /** Shown name of the file. */
  readonly file: string;
  /** 1-based, as seen in Excel or an editor. */
  readonly row?: number;
  /** 1-based. */
  readonly column?: number;
  readonly seenHeader?: readonly string[];
}

/** Carries a fault out of the depths of a streaming reader; the public functions turn it into a value. */
export class ReadFailure extends Error {
  readonly code: ReadFaultCode;
  readonly place: {
    readonly row?: number;
    readonly column?: number;
    readonly seenHeader?: readonly string[];
  };

  constructor(code: ReadFaultCode, message: string, place: ReadFailure['place'] = {}) {
    super(message);
    this.name = 'ReadFailure';
    this.code = code;
    this.place = place;
  }
}

export function faultOf(failure: ReadFailure, file: string): ReadFault {
  return { code: failure.code, message: `${file}：${failure.message}`, file, ...failure.place };
}

/**
 * The fault of a table whose columns were not decided, for callers that can't ask a person.
 * @param confirmed the columns were confirmed by a person: only needed ones that are lacking count
 */
export function undecidedFault(
  table: {
    readonly name: string;
    readonly undecided: readonly UndecidedField[];
    readonly header: {
      readonly rows: readonly number[];
      readonly columns: readonly { readonly index: number; readonly header: string }[];
    };
  },
  confirmed = false,
): ReadFault | null {
  const needed = table.undecided.filter(
    ({ required, candidates }) => required || (!confirmed && candidates.length > 0),
  );
  if (needed.length === 0) return null;
  const headers = table.header.columns.map((column) => column.header);
  const headerOf = (index: number) =>
    table.header.columns.find((column) => column.index === index)?.header ?? '';
  const isRepeated = needed.some(
    ({ candidates }) => candidates.length > 1 && new Set(candidates.map(headerOf)).size === 1,
  );
  const parts = needed.map(({ label, candidates }) =>
    candidates.length === 0
      ? `找不到“${label}”列`
      : `“${label}”可能是${candidates.map((index) => `第${index + 1}列“${headerOf(index)}”`).join('或')}`,
  );
  const row = table.header.rows[0];
  return {
    code: isRepeated ? 'repeated-header' : 'undecided-columns',
    message: `${table.name}：${parts.join('；')}。请指定列的对应关系后重新读取`,
    file: table.name,
    ...(row === undefined ? {} : { row }),
    seenHeader: headers,
  };
}
