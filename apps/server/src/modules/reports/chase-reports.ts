import { reportTitle } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { readReporter } from './campaign-store.ts';
import { isLate, standingOf } from './report-matrix.ts';
import { settle, tellOfficers } from './report-notices.ts';
import { listReports, markChased, type ReportRow } from './report-store.ts';

/** A notice to one county: what it has not sent, as a letter that can be printed. */
export interface ChaseLetter {
  readonly county: string;
  readonly countyName: string;
  readonly reportIds: readonly string[];
  readonly paragraphs: readonly string[];
}

/**
 * Chases every report of a campaign that is late, in one act: a warning in each county's inbox, an event for each
 * report, and the letters' text. Returns no letter where nobody is late.
 */
export async function chaseReports(
  { tx, deps, actor }: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  campaignId: string,
): Promise<readonly ChaseLetter[]> {
  const [today, at] = [deps.clock.today(), deps.clock.now()];
  const reports = await listReports(tx, { scope: actor.scope, campaignId });
  const late = reports.filter(
    (report) => report.county !== actor.county && isLate(standingOf(report, today)),
  );
  const sender = await readReporter(tx, actor.county);
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
  return [...new Set(late.map(({ county }) => county))].map((county) =>
    letterTo(
      late.filter((report) => report.county === county),
      sender.unit,
      today,
    ),
  );
}

function letterTo(reports: readonly ReportRow[], sender: string, today: string): ChaseLetter {
  const [first] = reports;
  const list = reports.map(
    (report, at) => `${at + 1}. ${reportTitle(report)}，应于${printDay(report.due_on)}前报送；`,
  );
  return {
    county: first?.county ?? '',
    countyName: first?.county_name ?? '',
    reportIds: reports.map(({ id }) => id),
    paragraphs: [
      '关于催报专项整治报表的通知',
      `${first?.unit ?? ''}：`,
      `截至${printDay(today)}，你单位下列报表逾期未报：`,
      ...list,
      '请收到本通知后尽快报送，确有困难的说明原因和报送时间。',
      sender,
      printDay(today),
    ],
  };
}

const printDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
