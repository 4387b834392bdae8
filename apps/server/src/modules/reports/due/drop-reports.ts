import { reportTitle } from '@anju/domain';
import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recordEvent } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { loadCalendar } from '../../calendar/index.ts';
import { releaseReport } from '../../supervision/index.ts';
import { listCountyCampaigns } from '../campaign-store.ts';
import { deleteReport, lockReportsOf, type ReportRow } from '../report-store.ts';
import { duePeriods } from './due-reports.ts';
import { settleAll } from './report-notices.ts';

interface DropContext {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock' | 'ids' | 'config'>;
  readonly scope: string;
  readonly by: Actor | 'system';
}

/**
 * Takes out the reports of a campaign that have no form or period in it any more, with what was said about them.
 * Nothing that somebody worked on goes: their titles are returned.
 */
export async function dropReports(
  { tx, deps, scope, by }: DropContext,
  campaignId: string,
): Promise<readonly string[]> {
  const asked = new Set<string>();
  for (const campaign of await listCountyCampaigns(tx, scope, campaignId)) {
    const calendar = await loadCalendar(tx, campaign.county);
    for (const { form, period } of await duePeriods(tx, campaign, calendar))
      asked.add(`${campaign.county} ${form} ${period}`);
  }
  const lost = (await lockReportsOf(tx, { scope, campaignId })).filter(
    ({ county, form, period }) => !asked.has(`${county} ${form} ${period}`),
  );
  for (const report of lost.filter((one) => !workedOn(one))) {
    await settleAll(tx, deps, report);
    await releaseReport(tx, deps, report);
    await deleteReport(tx, report);
    await recordEvent(tx, {
      county: report.county,
      actor: by,
      act: 'report.drop',
      subject: { type: 'report', id: report.id },
      payload: {
        did: 'drop',
        form: report.form,
        period: report.period,
        campaign: campaignId,
        dueOn: report.due_on,
      },
      at: deps.clock.now(),
    });
  }
  return lost.filter(workedOn).map((report) => `${report.county_name} ${reportTitle(report)}`);
}

/** Every act on a report makes a new version of its row. */
const workedOn = ({ version }: ReportRow) => version > 1;
