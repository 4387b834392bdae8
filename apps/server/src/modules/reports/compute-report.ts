import {
  type CampaignForm,
  calendarDate,
  type FormPeriod,
  formPeriods,
  type ReportForm,
  type UntrueClues,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { listKeptPeriods } from './due/kept-period-store.ts';
import { computeForm } from './forms/compute-form.ts';
import type { ComputedForm, CountingScope, FormCampaign, FormContext } from './forms/form-scope.ts';
import type { ReportRow } from './report-store.ts';

export type AssembleDeps = Pick<Deps, 'secrets' | 'clock'>;

/** The setting of a form in its campaign; null where the campaign does not have the form. */
export function settingOf(campaign: FormCampaign, form: ReportForm): CampaignForm | null {
  return campaign.content.forms.find((one) => one.form === form) ?? null;
}

export const untrueCluesOf = ({ untrueClues = 'counted' }: CampaignForm): UntrueClues => untrueClues;

/** The days of a campaign that its periods and due days follow. */
export const spanOf = ({ starts_on, ends_on, entered_on }: FormCampaign) => ({
  startsOn: calendarDate(starts_on),
  endsOn: calendarDate(ends_on),
  enteredOn: calendarDate(entered_on),
});

/** A period with those before it, in order. */
export interface CountedPeriod extends FormPeriod {
  readonly earlier: readonly FormPeriod[];
}

/** The period of a report: as it was signed, or with its due day by the county's calendar. */
export async function periodOf(
  tx: Tx,
  county: string,
  campaign: FormCampaign,
  setting: CampaignForm,
  period: string,
): Promise<CountedPeriod | null> {
  const calendar = await loadCalendar(tx, county);
  const all = await listKeptPeriods(tx, { county, campaignId: campaign.id });
  const kept = all.filter(({ form }) => form === setting.form);
  const periods = formPeriods(setting, spanOf(campaign), calendar, kept);
  const at = periods.findIndex((one) => one.period === period);
  const found = periods[at];
  return found === undefined ? null : { ...found, earlier: periods.slice(0, at) };
}

/** Later than any day of a campaign. */
const NO_END = '9999-12-31';

/** A period counts on after its last day: the campaign's last one, while the campaign still runs. */
export const countsOn = (campaign: FormCampaign, period: FormPeriod): boolean =>
  period.to === campaign.ends_on && campaign.state === 'running';

/**
 * Which days a form counts: its period, or everything since the campaign began. A campaign's last day ends nothing:
 * what is found or closed after it, while the campaign still runs, belongs to the last period.
 */
export function countedSpan(
  campaign: FormCampaign,
  setting: CampaignForm,
  period: CountedPeriod,
): Pick<CountingScope, 'from' | 'to' | 'untrueClues' | 'sequence'> {
  const to = period.to === campaign.ends_on ? NO_END : period.to;
  const untrueClues = untrueCluesOf(setting);
  return setting.basis === 'cumulative'
    ? { from: campaign.starts_on, to, untrueClues, sequence: null }
    : {
        from: period.from,
        to,
        untrueClues,
        sequence: { form: setting.form, period: period.period, earlier: period.earlier },
      };
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
  readonly period: CountedPeriod;
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
