import { secondPersonAt } from '@anju/domain';
import { notify } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import { type ProblemActResult, type ProblemContext, perform, refuse, settleAll } from './perform-act.ts';

export interface FivePinned {
  readonly task: string;
  readonly responsible: string;
  readonly staff: string;
  readonly deadline: string;
  /** Why it is changed; needed once the problem is being rectified. */
  readonly reason: string;
}

/** 五落实: task, responsible person, staff, deadline; the progress follows. */
export async function pinProblem(context: ProblemContext, input: FivePinned): Promise<ProblemActResult> {
  const { tx, deps } = context;
  if (input.deadline < deps.clock.today()) return refuse('deadline-passed');
  const { reason, ...five } = input;
  return await perform(context, {
    act: 'pin',
    permission: 'problem.register',
    text: reason,
    change: () => ({ five }),
    payload: { deadline: five.deadline },
    after: async (problem) => {
      await settleAll(tx, deps, problem.id);
      if (problem.region.endsWith('000000')) return;
      await notify(tx, deps, {
        county: problem.county,
        role: 'community-worker',
        region: problem.region,
        kind: 'todo',
        title: `待整改：${problemName(problem)}`,
        link: `/problems/${problem.id}`,
        dueOn: five.deadline,
        key: `problem-rectify:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}

export function recordProgress(
  context: ProblemContext,
  input: { readonly text: string; readonly paperIds: readonly string[] },
): Promise<ProblemActResult> {
  return perform(context, {
    act: 'progress',
    permission: 'problem.rectify',
    text: input.text,
    paperIds: input.paperIds,
    change: () => ({ progress: input.text }),
  });
}

export interface Rectified {
  readonly text: string;
  readonly on: string;
  readonly recoveredFen: number | null;
  readonly paperIds: readonly string[];
}

/** What was done, with the papers that show it. A second person then closes or returns it. */
export async function reportRectified(context: ProblemContext, input: Rectified): Promise<ProblemActResult> {
  const { tx, deps, actor } = context;
  if (input.on > deps.clock.today()) return refuse('in-the-future');
  return await perform(context, {
    act: 'report-rectified',
    permission: 'problem.rectify',
    text: input.text,
    paperIds: input.paperIds,
    against: ({ found_on: foundOn }) => (input.on < foundOn ? 'before-found' : null),
    change: () => ({
      rectified: {
        text: input.text,
        recoveredFen: input.recoveredFen,
        on: input.on,
        by: actor.id,
        byName: actor.name,
      },
    }),
    payload: { on: input.on },
    after: async (problem) => {
      await settleAll(tx, deps, problem.id);
      await notify(tx, deps, {
        county: problem.county,
        role: secondPersonAt(problem.county),
        region: problem.region,
        kind: 'todo',
        title: `待销号：${problemName(problem)}`,
        link: `/problems/${problem.id}`,
        dueOn: problem.deadline,
        key: `problem-close:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}
