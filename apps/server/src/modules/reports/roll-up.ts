import type { CampaignFormCode } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { computeReport, periodOf, settingOf } from './assemble-report.ts';
import type { FormCampaign } from './forms/form-scope.ts';
import { type Contribution, joinForms } from './join-forms.ts';
import { maskPhones } from './phones.ts';
import { isPrefecture } from './prefecture.ts';
import { listReports, type ReportRow, readCampaign, readReporter } from './report-store.ts';
import { readVersion } from './version-store.ts';

export interface RollUp {
  readonly campaign: FormCampaign;
  readonly code: CampaignFormCode;
  readonly data: Json;
  readonly included: readonly (Contribution & {
    readonly reportId: string | null;
    readonly no: number | null;
  })[];
  readonly missing: readonly ReportRow[];
  /** The prefecture's own records are counted in, as they stand: it sends itself no report. */
  readonly ownRecords: boolean;
}

/** The counties' submitted or locked forms of a period put together as the prefecture's own form. */
export async function rollUp(
  tx: Tx,
  deps: Pick<Deps, 'secrets' | 'clock'>,
  at: { readonly scope: string; readonly county: string },
  of: { readonly campaignId: string; readonly form: CampaignFormCode; readonly period: string },
): Promise<RollUp | null> {
  const campaign = await readCampaign(tx, at.county, of.campaignId);
  if (campaign === null || settingOf(campaign, of.form) === null) return null;
  const reports = await listReports(tx, { scope: at.scope, ...of });
  const included: RollUp['included'][number][] = [];
  const missing: ReportRow[] = [];
  for (const report of reports) {
    const sent = report.state === 'submitted' || report.state === 'locked';
    const version = sent ? await readVersion(tx, report, 'last') : null;
    if (version === null) missing.push(report);
    else {
      const { county, county_name: name, id: reportId } = report;
      included.push({ county, name, data: version.data, reportId, no: version.no });
    }
  }
  const own = await ownForm(tx, deps, at.county, campaign, of);
  if (own !== null) included.unshift({ ...own, reportId: null, no: null });
  const reporter = await readReporter(tx, at.county);
  const data = joinForms(of.form, included, {
    unitName: reporter.unit,
    place: reporter.county,
    year: campaign.year,
    reportDate: deps.clock.today(),
    month: of.period.slice(5, 7),
  });
  return { campaign, code: of.form, data: maskPhones(data), included, missing, ownRecords: own !== null };
}

/** What the prefecture handles itself (clues that accuse a county's bureau); null where it has nothing. */
async function ownForm(
  tx: Tx,
  deps: Pick<Deps, 'secrets' | 'clock'>,
  county: string,
  campaign: FormCampaign,
  of: { readonly form: CampaignFormCode; readonly period: string },
): Promise<Contribution | null> {
  const setting = settingOf(campaign, of.form);
  if (!isPrefecture(county) || setting === null || !(of.form === 'F4' || of.form === 'F5')) return null;
  const period = await periodOf(tx, county, campaign, setting, of.period);
  if (period === null) return null;
  const reporter = await readReporter(tx, county);
  const { data, sources } = await computeReport(tx, deps, {
    row: {
      county,
      county_name: reporter.county,
      unit: reporter.unit,
      typed: {},
      filled_by_name: null,
      approved_by_name: null,
    },
    campaign,
    setting,
    period,
  });
  for (const path of sources.paths)
    if ((await sources.of(path)).length > 0) return { county, name: '州本级', data };
  return null;
}
