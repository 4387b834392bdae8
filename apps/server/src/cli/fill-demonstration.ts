import { access, findDemonstrationActors } from '../modules/access/index.ts';
import { imports } from '../modules/imports/index.ts';
import { MODULES } from '../modules/index.ts';
import { DEMONSTRATION_COUNTY, DEMONSTRATION_NEIGHBOUR } from '../modules/organisations/index.ts';
import { policies } from '../modules/policies/index.ts';
import { runs } from '../modules/runs/index.ts';
import type { ShiftedClock } from '../platform/clock.ts';
import type { Deps } from '../platform/deps.ts';
import { findJob } from '../platform/jobs/job-store.ts';
import type { Demonstration, Module } from '../platform/module.ts';
import { inScope } from '../platform/postgres/database.ts';

/** When the earlier comparison was: longer ago than a monthly delivery is kept. */
const EARLIER_DAYS = 61;

/** The modules up to the policies make the county; those from there to the runs make a comparison. */
const PLACE = MODULES.slice(0, MODULES.indexOf(policies));
const COMPARISON = MODULES.slice(PLACE.length, MODULES.indexOf(runs) + 1);
/** Standards and roster stay as they were; everything else goes on from the second comparison. */
const SINCE = MODULES.slice(PLACE.length).filter((module) => module !== policies && module !== imports);

/**
 * Fills a new database with the demonstration's counties by the modules' own code: real imports, feeds and two runs of
 * the first one, the earlier with the clock set back, and a run of the second. The job runner must be at work on `clock`,
 * which is also that of `deps`. `told` hears of each module that begins.
 */
export async function fillDemonstration(
  deps: Deps,
  clock: ShiftedClock,
  told: (module: string) => void,
): Promise<void> {
  let actors: Awaited<ReturnType<typeof findDemonstrationActors>> = [];
  const demonstration: Omit<Demonstration, 'round'> = {
    county: DEMONSTRATION_COUNTY,
    filledOn: clock.today(),
    actor: (role, organisation) => {
      const actor = actors.find(
        (one) =>
          one.roles.includes(role) && (organisation === undefined || one.organisation === organisation),
      );
      if (!actor) throw new Error(`no demonstration account with the role ${role}`);
      return actor;
    },
    jobDone: (county, id) => jobDone(deps, county, id),
  };
  const fill = async (modules: readonly Module[], round: Demonstration['round'], place = demonstration) => {
    for (const module of modules) {
      if (!module.demo) continue;
      told(module.name);
      await module.demo(deps, { ...place, round });
      if (module === access) actors = await findDemonstrationActors(deps);
    }
  };
  await fill(PLACE, 'now');
  clock.setBack(EARLIER_DAYS);
  await fill(COMPARISON, 'earlier');
  clock.setBack(0);
  await fill(COMPARISON, 'now', {
    ...demonstration,
    county: DEMONSTRATION_NEIGHBOUR,
    actor: (role) => demonstration.actor(role, DEMONSTRATION_NEIGHBOUR),
  });
  await fill(SINCE, 'now');
}

async function jobDone(deps: Deps, county: string, id: string): Promise<void> {
  for (;;) {
    const job = await inScope(deps.db, county, (tx) => findJob(tx, id));
    if (job?.state === 'done') return;
    if (job === null || job.state === 'failed' || job.state === 'cancelled')
      throw new Error(`示例任务 ${job?.kind ?? id} 没有完成：${JSON.stringify(job?.error ?? null)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
