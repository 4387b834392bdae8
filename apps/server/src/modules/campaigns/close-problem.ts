import { notify } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import { leaveGround } from './exit-by-problem.ts';
import {
  carryOut,
  lockAllowed,
  type ProblemActResult,
  type ProblemContext,
  perform,
  refuse,
  settleAll,
} from './perform-act.ts';
import { hasMeasures } from './problem-store.ts';

/** 销号: the second person has looked at the evidence and agrees. */
export function closeProblem(context: ProblemContext, remark: string): Promise<ProblemActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'close',
    permission: 'problem.close',
    text: remark,
    change: () => ({
      closed: { on: deps.clock.today(), at: deps.clock.now(), by: actor.id, byName: actor.name },
      lookedBackOn: null,
    }),
    payload: { on: deps.clock.today() },
    after: (problem) => settleAll(tx, deps, problem.id),
  });
}

export function returnProblem(context: ProblemContext, reason: string): Promise<ProblemActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'return',
    permission: 'problem.close',
    text: reason,
    change: () => ({ rectified: null }),
    after: async (problem) => {
      await settleAll(tx, deps, problem.id);
      if (problem.rectified_by === null) return;
      await notify(tx, deps, {
        county: problem.county,
        userId: problem.rectified_by,
        kind: 'todo',
        title: `销号申请被退回：${problemName(problem)}`,
        link: `/problems/${problem.id}`,
        dueOn: problem.deadline,
        key: `problem-rectify:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}

/** Taken off the ledger; whom it has brought a sanction must be taken back, or put under another problem, first. */
export async function withdrawProblem(context: ProblemContext, reason: string): Promise<ProblemActResult> {
  const { tx, deps } = context;
  const allowed = await lockAllowed(context, { act: 'withdraw', text: reason });
  if ('status' in allowed) return allowed;
  if (await hasMeasures(tx, allowed.problem)) return refuse('measures-stand');
  return await carryOut(context, allowed, {
    act: 'withdraw',
    permission: 'problem.withdraw',
    text: reason,
    change: () => ({ exit: null }),
    after: async (problem) => {
      await settleAll(tx, deps, problem.id);
      await leaveGround(context, problem);
    },
  });
}
