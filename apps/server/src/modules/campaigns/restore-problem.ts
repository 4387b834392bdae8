import { workerAt } from '@anju/domain';
import { notify } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import {
  carryOut,
  lockAllowed,
  type ProblemActRefusal,
  type ProblemActResult,
  type ProblemContext,
  refuse,
} from './perform-act.ts';
import type { StoredProblem } from './problem-store.ts';
import { freshDeadline } from './reopen-problem.ts';
import { findProblemOf, isSourceConfirmed } from './source-store.ts';

/**
 * A problem withdrawn by mistake stands again under its number, with its history; 五落实 and its time begin anew. Not
 * where its finding, clue or drawn household has become another problem since, or is no longer found true.
 */
export async function restoreProblem(
  context: ProblemContext,
  input: { readonly reason: string; readonly deadline: string | null },
): Promise<ProblemActResult> {
  const { tx, deps } = context;
  if (input.deadline !== null && input.deadline < deps.clock.today()) return refuse('deadline-passed');
  const allowed = await lockAllowed(context, { act: 'restore', text: input.reason });
  if ('status' in allowed) return allowed;
  const against = await sourceAgainst(context, allowed.problem);
  if (against !== null) return against;
  const deadline = input.deadline ?? (await freshDeadline(context, allowed.problem));
  return await carryOut(context, allowed, {
    act: 'restore',
    permission: 'problem.reopen',
    text: input.reason,
    change: (problem) => ({ restored: problem.restored + 1, deadline }),
    payload: { deadline },
    after: (problem) =>
      notify(tx, deps, {
        county: problem.county,
        role: workerAt(problem.county),
        region: problem.county,
        kind: 'todo',
        title: `已恢复，待五落实：${problemName(problem)}`,
        link: `/problems/${problem.id}`,
        dueOn: deadline,
        key: `problem-rectify:${problem.id}`,
        clueId: problem.clue_id,
      }),
  });
}

async function sourceAgainst(
  { tx }: ProblemContext,
  problem: StoredProblem,
): Promise<ProblemActRefusal | null> {
  if (!(await isSourceConfirmed(tx, problem))) return refuse('source-unconfirmed');
  const { finding_id: finding, clue_id: clue, check_item_id: checkItem } = problem;
  const source =
    finding !== null ? { finding } : clue !== null ? { clue } : checkItem !== null ? { checkItem } : null;
  if (source === null) return null;
  const other = await findProblemOf(tx, { county: problem.county, id: problem.campaign_id }, source);
  return other === null ? null : { status: 'refused', reason: 'registered-anew', number: other.number };
}
