import { periodBefore, periodLabel } from '@anju/domain';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import type { Reader } from '../../recusal/index.ts';
import { assembleReport } from '../assemble-report.ts';
import type { AssembledReport } from '../assembled-report.ts';
import type { SourceRef } from '../forms/source-ref.ts';
import { type DescribedRecord, describeRecords } from '../record-store.ts';
import { findReport } from '../report-store.ts';
import { presentPath, stablePath, valueAt } from '../stable-path.ts';

/** A figure that moved since the period before, and the records that moved it. */
export interface ChangedFigure {
  readonly label: string;
  readonly path: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly money: boolean;
  readonly came: RecordList;
  readonly gone: RecordList;
}

export interface RecordList {
  readonly total: number;
  readonly records: readonly DescribedRecord[];
}

export interface Changes {
  readonly since: string;
  readonly sinceLabel: string;
  readonly figures: readonly ChangedFigure[];
}

const MOST_SHOWN = 50;

/** What changed since the period before, by the records behind each figure; null where there is no period before. */
export async function explainChange(
  tx: Tx,
  deps: Pick<Deps, 'secrets' | 'clock'>,
  report: AssembledReport,
  reader: Reader,
): Promise<Changes | null> {
  const since = periodBefore(report.row.period);
  if (since === null) return null;
  const key = { county: report.row.county, campaignId: report.row.campaign_id, form: report.row.form };
  const row = await findReport(tx, { ...key, period: since });
  const before = row === null ? null : await assembleReport(tx, deps, row);
  if (before === null) return null;
  const figures = await figuresBetween(tx, before, report, reader);
  return { since, sinceLabel: periodLabel(since), figures };
}

/** Whether any counted figure is not the same in two states of a form, or is counted from other records. */
export async function isMovedFigure(before: AssembledReport, report: AssembledReport): Promise<boolean> {
  for (const stable of figureKeys(report, before))
    if ((await figureBetween(before, report, stable)) !== null) return true;
  return false;
}

/** Every counted figure that is not the same in two states of a form, or is counted from other records. */
export async function figuresBetween(
  tx: Tx,
  before: AssembledReport,
  report: AssembledReport,
  reader: Reader,
): Promise<readonly ChangedFigure[]> {
  const figures: ChangedFigure[] = [];
  for (const stable of figureKeys(report, before)) {
    const figure = await figureBetween(before, report, stable);
    if (figure === null) continue;
    const { now, was, came, gone } = figure;
    const path = now.path ?? was.path ?? stable;
    const list = async (refs: readonly SourceRef[]): Promise<RecordList> => ({
      total: refs.length,
      records: await describeRecords(tx, report.row.county, refs.slice(0, MOST_SHOWN), reader, path),
    });
    figures.push({
      label: LIST_NAMES[stable] ?? report.form.label(path) ?? stable,
      path,
      before: was.value,
      after: now.value,
      money: stable.endsWith('Fen'),
      came: await list(came),
      gone: await list(gone),
    });
  }
  return figures;
}

/** One figure in two states of a form, with the records that make the difference; null where there is none. */
async function figureBetween(before: AssembledReport, report: AssembledReport, stable: string) {
  const [now, was] = [await refsAt(report, stable), await refsAt(before, stable)];
  const came = now.refs.filter((ref) => !was.known.has(ref));
  const gone = was.refs.filter((ref) => !now.known.has(ref));
  const same = now.value === was.value && came.length === 0 && gone.length === 0;
  return same ? null : { now, was, came, gone };
}

/** The counted cells of both forms; where rows are the records themselves, the list is one figure: its length. */
export function figureKeys(report: AssembledReport, before: AssembledReport): readonly string[] {
  if (report.code === 'F1' || report.code === 'F5' || report.code === 'F6')
    return [report.code === 'F5' ? 'rows' : report.code === 'F6' ? 'contacts' : 'lines'];
  const counted = (one: AssembledReport) =>
    one.sources.paths
      .filter((path) => typeof valueAt(one.data, path) === 'number')
      .map((path) => stablePath(path, one.rowKeys));
  return [...new Set([...counted(report), ...counted(before)])];
}

/** What the rows of a form are, where their number is the figure. */
const LIST_NAMES: Readonly<Record<string, string>> = { rows: '问题线索', lines: '问题', contacts: '联络人' };

interface RefsAt {
  readonly path: string | null;
  readonly value: number | null;
  readonly refs: readonly SourceRef[];
  readonly known: ReadonlySet<SourceRef>;
}

async function refsAt(report: AssembledReport, stable: string): Promise<RefsAt> {
  if (stable === 'rows' || stable === 'contacts' || stable === 'lines') {
    const first = report.sources.paths.filter((path) => /\.(?:summary|name|description)$/.test(path));
    const all = await Promise.all(first.map((path) => report.sources.of(path)));
    const refs = [...new Set(all.flat())];
    return { path: null, value: refs.length, refs, known: new Set(refs) };
  }
  const path = presentPath(stable, report.rowKeys);
  const value = path === null ? undefined : valueAt(report.data, path);
  const refs = path === null ? [] : await report.sources.of(path);
  return { path, value: typeof value === 'number' ? value : null, refs, known: new Set(refs) };
}
