import { calendarDate, isPrefecture } from '@anju/domain';
import { MONEY_PLACES } from '@anju/official-forms';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import type { Reader } from '../../recusal/index.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { barredCases } from '../barred.ts';
import { type CellDifference, leafDifferences } from '../compare-forms.ts';
import { type ComputedOf, computeReport } from '../compute-report.ts';
import { correctForm } from '../correct-form.ts';
import { maskPhones } from '../phones.ts';
import { type DescribedRecord, describeRecords } from '../record-store.ts';
import { OWN_NAME } from '../roll-up/roll-up.ts';
import { presentPath, rowOfPath, stablePath, stableRows, valueAt } from '../stable-path.ts';
import { type ChangedFigure, figureKeys, figuresBetween, isMovedFigure } from './explain-change.ts';
import { shareOf } from './own-share.ts';

/** How the records of today differ from what was signed or sent. */
export interface SinceSent {
  /** By the records that were entered, taken back or dated into the period since. */
  readonly figures: readonly ChangedFigure[];
  /** Copied from records that stand on both, and say something else now. */
  readonly cells: { readonly total: number; readonly items: readonly MovedCell[] };
}

/** From what was sent to what the records say; named as it stands on what was sent. */
export interface MovedCell extends CellDifference {
  readonly record: DescribedRecord | null;
}

type ComputeDeps = Pick<Deps, 'secrets' | 'clock'>;

const MOST_CELLS = 100;

/**
 * Null where nothing was signed or sent, or where the form came as a file: no records stand behind it. Of a prefecture's
 * form this tells of what it handles itself, which stands on it before what its counties sent.
 */
export async function explainSinceSent(
  tx: Tx,
  deps: ComputeDeps,
  frozen: AssembledReport,
  reader: Reader,
): Promise<SinceSent | null> {
  const sent = fromRecords(frozen);
  if (sent === null) return null;
  const now = await asRecordsSay(tx, deps, sent);
  const figures = await figuresBetween(tx, sent, now, reader);
  const told = await asTold(tx, deps, sent, now);
  // A clue that came since may be kept from whom all that was sent is open to: then no row quotes what it brought.
  const closed = (await barredCases(tx, told, reader)) > 0;
  const moved = closed ? [] : movedCells(sent, told);
  const items: MovedCell[] = [];
  for (const cell of moved.slice(0, MOST_CELLS)) {
    const at = presentPath(cell.key, sent.rowKeys);
    const [ref] = (await refsOf(told, cell.key)) ?? (await refsOf(sent, cell.key)) ?? [];
    const [record = null] =
      ref === undefined ? [] : await describeRecords(tx, sent.row.county, [ref], reader);
    const label = (at === null ? null : sent.form.label(at)) ?? cell.label;
    items.push({ ...cell, label, record });
  }
  const whose = isPrefecture(sent.row.county) ? `${OWN_NAME}：` : '';
  return {
    figures: figures.map((figure) => ({ ...figure, label: `${whose}${figure.label}` })),
    cells: { total: moved.length, items },
  };
}

async function refsOf({ sources, rowKeys }: AssembledReport, key: string) {
  const path = presentPath(key, rowKeys);
  return path === null || !sources.has(path) ? null : await sources.of(path, 1);
}

/** Whether they differ at all. */
export async function movedSinceSent(tx: Tx, deps: ComputeDeps, frozen: AssembledReport): Promise<boolean> {
  const sent = fromRecords(frozen);
  if (sent === null) return false;
  const now = await asRecordsSay(tx, deps, sent);
  if (await isMovedFigure(sent, now)) return true;
  return movedCells(sent, await asTold(tx, deps, sent, now)).length > 0;
}

/** What was signed or sent, as far as records of its own level stand behind it. */
function fromRecords(frozen: AssembledReport): AssembledReport | null {
  const { basis, row, own } = frozen;
  if (basis !== 'frozen' || row.received !== null) return null;
  if (!isPrefecture(row.county)) return frozen;
  return own === null ? null : { ...frozen, ...own, data: maskPhones(own.data) };
}

/** What was signed or sent, as the records give it now. */
async function asRecordsSay(
  tx: Tx,
  deps: ComputeDeps,
  sent: AssembledReport,
  of: ComputedOf = sent,
): Promise<AssembledReport> {
  const { county } = sent.row;
  const { data, rowKeys, sources } = isPrefecture(county)
    ? await shareOf(tx, deps, { ...of, county })
    : await computeReport(tx, deps, of);
  // A correction stands as long as the records say what it was made against.
  const standing = sent.corrections.filter(({ key, computed }) => {
    const path = presentPath(key, rowKeys);
    return path !== null && (valueAt(data, path) ?? null) === computed;
  });
  const corrections = Object.fromEntries(standing.map((one) => [one.key, one]));
  const corrected = correctForm(sent.form, data, rowKeys, corrections);
  return { ...sent, data: maskPhones(corrected.data), rowKeys, sources };
}

/**
 * The same for its texts. A form due once tells how the work stood on the day that is written on it: what was done since
 * is no correction of it.
 */
async function asTold(
  tx: Tx,
  deps: ComputeDeps,
  sent: AssembledReport,
  now: AssembledReport,
): Promise<AssembledReport> {
  const day = valueAt(sent.data, 'header.reportDate');
  if (sent.setting.every !== 'once' || typeof day !== 'string' || day === '') return now;
  return await asRecordsSay(tx, deps, sent, { ...sent, period: { ...sent.period, to: calendarDate(day) } });
}

/** What was copied from records and is printed otherwise now. What was counted, and rows that came or went: figures. */
function movedCells(sent: AssembledReport, now: AssembledReport): readonly CellDifference[] {
  const counted = new Set(figureKeys(now, sent));
  const copied = new Set(
    [sent, now].flatMap(({ sources, rowKeys }) => sources.paths.map((path) => stablePath(path, rowKeys))),
  );
  const [was, is] = [stableRows(sent.rowKeys), stableRows(now.rowKeys)];
  const stands = (key: string) => {
    const row = rowOfPath(key);
    return row === null || row === key || (was.has(row) && is.has(row));
  };
  return leafDifferences(sent.form, sent, now, sent.options.wanDecimals ?? MONEY_PLACES).filter(
    ({ key }) => copied.has(key) && !counted.has(key) && stands(key),
  );
}
