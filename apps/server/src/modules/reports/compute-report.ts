import { type CampaignForm, calendarDate, type FormPeriod, formPeriods, type ReportForm } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { computeForm } from './forms/compute-form.ts';
import type { ComputedForm, FormCampaign, FormContext } from './forms/form-scope.ts';
import type { ReportRow } from './report-store.ts';

export type AssembleDeps = Pick<Deps, 'secrets' | 'clock'>;

/** The setting of a form in its campaign; null where the campaign does not have the form. */
export function settingOf(campaign: FormCampaign, form: ReportForm): CampaignForm | null {
  return campaign.content.forms.find((one) => one.form === form) ?? null;
}

/** The period of a report, with its due day by the county's calendar. */
export async function periodOf(
  tx: Tx,
  county: string,
  campaign: FormCampaign,
  setting: CampaignForm,
  period: string,
): Promise<FormPeriod | null> {
  const calendar = await loadCalendar(tx, county);
  const span = { startsOn: calendarDate(campaign.starts_on), endsOn: calendarDate(campaign.ends_on) };
  return formPeriods(setting, span, calendar).find((one) => one.period === period) ?? null;
}

/** Which days a form counts: its period, or everything since the campaign began. */
export function countedSpan(
  campaign: FormCampaign,
  setting: CampaignForm,
  period: FormPeriod,
): { readonly from: string; readonly to: string } {
  return { from: setting.basis === 'cumulative' ? campaign.starts_on : period.from, to: period.to };
}

/** Who fills a form in, and what is typed on it. */
export type Filler = Pick<
  ReportRow,
  'county' | 'county_name' | 'unit' | 'typed' | 'filled_by_name' | 'approved_by_name'
>;

/** The signature line: who filled it and who signed, unless other names are typed there. */
export const signatureOf = (row: Filler) => ({
  filler: row.typed.filler ?? row.filled_by_name ?? '',
  leader: row.typed.leader ?? row.approved_by_name ?? '',
});

export interface ComputedOf {
  readonly row: Filler;
  readonly campaign: FormCampaign;
  readonly setting: CampaignForm;
  readonly period: FormPeriod;
}

/** The form as the records give it now, whatever state its report is in. */
export function computeReport(tx: Tx, deps: AssembleDeps, of: ComputedOf): Promise<ComputedForm> {
  return computeForm(contextOf(tx, deps, of));
}

export function contextOf(tx: Tx, deps: AssembleDeps, of: ComputedOf): FormContext {
  const { row, campaign, setting, period } = of;
  return {
    tx,
    deps,
    county: row.county,
    campaignId: campaign.id,
    startsOn: campaign.starts_on,
    ...countedSpan(campaign, setting, period),
    campaign,
    setting,
    period,
    typed: { ...row.typed, ...signatureOf(row) },
    reportDate: deps.clock.today(),
    unit: row.unit,
    countyName: row.county_name,
  };
}
