import type { Tx } from '../../platform/postgres/database.ts';
import type { Reader } from '../recusal/index.ts';
import type { AssembledReport } from './assemble-report.ts';
import { countKeptFrom } from './forms/clue-rows-store.ts';
import { readSourceRef } from './forms/source-ref.ts';
import { problemsTold } from './prepare-stage.ts';
import type { ReportRow } from './report-store.ts';

/** How many of these problems, told of in a summary, are kept from its reader. */
export function barredProblems(tx: Tx, ids: readonly string[], reader: Reader): Promise<number> {
  return countKeptFrom(tx, { problems: ids }, reader);
}

/** The cell that tells a case in words: a row of form F5 or F1, a typical case of F4. */
const TELLING = /\.(?:summary|description)$|^cases\.\d+$/;

/**
 * How many clues, and problems made from one, a report tells of that its reader must not see.
 * @param report the form as it is shown; null for a summary in words, whose figures stand in the row
 */
export async function barredIn(
  tx: Tx,
  row: Pick<ReportRow, 'typed'>,
  report: AssembledReport | null,
  reader: Reader,
): Promise<number> {
  return report === null
    ? await barredProblems(tx, problemsTold(row.typed.stage), reader)
    : await barredCases(tx, report, reader);
}

/** How many clues, problems made from one, and typical cases about such, are printed on this form that its reader must not see. */
export async function barredCases(tx: Tx, report: AssembledReport, reader: Reader): Promise<number> {
  if (report.code !== 'F1' && report.code !== 'F4' && report.code !== 'F5') return 0;
  const told = { clue: new Set<string>(), problem: new Set<string>(), 'typical-case': new Set<string>() };
  for (const path of report.sources.paths) {
    if (!TELLING.test(path)) continue;
    for (const ref of await report.sources.of(path)) {
      const { kind, id } = readSourceRef(ref);
      if (kind === 'clue' || kind === 'problem' || kind === 'typical-case') told[kind].add(id);
    }
  }
  const of = {
    clues: [...told.clue],
    problems: [...told.problem],
    typicalCases: [...told['typical-case']],
  };
  return await countKeptFrom(tx, of, reader);
}
