import { type CampaignFormCode, isPrefecture } from '@anju/domain';
import type { ReportActResult, ReportContext } from '../act-on-report.ts';
import { readOwnCampaign } from '../campaign-store.ts';
import { periodOf, settingOf } from '../compute-report.ts';
import { keepParts } from '../fill-report.ts';
import { findReport, openReports } from '../report-store.ts';
import { partsOf, rollUp } from './roll-up.ts';

/**
 * Puts the counties' forms together as the prefecture's own report, which is signed and sent as any other. Again while
 * it is a draft or was returned; never once it was signed or sent.
 * @param version of the report that was seen, or null where it was not opened yet
 */
export async function takeRollUp(
  context: Pick<ReportContext, 'tx' | 'deps' | 'actor'>,
  of: { readonly campaignId: string; readonly form: CampaignFormCode; readonly period: string },
  version: number | null,
): Promise<{ readonly id: string | null; readonly result: ReportActResult }> {
  const { tx, deps, actor } = context;
  const refused = (reason: 'not-found' | 'not-your-level') =>
    ({ id: null, result: { status: 'refused', reason } }) as const;
  if (!isPrefecture(actor.county)) return refused('not-your-level');
  const campaign = await readOwnCampaign(tx, actor.county, of.campaignId);
  const setting = campaign === null ? null : settingOf(campaign, of.form);
  if (campaign === null || setting === null) return refused('not-found');
  const period = await periodOf(tx, actor.county, campaign, setting, of.period);
  const joined = period === null ? null : await rollUp(tx, deps, actor, of);
  if (period === null || joined === null) return refused('not-found');
  const key = { ...of, county: actor.county };
  if (version === null)
    await openReports(tx, [{ ...key, id: deps.ids(), dueOn: period.dueOn }], deps.clock.now());
  const row = await findReport(tx, key);
  if (row === null) return refused('not-found');
  const result = await keepParts({ ...context, id: row.id, version: version ?? 1 }, partsOf(joined));
  return { id: row.id, result };
}
