import { type StageReport, summaryPeriods } from '@anju/domain';
import type { Tx } from '../../../platform/postgres/database.ts';
import { loadCalendar } from '../../calendar/index.ts';
import type { StageCampaign } from './stage-store.ts';

/** The day by which each summary of a campaign is due in its county. */
export async function summaryDueDays(
  tx: Tx,
  { county, content, startsOn, enteredOn }: StageCampaign,
): Promise<ReadonlyMap<StageReport, string>> {
  const calendar = await loadCalendar(tx, county);
  return new Map(
    summaryPeriods(content.stageReports, { startsOn, enteredOn }, calendar).map(({ report, dueOn }) => [
      report,
      dueOn,
    ]),
  );
}
