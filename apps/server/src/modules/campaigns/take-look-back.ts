import { allowedProblemActs, secondPersonAt } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notify } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import { factsOf } from './perform-act.ts';
import { lockProblem } from './problem-store.ts';
import { backKey, markLookedBack, reopenProblem } from './reopen-problem.ts';

/**
 * What a look-back found on the spot, in the transaction of its result. A problem that stands as closed counts as looked
 * back at; one that is back is reopened, by those who may: otherwise the second person is asked to. A problem that is not
 * closed any more, or hidden from who found it, stays as it is.
 */
export async function takeLookBack(
  act: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  found: { readonly problemId: string; readonly isBack: boolean; readonly text: string },
): Promise<void> {
  const problem = await lockProblem(act.tx, act.actor, found.problemId);
  if (problem === null || problem.state !== 'closed') return;
  const context = { ...act, id: problem.id, version: problem.version };
  if (found.isBack && !allowedProblemActs(factsOf(problem), act.actor).includes('reopen')) {
    await notify(act.tx, act.deps, {
      county: problem.county,
      role: secondPersonAt(problem.county),
      region: problem.county,
      kind: 'todo',
      title: `回头看发现反弹，请决定是否重新整改：${problemName(problem)}`,
      link: `/problems/${problem.id}`,
      dueOn: null,
      key: backKey(problem.id),
      clueId: problem.clue_id,
    });
    return;
  }
  const done = found.isBack
    ? await reopenProblem(context, { reason: found.text, deadline: null })
    : await markLookedBack(context, found.text);
  // The result would be recorded without what follows from it.
  if (done.status !== 'done') throw new Error(`the look-back at ${problem.number} ended with ${done.reason}`);
}
