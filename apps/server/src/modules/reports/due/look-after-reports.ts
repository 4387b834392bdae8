import { addDays, isPrefecture, REMIND_DAYS_BEFORE, UNSENT_STATES } from '@anju/domain';
import type { Deps } from '../../../platform/deps.ts';
import { eachCounty } from '../../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../../platform/postgres/database.ts';
import { listRunningCampaigns } from '../campaign-store.ts';
import { listReports } from '../report-store.ts';
import { askForSignatures } from './await-signature.ts';
import { dropReports } from './drop-reports.ts';
import { openDueReports } from './due-reports.ts';
import { settle, tellLeaderLate, tellOfficers, tellPrefecture } from './report-notices.ts';

type DueDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'config' | 'secrets'>;

/** Reminds of what is due within the next days and of what is late; again called, it changes nothing. */
export async function remindOfReports(tx: Tx, deps: DueDeps, county: string): Promise<void> {
  const today = deps.clock.today();
  const until = addDays(today, REMIND_DAYS_BEFORE);
  const open = await listReports(tx, {
    scope: county,
    states: UNSENT_STATES,
    dueTo: until,
  });
  for (const report of open) {
    if (report.due_on < today) {
      await settle(tx, deps, report, 'due');
      await tellOfficers(tx, deps, report, 'late', '报表逾期未报');
      await tellLeaderLate(tx, deps, report);
    } else {
      await settle(tx, deps, report, 'late', 'late-leader');
      await tellOfficers(tx, deps, report, 'due', '报表即将到期');
    }
  }
}

/** The level above learns what its counties sent; again called, it changes nothing. Their own acts can't reach its inbox. */
export async function tellWhatCameIn(deps: DueDeps): Promise<void> {
  await eachCounty(deps.db, async (county) => {
    if (!isPrefecture(county)) return;
    const scope = county.slice(0, 4);
    await inScope(deps.db, scope, async (tx) => {
      const submitted = await listReports(tx, { scope, states: ['submitted'] });
      for (const report of submitted)
        if (report.county !== county) await tellPrefecture(tx, deps, report, county);
    });
  });
}

/** The hourly work: what is no longer asked for goes, what is due is opened, counties are reminded, leaders asked for their signature. */
export async function lookAfterReports(deps: DueDeps): Promise<void> {
  await eachCounty(deps.db, async (county) => {
    const scope = isPrefecture(county) ? county.slice(0, 4) : county;
    await inScope(deps.db, scope, async (tx) => {
      if (!isPrefecture(county)) {
        for (const { id } of await listRunningCampaigns(tx, county))
          await dropReports({ tx, deps, scope: county, by: 'system' }, id);
        await openDueReports(tx, deps, county);
        await remindOfReports(tx, deps, county);
      }
      await askForSignatures(tx, deps, county);
    });
  });
}
