import {
  addDays,
  type FormPeriod,
  formPeriods,
  formsOf,
  isOfficialForm,
  isPrefecture,
  type ReportForm,
  summaryPeriods,
  type WorkCalendar,
} from '@anju/domain';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { loadCalendar } from '../../calendar/index.ts';
import { type CountyCampaign, listRunningCampaigns } from '../campaign-store.ts';
import { spanOf } from '../compute-report.ts';
import { type OpeningReport, openReports } from '../report-store.ts';
import { listKeptPeriods } from './kept-period-store.ts';

/** A period in which something is to be reported. */
export type DuePeriod = FormPeriod & {
  readonly form: ReportForm;
};

/** A summary covers years; it is asked for only when its day comes near. */
const SUMMARY_OPENS_DAYS_BEFORE = 31;

/**
 * Everything that a county reports in a campaign, in all its periods: forms, stage reports, the final one. A county
 * that was added later reports what was not over before it came.
 */
export async function duePeriods(
  tx: Tx,
  campaign: CountyCampaign,
  calendar: WorkCalendar,
): Promise<readonly DuePeriod[]> {
  const kept = await listKeptPeriods(tx, { county: campaign.county, campaignId: campaign.id });
  const span = spanOf(campaign);
  const forms = formsOf(campaign.content).flatMap((setting) =>
    formPeriods(
      setting,
      span,
      calendar,
      kept.filter(({ form }) => form === setting.form),
    ).map((period) => ({ ...period, form: setting.form })),
  );
  const { joined_on: joined } = campaign;
  const summaries = summaryPeriods(campaign.content.stageReports, span, calendar).map(
    ({ report, ...period }): DuePeriod => ({ ...period, form: report.kind }),
  );
  const all = [...forms, ...summaries];
  return joined === null ? all : all.filter(({ to }) => to >= joined);
}

/**
 * Opens the reports of every period that has begun, once each, in the counties of a 辖区. Returns for each due day
 * the years without a calendar notice that it depends on, where there are any.
 */
export async function openDueReports(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  scope: string,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const [today, at] = [deps.clock.today(), deps.clock.now()];
  const opening: OpeningReport[] = [];
  const unsure = new Map<string, readonly number[]>();
  const calendars = new Map<string, WorkCalendar>();
  for (const campaign of await listRunningCampaigns(tx, scope)) {
    // A prefecture puts the counties' reports together; it fills none of its own.
    if (isPrefecture(campaign.county)) continue;
    const calendar = calendars.get(campaign.county) ?? (await loadCalendar(tx, campaign.county));
    calendars.set(campaign.county, calendar);
    for (const { form, period, from, dueOn, unsureYears } of await duePeriods(tx, campaign, calendar)) {
      if (from > today || (!isOfficialForm(form) && today < addDays(dueOn, -SUMMARY_OPENS_DAYS_BEFORE)))
        continue;
      if (unsureYears.length > 0) unsure.set(dueOn, unsureYears);
      opening.push({ county: campaign.county, id: deps.ids(), campaignId: campaign.id, form, period, dueOn });
    }
  }
  await openReports(tx, opening, at);
  return unsure;
}
