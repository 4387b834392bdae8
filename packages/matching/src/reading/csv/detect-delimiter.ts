import type { FieldWords } from '../header/field-words.ts';
import { type FoundHeader, findHeader } from '../header/find-header.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ReadLimits } from '../types.ts';
import { CsvParser } from './parse-csv.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;

export interface CsvHead {
  readonly delimiter: string;
  readonly rows: readonly RawRow[];
  readonly found: FoundHeader | null;
}

/**
 * The delimiter under which the header means most; with no header recognised, the one that gives most rows
 * the same number of columns.
 */
export function readHead(
  text: string,
  complete: boolean,
  fields: readonly FieldWords[],
  limits: ReadLimits,
): CsvHead {
  const heads: (CsvHead & { readonly evenness: number })[] = [];
  let failure: unknown = null;
  for (const delimiter of DELIMITERS) {
    try {
      const parser = new CsvParser(delimiter, limits);
      const rows = [...parser.push(text), ...(complete ? parser.finish() : [])].slice(0, 200);
      heads.push({ delimiter, rows, found: findHeader(rows, fields), evenness: evennessOf(rows) });
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      failure ??= error;
    }
  }
  heads.sort((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0) || b.evenness - a.evenness);
  const [best] = heads;
  // A head that fails under the delimiter that would have been the right one must not be read under another.
  if (best === undefined || (best.found === null && failure !== null)) throw failure;
  return best;
}

function evennessOf(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows)
    if (row.cells.length > 1) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
