import { trimRegionCode } from '@anju/domain';
import type { Deps } from '../../../platform/deps.ts';
import { eachCounty } from '../../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../../platform/postgres/database.ts';
import { assembleReport } from '../assemble-report.ts';
import { listRunningCampaigns } from '../campaign-store.ts';
import { settleMoved, tellMoved } from '../due/report-notices.ts';
import type { ReportRow } from '../report-store.ts';
import { countedElsewhere } from '../roll-up/counted-twice.ts';
import { countTouches, keepComparison, listToCompare } from './comparison-store.ts';
import { movedSinceSent } from './since-sent.ts';

type WatchDeps = Pick<Deps, 'db' | 'secrets' | 'clock' | 'ids' | 'config'>;

/**
 * Compares what was signed or sent in the campaigns that run with the records of now, where any was touched since, and
 * tells of each form once that they say otherwise: an entry dated into its period stands on no form that anybody fills.
 */
export async function watchSignedForms(deps: WatchDeps): Promise<void> {
  await eachCounty(deps.db, (county) =>
    inScope(deps.db, trimRegionCode(county), (tx) => watchCounty(tx, deps, county)),
  );
}

async function watchCounty(tx: Tx, deps: WatchDeps, county: string): Promise<void> {
  const at = deps.clock.now();
  // Before anything is compared: what is touched meanwhile is compared the next time.
  const touches = await countTouches(tx, county, at);
  const campaigns = (await listRunningCampaigns(tx, county)).map(({ id }) => id);
  // Counted first and written after, so that nobody's act on a form waits for the counting of the others.
  const compared: { readonly row: ReportRow; readonly moved: boolean }[] = [];
  for (const row of await listToCompare(tx, { county, campaigns })) {
    const signed = await assembleReport(tx, deps, row);
    const moved =
      signed !== null &&
      ((await movedSinceSent(tx, deps, signed)) || (await countedElsewhere(tx, signed)).length > 0);
    compared.push({ row, moved });
  }
  for (const { row, moved } of compared) {
    if (!(await keepComparison(tx, row, { moved, at, touches }))) continue;
    if (moved) await tellMoved(tx, deps, row);
    else await settleMoved(tx, deps, row);
  }
}
