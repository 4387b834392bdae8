import type { ReportForm } from '@anju/domain';
import {
  calendarDate,
  type FormPeriod,
  formPeriods,
  formsOf,
  lastWorkingDayUpTo,
  type WorkCalendar,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { isPrefecture } from './prefecture.ts';
import {
  type CountyCampaign,
  listRunningCampaigns,
  type OpeningReport,
  openReports,
} from './report-store.ts';

/** A period in which something is to be reported. */
export type DuePeriod = FormPeriod & {
  readonly form: ReportForm;
};

/**
 * Everything that a county reports in a campaign, in all its periods: forms, stage reports, the final one. A county
 * that was added later reports what was neither over nor due before it came.
 */
export function duePeriods(campaign: CountyCampaign, calendar: WorkCalendar): readonly DuePeriod[] {
  const span = { startsOn: calendarDate(campaign.starts_on), endsOn: calendarDate(campaign.ends_on) };
  const forms = formsOf(campaign.content).flatMap((setting) =>
    formPeriods(setting, span, calendar).map((period) => ({ ...period, form: setting.form })),
  );
  const summaries = campaign.content.stageReports.map(({ kind, dueOn }) => {
    const nominalDue = calendarDate(dueOn);
    const due = lastWorkingDayUpTo(calendar, nominalDue);
    return {
      form: kind,
      period: dueOn,
      from: span.startsOn,
      to: nominalDue,
      nominalDue,
      dueOn: due.day,
      unsureYears: due.unsureYears,
    };
  });
  const { joined_on: joined } = campaign;
  const all = [...forms, ...summaries];
  return joined === null ? all : all.filter(({ to, dueOn }) => to >= joined && dueOn >= joined);
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
    for (const { form, period, from, dueOn, unsureYears } of duePeriods(campaign, calendar)) {
      if (from > today) continue;
      if (unsureYears.length > 0) unsure.set(dueOn, unsureYears);
      opening.push({ county: campaign.county, id: deps.ids(), campaignId: campaign.id, form, period, dueOn });
    }
  }
  await openReports(tx, opening, at);
  return unsure;
}
