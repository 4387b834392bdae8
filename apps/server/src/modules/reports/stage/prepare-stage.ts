import { calendarDate, laterOf, type ReportState, type StageReport } from '@anju/domain';
import { draftStageReport, type EarlierStage, type Paper, STAGE_FIGURES } from '@anju/official-forms';
import { z } from 'zod';
import type { Json } from '../../../platform/json.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { type CountedStage, countStage, regionOf } from './count-stage.ts';
import { listStageRows, type StageCampaign, type StageRow } from './stage-store.ts';

/** What stands in `typed.stage` of a summary's row. */
const STORED = z.object({
  day: z.iso.date(),
  figures: STAGE_FIGURES,
  copyTo: z.array(z.string()),
  /** The problems that the paper tells of in words. */
  problemIds: z.array(z.uuid()),
});

/** The stored figures of a summary, or null where none were taken. */
export function storedStage(row: StageRow | null): z.infer<typeof STORED> | null {
  const read = STORED.safeParse(row?.stored ?? null);
  return read.success ? read.data : null;
}

/** The problems that a summary, as it was taken, tells of in words. */
export function problemsTold(stored: Json | undefined): readonly string[] {
  const read = STORED.safeParse(stored ?? null);
  return read.success ? read.data.problemIds : [];
}

/** Whether a summary, as it was taken, goes to the discipline inspectors too. */
export function copiesToInspectors(stored: Json | undefined): boolean {
  const read = STORED.safeParse(stored ?? null);
  return read.success && read.data.copyTo.some((name) => /纪检|纪委|监委/.test(name));
}

export const toStore = (day: string, counted: CountedStage, copyTo: readonly string[]): Json => ({
  day,
  figures: counted.figures,
  copyTo: [...copyTo],
  problemIds: [...counted.problemIds],
});

const SENT: readonly ReportState[] = ['submitted', 'locked'];

export interface PreparedStage {
  readonly paper: Paper;
  /** Whether the figures are those of today, or those that were taken on `paper.day`. */
  readonly basis: 'today' | 'taken';
  /** The problems that it tells of in words. */
  readonly problemIds: readonly string[];
}

/**
 * A summary as a paper: with the figures taken when it was filled in, or else with today's. Compared with the newest
 * earlier summary that was sent; where the plan has an earlier one that was not, the paper says so.
 */
export async function prepareStage(
  tx: Tx,
  campaign: StageCampaign,
  report: StageReport,
  today: string,
): Promise<PreparedStage> {
  const rows = await listStageRows(tx, { county: campaign.county, campaignId: campaign.id });
  const own = rows.find((row) => row.period === report.dueOn && row.form === report.kind) ?? null;
  const taken = storedStage(own);
  const until = laterOf(calendarDate(today), calendarDate(campaign.startsOn));
  const { figures, problemIds } = taken ?? (await countStage(tx, campaign, until));
  const paper = draftStageReport({
    kind: report.kind,
    title: report.title,
    campaign: { title: campaign.title, documentNo: campaign.documentNo, place: campaign.countyName },
    unit: campaign.bureau,
    to: campaign.ownerBureau,
    day: taken?.day ?? today,
    copyTo: taken?.copyTo ?? campaign.content.copyTo,
    placeWord: regionOf(campaign.county).length === 4 ? '县市' : '乡镇',
    figures,
    earlier: earlierOf(campaign, report, rows),
    demands: demandsAfter(campaign, report, figures.until),
  });
  return { paper, basis: taken === null ? 'today' : 'taken', problemIds };
}

function earlierOf(campaign: StageCampaign, report: StageReport, rows: readonly StageRow[]): EarlierStage {
  const before = campaign.content.stageReports
    .filter((one) => one.dueOn < report.dueOn)
    .sort((a, b) => (a.dueOn < b.dueOn ? 1 : -1));
  const [newest] = before;
  if (newest === undefined) return { status: 'first' };
  for (const one of before) {
    const row = rows.find((candidate) => candidate.period === one.dueOn && candidate.form === one.kind);
    const stored = storedStage(row ?? null);
    if (row !== undefined && SENT.includes(row.state) && stored !== null)
      return { status: 'sent', title: one.title, figures: stored.figures };
  }
  return { status: 'not-kept', title: newest.title };
}

/** The plan's own days that lie ahead: ends of phases, milestones, further summaries. */
function demandsAfter(
  { content }: StageCampaign,
  report: StageReport,
  until: string,
): readonly { readonly title: string; readonly dueOn: string }[] {
  const named = /^(上报|报送|完成)/;
  const demands = [
    ...content.phases.map(({ title, endsOn }) => ({ title: `完成${title}各项任务`, dueOn: endsOn })),
    ...content.milestones.map(({ title, dueOn }) => ({
      title: named.test(title) ? title : `完成${title}`,
      dueOn,
    })),
    ...content.stageReports
      .filter((one) => one.dueOn > report.dueOn)
      .map(({ title, dueOn }) => ({ title: named.test(title) ? title : `报送${title}`, dueOn })),
  ];
  return demands
    .filter(({ dueOn }) => dueOn > until)
    .sort((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1));
}
