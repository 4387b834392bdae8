import { addDays } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { notify } from '../inbox/index.ts';
import { listDueProblems, listTenants } from './late-store.ts';

/** The officer is reminded this many days before a deadline. */
const REMIND_DAYS = 3;

/** Reminds the officers of deadlines that come, and tells the leader of those that have passed. One notice a matter. */
export async function warnOfDeadlines(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  const counties = await deps.db.transaction().execute((tx) => listTenants(tx));
  for (const county of counties) {
    await inScope(deps.db, county, async (tx) => {
      for (const problem of await listDueProblems(tx, county, addDays(today, REMIND_DAYS))) {
        const late = problem.deadline < today;
        await notify(tx, deps, {
          county,
          role: late ? 'leader' : 'county-officer',
          region: county,
          kind: late ? 'warning' : 'due',
          title: late ? `整改超期：${problem.number}` : `整改时限将到：${problem.number}`,
          link: `/problems/${problem.id}`,
          dueOn: problem.deadline,
          key: late ? `problem-late:${problem.id}` : `problem-due:${problem.id}`,
        });
      }
    });
  }
}
