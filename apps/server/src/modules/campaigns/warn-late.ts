import { addDays, type CalendarDate, secondPersonAt, workerAt } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import { type LateProblem, listDueProblems, listTenants } from './late-store.ts';

/** The officer is reminded this many days before a deadline. */
const REMIND_DAYS = 3;

/**
 * Reminds who must act of deadlines that come: who works on them, or the second person where one waits to be closed;
 * and tells them and the leader of those that have passed. One notice a matter.
 */
export async function warnOfDeadlines(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  const counties = await deps.db.transaction().execute((tx) => listTenants(tx));
  for (const county of counties)
    await inScope(deps.db, county, async (tx) => {
      for (const problem of await listDueProblems(tx, county, addDays(today, REMIND_DAYS)))
        await warnOf(tx, deps, problem, today);
    });
}

async function warnOf(tx: Tx, deps: Deps, problem: LateProblem, today: CalendarDate): Promise<void> {
  const { county, id, deadline, state, clue_id: clueId } = problem;
  const [what, role] =
    state === 'rectified'
      ? (['销号', secondPersonAt(county)] as const)
      : (['整改', workerAt(county)] as const);
  const about = { county, region: county, link: `/problems/${id}`, dueOn: deadline, clueId };
  if (deadline >= today) {
    const title = `${what}时限将到：${problemName(problem)}`;
    await notify(tx, deps, { ...about, role, kind: 'due', title, key: `problem-due:${id}` });
    return;
  }
  await settleNotices(tx, deps, `problem-due:${id}`);
  const late = { ...about, kind: 'warning', title: `${what}超期：${problemName(problem)}` } as const;
  await notify(tx, deps, { ...late, role: 'leader', key: `problem-late:${id}` });
  if (role !== 'leader') await notify(tx, deps, { ...late, role, key: `problem-late-desk:${id}` });
}
