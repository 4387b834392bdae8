import { access, findDemonstrationActors } from '../modules/access/index.ts';
import { MODULES } from '../modules/index.ts';
import { DEMONSTRATION_COUNTY } from '../modules/organisations/index.ts';
import type { Deps } from '../platform/deps.ts';
import { findJob } from '../platform/jobs/job-store.ts';
import type { Demonstration } from '../platform/module.ts';
import { inScope } from '../platform/postgres/database.ts';

/**
 * Fills a new database with the demonstration county by the modules' own code: real imports, feeds and runs.
 * The job runner must be at work. `told` hears of each module that begins.
 */
export async function fillDemonstration(deps: Deps, told: (module: string) => void): Promise<void> {
  let actors: Awaited<ReturnType<typeof findDemonstrationActors>> = new Map();
  const demonstration: Demonstration = {
    county: DEMONSTRATION_COUNTY,
    actor: (role) => {
      const actor = actors.get(role);
      if (!actor) throw new Error(`no demonstration account with the role ${role}`);
      return actor;
    },
    jobDone: (county, id) => jobDone(deps, county, id),
  };
  for (const module of MODULES) {
    if (!module.demo) continue;
    told(module.name);
    await module.demo(deps, demonstration);
    if (module === access) actors = await findDemonstrationActors(deps);
  }
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
