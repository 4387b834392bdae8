import { isPrefecture, type ReportForm, reportTitle } from '@anju/domain';
import type { Tx } from '../../../platform/postgres/database.ts';
import { loadCalendar } from '../../calendar/index.ts';
import { type CountyCampaign, listCountyCampaigns } from '../campaign-store.ts';
import { listReports, type ReportRow } from '../report-store.ts';
import { duePeriods } from './due-reports.ts';
import { type Standing, standingOf } from './report-matrix.ts';

/** What a county sends by a due day, as far as its records prove. */
export interface DueReport {
  /** Null while its period has not begun. */
  readonly id: string | null;
  readonly title: string;
  readonly dueOn: string;
  readonly standing: Standing;
  /** Chased, or the subject of a 督办 notice. */
  readonly reminded: boolean;
}

export interface Milestones {
  /** Days as the plan names them; a county's own holidays may move its due day. */
  readonly days: readonly { readonly nominalDue: string; readonly titles: readonly string[] }[];
  readonly rows: readonly {
    readonly county: string;
    readonly name: string;
    /** One a day, empty where the county owes nothing by it: it was not yet there. */
    readonly cells: readonly (readonly DueReport[])[];
  }[];
}

/** Counties against the days on which a campaign's reports are due, from its first day to its last. */
export async function readMilestones(
  tx: Tx,
  scope: string,
  campaignId: string,
  today: string,
): Promise<Milestones> {
  const campaigns = (await listCountyCampaigns(tx, scope, campaignId)).filter(
    ({ county }) => !isPrefecture(county),
  );
  const reports = new Map(
    (await listReports(tx, { scope, campaignId })).map((report) => [keyOf(report.county, report), report]),
  );
  const titles = new Map<string, Set<string>>();
  const owed: { readonly campaign: CountyCampaign; readonly byDay: ReadonlyMap<string, DueReport[]> }[] = [];
  for (const campaign of campaigns) {
    const byDay = new Map<string, DueReport[]>();
    for (const period of await duePeriods(tx, campaign, await loadCalendar(tx, campaign.county))) {
      const report = reports.get(keyOf(campaign.county, period));
      // What was not open when the campaign was ended is not asked for any more.
      if (report === undefined && campaign.state === 'ended') continue;
      const due = dueReport(period, report, today);
      byDay.set(period.nominalDue, [...(byDay.get(period.nominalDue) ?? []), due]);
      titles.set(period.nominalDue, (titles.get(period.nominalDue) ?? new Set()).add(due.title));
    }
    owed.push({ campaign, byDay });
  }
  const days = [...titles.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    days: days.map(([nominalDue, names]) => ({ nominalDue, titles: [...names] })),
    rows: owed.map(({ campaign: { county, county_name: name }, byDay }) => ({
      county,
      name,
      cells: days.map(([day]) => byDay.get(day) ?? []),
    })),
  };
}

const keyOf = (county: string, { form, period }: { readonly form: ReportForm; readonly period: string }) =>
  `${county} ${form} ${period}`;

function dueReport(
  period: { readonly form: ReportForm; readonly period: string; readonly dueOn: string },
  report: ReportRow | undefined,
  today: string,
): DueReport {
  const standing = standingOf(
    report ?? { due_on: period.dueOn, submitted_at: null, received_on: null, state: 'draft' },
    today,
  );
  return {
    id: report?.id ?? null,
    title: reportTitle(period),
    dueOn: report?.due_on ?? period.dueOn,
    standing,
    reminded: report !== undefined && (report.chased_at !== null || report.notice_id !== null),
  };
}
