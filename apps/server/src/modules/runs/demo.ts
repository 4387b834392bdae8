import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { startRun } from './start-run.ts';

/** A comparison of the demonstration county, through the same code as an officer's. */
export async function runDemonstration(deps: Deps, demonstration: Demonstration): Promise<void> {
  const officer = demonstration.actor('county-officer');
  const started = await inScope(deps.db, demonstration.county, (tx) =>
    startRun(tx, deps, officer, { asOf: deps.clock.today(), policyId: null }),
  );
  if (started.status !== 'started') throw new Error(`demonstration run refused: ${started.reason}`);
  await demonstration.jobDone(demonstration.county, started.jobId);
}
