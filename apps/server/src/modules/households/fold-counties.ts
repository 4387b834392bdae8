import type { Deps } from '../../platform/deps.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { foldSums } from './figures-store.ts';

/** One row of each figure again, whatever the acts of the last hour made of them. */
export async function foldCounties(deps: Pick<Deps, 'db'>): Promise<void> {
  await eachCounty(deps.db, async (county) => {
    await inScope(deps.db, county, (tx) => foldSums(tx, county));
  });
}
