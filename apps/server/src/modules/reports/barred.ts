import type { Tx } from '../../platform/postgres/database.ts';
import type { Reader } from '../recusal/index.ts';
import type { AssembledReport } from './assembled-report.ts';
import { countKeptFrom } from './forms/clue-rows-store.ts';
import { NO_SOURCES } from './forms/listed-sources.ts';
import { readSourceRef } from './forms/source-ref.ts';
import type { ReportRow } from './report-store.ts';
import type { RollUp } from './roll-up/rolled-up.ts';
import { problemsTold } from './stage/prepare-stage.ts';
import { recordsTold } from './tellings.ts';

/** How many of these problems, told of in a summary, are kept from its reader. */
export function barredProblems(tx: Tx, ids: readonly string[], reader: Reader): Promise<number> {
  return countKeptFrom(tx, { problems: ids }, reader);
}

/**
 * How many clues, and problems made from one, a report tells of that its reader must not see.
 * @param report the form as it is shown; null for a summary in words, whose figures stand in the row, or which came as a
 *   file and may tell of any clue of its county
 */
export async function barredIn(
  tx: Tx,
  row: Pick<ReportRow, 'county' | 'typed' | 'received_name'>,
  report: AssembledReport | null,
  reader: Reader,
): Promise<number> {
  if (report !== null) return await barredCases(tx, report, reader);
  const counties = row.received_name === null ? [] : [row.county];
  return await countKeptFrom(tx, { problems: problemsTold(row.typed.stage), counties }, reader);
}

/** A form as far as it tells of cases. */
type TellingForm = Pick<AssembledReport, 'code' | 'sources' | 'told'>;

/**
 * How many clues, problems made from one, and typical cases about such, are printed on this form that its reader must
 * not see. No records stand behind a form that came as a file: it counts as telling of every clue of its county.
 */
export async function barredCases(
  tx: Tx,
  { code, sources, told }: TellingForm,
  reader: Reader,
): Promise<number> {
  if (code !== 'F1' && code !== 'F4' && code !== 'F5') return 0;
  const ids = { clue: new Set<string>(), problem: new Set<string>(), 'typical-case': new Set<string>() };
  for (const ref of [...(await recordsTold(sources)), ...told.refs]) {
    const { kind, id } = readSourceRef(ref);
    if (kind === 'clue' || kind === 'problem' || kind === 'typical-case') ids[kind].add(id);
  }
  const of = {
    clues: [...ids.clue],
    problems: [...ids.problem],
    typicalCases: [...ids['typical-case']],
    counties: told.files,
  };
  return await countKeptFrom(tx, of, reader);
}

/** The same of the counties' forms put together. */
export function barredInRollUp(tx: Tx, { code, told }: RollUp, reader: Reader): Promise<number> {
  return barredCases(tx, { code, sources: NO_SOURCES, told }, reader);
}
