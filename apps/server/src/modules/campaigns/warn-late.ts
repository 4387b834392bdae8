import { addDays, secondPersonAt, workerAt } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { notify } from '../inbox/index.ts';
import { listDueProblems, listTenants } from './late-store.ts';

/** The officer is reminded this many days before a deadline. */
const REMIND_DAYS = 3;

/** Reminds who must act of deadlines that come: who works on them, or the second person where one waits to be closed; and tells the leader of those that have passed. One notice a matter. */
export async function warnOfDeadlines(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  const counties = await deps.db.transaction().execute((tx) => listTenants(tx));
  for (const county of counties) {
    await inScope(deps.db, county, async (tx) => {
      for (const problem of await listDueProblems(tx, county, addDays(today, REMIND_DAYS))) {
        const late = problem.deadline < today;
        const waiting = problem.state === 'rectified';
        const what = waiting ? '销号' : '整改';
        await notify(tx, deps, {
          county,
          role: late ? 'leader' : waiting ? secondPersonAt(county) : workerAt(county),
          region: county,
          kind: late ? 'warning' : 'due',
          title: late ? `${what}超期：${problem.number}` : `${what}时限将到：${problem.number}`,
          link: `/problems/${problem.id}`,
          dueOn: problem.deadline,
          key: late ? `problem-late:${problem.id}` : `problem-due:${problem.id}`,
          clueId: problem.clue_id,
        });
      }
    });
  }
}
