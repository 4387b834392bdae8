import { findCategory } from '@anju/domain';
import { readCountyCampaign } from './campaign-store.ts';
import { readContent } from './content-schema.ts';
import { lockSeen, type ProblemActResult, type ProblemContext, refuse, write } from './perform-act.ts';
import { isHouseholdOf } from './source-store.ts';

export interface ProblemFactsInput {
  readonly category: string;
  readonly item: string | null;
  readonly description: string;
  readonly amountFen: number | null;
  readonly pressing: boolean;
  /** The family it is about; undefined: stays as it is. */
  readonly householdId?: string | null | undefined;
  readonly reason: string;
}

/** Puts right what was entered, while the problem is open; why it was changed stays beside it. */
export async function correctProblem(
  context: ProblemContext,
  input: ProblemFactsInput,
): Promise<ProblemActResult> {
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  if (problem.county !== context.actor.county) return refuse('not-your-level');
  if (problem.state !== 'registered' && problem.state !== 'rectifying') return refuse('not-in-this-state');
  const campaign = await readCountyCampaign(context.tx, problem.county, problem.campaign_id);
  const content = campaign === null ? null : readContent(campaign.content);
  if (content === null || findCategory(content, input.category, input.item) === null)
    return refuse('bad-category');
  const { reason, householdId = problem.household_id, ...rest } = input;
  if (householdId !== problem.household_id) {
    if (problem.finding_id !== null || problem.check_item_id !== null) return refuse('household-fixed');
    if (problem.exit_nature !== null) return refuse('exit-stands');
    if (!(await isHouseholdOf(context.tx, problem.county, householdId))) return refuse('foreign-household');
  }
  return await write(context, problem, {
    act: 'correct',
    permission: 'problem.register',
    text: reason,
    change: { facts: { ...rest, householdId } },
    payload: { category: rest.category, item: rest.item, household: householdId },
  });
}
