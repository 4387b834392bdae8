import { calendarDate, lookBackReason, workerAt } from '@anju/domain';
import { notify, settleNotices } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import { readCountyCampaign } from './campaign-store.ts';
import {
  carryOut,
  lockAllowed,
  lockSeen,
  type ProblemActResult,
  type ProblemContext,
  refuse,
  write,
} from './perform-act.ts';
import type { StoredProblem } from './problem-store.ts';
import { rectifyBy } from './rectify-by.ts';

/** A look-back found the problem back: reopening it and looking at it again settle it. */
export const backKey = (id: string): string => `problem-back:${id}`;

/**
 * A closed problem that came back: counted, so that a second time stands out. Its time begins again; without a chosen
 * deadline the campaign's days run.
 */
export async function reopenProblem(
  context: ProblemContext,
  input: { readonly reason: string; readonly deadline: string | null },
): Promise<ProblemActResult> {
  const { tx, deps } = context;
  if (input.deadline !== null && input.deadline < deps.clock.today()) return refuse('deadline-passed');
  const allowed = await lockAllowed(context, { act: 'reopen', text: input.reason });
  if ('status' in allowed) return allowed;
  const deadline = input.deadline ?? (await freshDeadline(context, allowed.problem));
  return await carryOut(context, allowed, {
    act: 'reopen',
    permission: 'problem.reopen',
    text: input.reason,
    change: (problem) => ({ rectified: null, closed: null, reopened: problem.reopened + 1, deadline }),
    payload: { deadline },
    after: async (problem) => {
      await settleNotices(tx, deps, backKey(problem.id));
      await notify(tx, deps, {
        county: problem.county,
        role: workerAt(problem.county),
        region: problem.county,
        kind: 'todo',
        title: `重新整改：${problemName(problem)}`,
        link: `/problems/${problem.id}`,
        dueOn: deadline,
        key: `problem-rectify:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}

/** The campaign's days, counted from today. */
export async function freshDeadline({ tx, deps }: ProblemContext, problem: StoredProblem): Promise<string> {
  const campaign = await readCountyCampaign(tx, problem.county, problem.campaign_id);
  if (campaign === null) throw new Error(`problem ${problem.number} without its campaign`);
  return (await rectifyBy(tx, deps, campaign)).day;
}

/** 回头看: the closed problem was looked at again and stands as closed. One that does not is reopened instead. */
export async function markLookedBack(context: ProblemContext, text: string): Promise<ProblemActResult> {
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  if (problem.state !== 'closed') return refuse('not-in-this-state');
  await settleNotices(context.tx, context.deps, backKey(problem.id));
  const today = context.deps.clock.today();
  const reason = lookBackReason(
    {
      closedOn: calendarDate(problem.closed_on ?? today),
      reopened: problem.reopened,
      lookedBackOn: problem.looked_back_on === null ? null : calendarDate(problem.looked_back_on),
    },
    today,
  );
  return await write(context, problem, {
    act: 'look-back',
    permission: 'problem.reopen',
    text,
    change: { lookedBackOn: today },
    payload: { due: reason !== null },
  });
}
