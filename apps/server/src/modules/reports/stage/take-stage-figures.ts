import type { StageReport } from '@anju/domain';
import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import type { ReportActResult } from '../act-on-report.ts';
import { barredProblems } from '../barred.ts';
import { keepFigures } from '../fill-report.ts';
import { findReport, openReports } from '../report-store.ts';
import { countStage } from './count-stage.ts';
import { toStore } from './prepare-stage.ts';
import type { StageCampaign } from './stage-store.ts';
import { summaryDueDays } from './summary-due.ts';

/**
 * Takes today's figures for a summary and keeps them: what the leader reads and signs, what is sent, and what the
 * next summary is compared with. Again while it is a draft or was returned; never once it was signed or sent.
 * @param version of the report that was seen, or null where it was not opened yet
 */
export async function takeStageFigures(
  context: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  campaign: StageCampaign,
  report: StageReport,
  version: number | null,
): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  if (actor.county !== campaign.county) return { status: 'refused', reason: 'not-your-level' };
  const key = { county: campaign.county, campaignId: campaign.id, form: report.kind, period: report.dueOn };
  if (version === null) {
    const dueOn = (await summaryDueDays(tx, campaign)).get(report) ?? report.dueOn;
    await openReports(tx, [{ ...key, id: deps.ids(), dueOn }], deps.clock.now());
  }
  const row = await findReport(tx, key);
  if (row === null) return { status: 'refused', reason: 'not-found' };
  const today = deps.clock.today();
  if (today < campaign.startsOn)
    return {
      status: 'refused',
      reason: 'invalid',
      path: 'day',
      message: '专项整治还没有开始，没有数据可取。',
    };
  const counted = await countStage(tx, campaign, today);
  if ((await barredProblems(tx, counted.problemIds, actor)) > 0)
    return { status: 'refused', reason: 'barred' };
  const stage = toStore(today, counted, campaign.content.copyTo);
  return await keepFigures({ tx, deps, actor, id: row.id, version: version ?? 1 }, stage);
}
