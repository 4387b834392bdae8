import { addDays, secondPersonAt, workerAt } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { listDueProblems, listTenants } from './late-store.ts';

/** The officer is reminded this many days before a deadline. */
const REMIND_DAYS = 3;

/**
 * Reminds who must act of deadlines that come: who works on them, or the second person where one waits to be closed. Of
 * those that have passed they hear too, and the leader. One notice a matter.
 */
export async function warnOfDeadlines(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  const counties = await deps.db.transaction().execute((tx) => listTenants(tx));
  for (const county of counties) {
    await inScope(deps.db, county, async (tx) => {
      for (const problem of await listDueProblems(tx, county, addDays(today, REMIND_DAYS))) {
        const waiting = problem.state === 'rectified';
        const what = waiting ? '销号' : '整改';
        const actor = waiting ? secondPersonAt(county) : workerAt(county);
        const matter = {
          county,
          region: county,
          link: `/problems/${problem.id}`,
          dueOn: problem.deadline,
          clueId: problem.clue_id,
        };
        const dueKey = `problem-due:${problem.id}`;
        if (problem.deadline >= today) {
          const title = `${what}时限将到：${problem.number}`;
          await notify(tx, deps, { ...matter, role: actor, kind: 'due', title, key: dueKey });
          continue;
        }
        await settleNotices(tx, deps, dueKey);
        const late = { ...matter, kind: 'warning', title: `${what}超期：${problem.number}` } as const;
        await notify(tx, deps, { ...late, role: 'leader', key: `problem-late:${problem.id}` });
        if (actor !== 'leader')
          await notify(tx, deps, { ...late, role: actor, key: `problem-late-desk:${problem.id}` });
      }
    });
  }
}
