import type { CampaignFormCode, ReportState } from '@anju/domain';
import type { Fault } from '@anju/official-forms';
import type { Deps } from '../../platform/deps.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { computeReport, periodOf, settingOf } from './compute-report.ts';
import type { FormCampaign } from './forms/form-scope.ts';
import { type Contribution, joinForms, NO_SIGNATURE, type Signature } from './join-forms.ts';
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
    readonly state: ReportState | null;
    /** Sent as a file of the county's own. */
    readonly asFile: boolean;
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
  signature: Signature = NO_SIGNATURE,
): Promise<RollUp | null> {
  const campaign = await readCampaign(tx, at.county, of.campaignId);
  if (campaign === null || settingOf(campaign, of.form) === null) return null;
  const all = await listReports(tx, { scope: at.scope, ...of });
  const reports = isPrefecture(at.county) ? all.filter(({ county }) => county !== at.county) : all;
  const included: RollUp['included'][number][] = [];
  const missing: ReportRow[] = [];
  for (const report of reports) {
    const sent = report.state === 'submitted' || report.state === 'locked';
    const version = sent ? await readVersion(tx, report, 'last') : null;
    if (version === null) missing.push(report);
    else {
      const { county, county_name: name, id: reportId } = report;
      included.push({
        county,
        name,
        data: version.data,
        reportId,
        no: version.no,
        state: report.state,
        asFile: version.origin === 'file',
      });
    }
  }
  const own = await ownForm(tx, deps, at.county, campaign, of);
  if (own !== null) included.unshift({ ...own, reportId: null, no: null, state: null, asFile: false });
  const reporter = await readReporter(tx, at.county);
  const data = joinForms(of.form, included, {
    unitName: reporter.unit,
    place: reporter.county,
    year: campaign.year,
    reportDate: deps.clock.today(),
    month: of.period.slice(5, 7),
    signature,
  });
  return { campaign, code: of.form, data: maskPhones(data), included, missing, ownRecords: own !== null };
}

/** Which version of which county: what the prefecture's report keeps of its parts. */
export const partsOf = ({ included }: Pick<RollUp, 'included'>): readonly string[] =>
  included.flatMap(({ county, no }) => (no === null ? [] : [`${county}:${no}`]));

/** The counties that sent again since the prefecture's report was put together. */
export function changedSince(row: Pick<ReportRow, 'typed'>, joined: RollUp): RollUp['included'] {
  const taken = row.typed.rollUp;
  if (taken === undefined) return [];
  return joined.included.filter(({ county, no }) => no !== null && !taken.includes(`${county}:${no}`));
}

/** Who is not in it, and who sent again since it was put together: nobody signs that without having been told. */
export function partFaults(row: Pick<ReportRow, 'typed'>, joined: RollUp): readonly Fault[] {
  return [
    ...joined.missing.map(
      ({ county_name: name, state }): Fault => ({
        code: 'county-missing',
        message: `${name}${state === 'returned' ? '的这一期已被退回' : '没有上报这一期'}，没有计入汇总。`,
      }),
    ),
    ...changedSince(row, joined).map(
      ({ name, no }): Fault => ({
        code: 'county-changed',
        message: `${name}在取数以后又有上报（第 ${no} 版）。请核对后重新取数。`,
      }),
    ),
  ];
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
