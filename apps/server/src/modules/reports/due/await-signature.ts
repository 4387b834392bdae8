import { decideReportAct, isOfficialForm } from '@anju/domain';
import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { assembleReport } from '../assemble-report.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { barredIn } from '../barred.ts';
import { openFaults } from '../check-report.ts';
import { factsOf, listReports, type ReportRow } from '../report-store.ts';
import { settle, tellLeader } from './report-notices.ts';
import { runningPeriod } from './running-period.ts';

type SignDeps = Pick<Deps, 'secrets' | 'clock'>;

/** Null while something is still the officer's to do, or the period runs: then nobody signs. */
async function readyToSign(
  tx: Tx,
  deps: SignDeps,
  row: ReportRow,
): Promise<{ readonly report: AssembledReport | null } | null> {
  if (row.state !== 'draft' || row.filled_by === null) return null;
  const report = await assembleReport(tx, deps, row);
  if (report === null) return !isOfficialForm(row.form) && row.typed.stage !== undefined ? { report } : null;
  const ready = openFaults(report.faults).length === 0 && runningPeriod(report, deps.clock.today()) === null;
  return ready ? { report } : null;
}

const filledDrafts = async (tx: Tx, county: string): Promise<readonly ReportRow[]> =>
  (await listReports(tx, { scope: county, states: ['draft'] })).filter(
    (row) => row.county === county && row.filled_by !== null,
  );

/** The reports that this leader can sign now, by their due day. */
export async function listToSign(tx: Tx, deps: SignDeps, leader: Actor): Promise<readonly ReportRow[]> {
  const toSign: ReportRow[] = [];
  for (const row of await filledDrafts(tx, leader.county)) {
    if (typeof decideReportAct(factsOf(row), 'approve', leader) === 'string') continue;
    const ready = await readyToSign(tx, deps, row);
    if (ready !== null && (await barredIn(tx, row, ready.report, leader)) === 0) toSign.push(row);
  }
  return toSign;
}

/** Tells the leader when a filled form can be signed, and takes that back when it no longer can. */
export async function askForSignature(
  tx: Tx,
  deps: SignDeps & Pick<Deps, 'ids' | 'config'>,
  row: ReportRow,
): Promise<void> {
  if ((await readyToSign(tx, deps, row)) === null) await settle(tx, deps, row, 'approve');
  else await tellLeader(tx, deps, row);
}

/** The same for every filled form of a county: a period ends, and records change, without an act on the form. */
export async function askForSignatures(
  tx: Tx,
  deps: SignDeps & Pick<Deps, 'ids' | 'config'>,
  county: string,
): Promise<void> {
  for (const row of await filledDrafts(tx, county)) await askForSignature(tx, deps, row);
}
