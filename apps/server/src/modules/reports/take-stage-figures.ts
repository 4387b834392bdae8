import {
  calendarDate,
  decideReportAct,
  lastWorkingDayUpTo,
  type ReportRefusal,
  type StageReport,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { countStage } from './count-stage.ts';
import { toStore } from './prepare-stage.ts';
import { lockStageRow, type StageCampaign, storeStageFigures } from './stage-store.ts';

export type TakeResult =
  | { readonly status: 'done'; readonly version: number }
  | { readonly status: 'refused'; readonly reason: ReportRefusal | 'before-start' }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null };

/**
 * Takes today's figures for a summary and keeps them: what the leader reads and signs, what is sent, and what the
 * next summary is compared with. Again while it is a draft or was returned; never once it was signed or sent.
 * @param version of the row that was seen, or null where there was none
 */
export async function takeStageFigures(
  context: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  campaign: StageCampaign,
  report: StageReport,
  version: number | null,
): Promise<TakeResult> {
  const { tx, deps, actor } = context;
  const key = { county: campaign.county, campaignId: campaign.id, period: report.dueOn };
  const row = await lockStageRow(tx, key);
  if ((row?.version ?? null) !== version)
    return { status: 'refused', reason: 'changed-meanwhile', by: row?.changedByName ?? null };
  const line = decideReportAct(
    { state: row?.state ?? 'draft', filledBy: row?.filledBy ?? null },
    'fill',
    actor,
  );
  if (typeof line === 'string') return { status: 'refused', reason: line };
  const today = deps.clock.today();
  if (today < campaign.startsOn) return { status: 'refused', reason: 'before-start' };
  const figures = await countStage(tx, campaign, today);
  const due = lastWorkingDayUpTo(await loadCalendar(tx, campaign.county), calendarDate(report.dueOn)).day;
  const at = deps.clock.now();
  const stored = await storeStageFigures(tx, {
    ...key,
    id: row?.id ?? deps.ids(),
    form: report.kind,
    dueOn: row?.dueOn ?? due,
    stage: toStore(today, figures, campaign.content.copyTo),
    by: actor,
    at,
  });
  await recordEvent(tx, {
    county: campaign.county,
    actor,
    act: 'report.fill',
    subject: { type: 'report', id: stored.id },
    payload: {
      form: report.kind,
      period: report.dueOn,
      campaign: campaign.id,
      found: figures.found,
      closed: figures.closed,
    },
    at,
  });
  await settleNotices(tx, deps, `report-returned:${stored.id}`);
  await notify(tx, deps, {
    county: campaign.county,
    role: 'leader',
    region: campaign.county,
    kind: 'todo',
    title: `待审签：${report.title}`,
    link: `/reports/stage?focus=${stored.id}`,
    dueOn: due,
    key: `report-approve:${stored.id}`,
  });
  return { status: 'done', version: stored.version };
}
