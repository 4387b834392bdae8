import { type CampaignFormCode, isPrefecture } from '@anju/domain';
import type { Tx } from '../../../platform/postgres/database.ts';
import { readReporter } from '../campaign-store.ts';
import {
  type AssembleDeps,
  type ComputedOf,
  type CountedPeriod,
  computeReport,
  periodOf,
  settingOf,
} from '../compute-report.ts';
import type { ComputedForm, FormCampaign } from '../forms/form-scope.ts';

/** The prefecture's own records as a form of their own, before the counties' are put behind them. */
export type OwnShare = Pick<ComputedForm, 'data' | 'rowKeys' | 'sources'>;

/** The forms that count cases; the others tell of families and of who is to be called. */
const OF_CASES: readonly CampaignFormCode[] = ['F1', 'F2', 'F4', 'F5'];

/** What the prefecture handles itself (clues that accuse a county's bureau); null of a form that counts no cases. */
export async function computeShare(
  tx: Tx,
  deps: AssembleDeps,
  county: string,
  campaign: FormCampaign,
  of: { readonly form: CampaignFormCode; readonly period: string },
): Promise<OwnShare | null> {
  const setting = settingOf(campaign, of.form);
  if (!isPrefecture(county) || setting === null || !OF_CASES.includes(of.form)) return null;
  const period = await periodOf(tx, county, campaign, setting, of.period);
  return period === null ? null : await shareOf(tx, deps, { county, campaign, setting, period });
}

/** The same, counted as `setting` and `period` say. What is typed on the prefecture's form is none of its records. */
export async function shareOf(
  tx: Tx,
  deps: AssembleDeps,
  of: Pick<ComputedOf, 'campaign' | 'setting'> & { readonly county: string; readonly period: CountedPeriod },
): Promise<OwnShare> {
  const { county, ...counted } = of;
  const reporter = await readReporter(tx, county);
  const row = {
    county,
    county_name: reporter.county,
    unit: reporter.unit,
    typed: {},
    filled_by_name: null,
    approved_by_name: null,
  };
  return await computeReport(tx, deps, { row, ...counted });
}
