import { reportTitle } from '@anju/domain';
import { formatFormDate } from '@anju/official-forms';
import type { Actor } from '../../../platform/actor.ts';
import { dayInBeijing } from '../../../platform/clock.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recordEvent } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { readReporter } from '../campaign-store.ts';
import { listReports, markChased, type ReportRow } from '../report-store.ts';
import { isLate, standingOf } from './report-matrix.ts';
import { settle, tellOfficers } from './report-notices.ts';

/** A notice to one county: what it has not sent, as a letter that can be printed. */
export interface ChaseLetter {
  readonly county: string;
  readonly countyName: string;
  readonly reportIds: readonly string[];
  readonly paragraphs: readonly string[];
}

type ChaseContext = { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor };

/** What the counties below owe of a campaign and have not sent in time. */
async function lateReports(
  { tx, deps, actor }: ChaseContext,
  campaignId: string,
): Promise<readonly ReportRow[]> {
  const today = deps.clock.today();
  const reports = await listReports(tx, { scope: actor.scope, campaignId });
  return reports.filter((report) => report.county !== actor.county && isLate(standingOf(report, today)));
}

/**
 * Chases every report of a campaign that is late, in one act: a warning in each county's inbox, an event for each
 * report, and the letters' text. Returns no letter where nobody is late.
 */
export async function chaseReports(
  context: ChaseContext,
  campaignId: string,
): Promise<readonly ChaseLetter[]> {
  const { tx, deps, actor } = context;
  const at = deps.clock.now();
  const late = await lateReports(context, campaignId);
  for (const report of late) {
    // A second chase is a new notice; the one before has been answered by nothing.
    await settle(tx, deps, report, 'chase');
    await tellOfficers(tx, deps, report, 'chase', '上级催报');
    await markChased(tx, report, at);
    await recordEvent(tx, {
      county: report.county,
      actor,
      act: 'report.chase',
      subject: { type: 'report', id: report.id },
      payload: { did: 'chase', form: report.form, period: report.period, dueOn: report.due_on },
      at,
    });
  }
  return await lettersTo(context, late, () => at);
}

/** The letters of the last chase to who is still late, to be printed again: of what they still owe, and of its day. */
export async function lastLetters(
  context: ChaseContext,
  campaignId: string,
): Promise<readonly ChaseLetter[]> {
  const late = await lateReports(context, campaignId);
  const chased = late.filter(({ chased_at: at }) => at !== null);
  return await lettersTo(context, chased, (reports) =>
    reports.reduce((last, { chased_at: at }) => (at !== null && at > last ? at : last), new Date(0)),
  );
}

async function lettersTo(
  { tx, actor }: ChaseContext,
  late: readonly ReportRow[],
  chasedAt: (reports: readonly ReportRow[]) => Date,
): Promise<readonly ChaseLetter[]> {
  const { unit } = await readReporter(tx, actor.county);
  return [...new Set(late.map(({ county }) => county))].map((county) => {
    const reports = late.filter((report) => report.county === county);
    return letterTo(reports, unit, dayInBeijing(chasedAt(reports)));
  });
}

function letterTo(reports: readonly ReportRow[], sender: string, day: string): ChaseLetter {
  const [first] = reports;
  const list = reports.map(
    (report, at) =>
      `${at + 1}. ${reportTitle(report)}，应于${formatFormDate(report.due_on)}前报送${at === reports.length - 1 ? '。' : '；'}`,
  );
  return {
    county: first?.county ?? '',
    countyName: first?.county_name ?? '',
    reportIds: reports.map(({ id }) => id),
    paragraphs: [
      '关于催报专项整治报表的通知',
      `${first?.unit ?? ''}：`,
      `截至${formatFormDate(day)}，你单位下列报表逾期未报：`,
      ...list,
      '请收到本通知后尽快报送，确有困难的说明原因和报送时间。',
      sender,
      formatFormDate(day),
    ],
  };
}
