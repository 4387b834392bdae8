import { findCategory } from '@anju/domain';
import { readCountyCampaign } from './campaign-store.ts';
import { readContent } from './content-schema.ts';
import { lockSeen, type ProblemActResult, type ProblemContext, refuse, write } from './perform-act.ts';

export interface ProblemFactsInput {
  readonly category: string;
  readonly item: string | null;
  readonly description: string;
  readonly amountFen: number | null;
  readonly pressing: boolean;
  readonly reason: string;
}

/** Puts right what was entered, while the problem is open; why it was changed stays beside it. */
export async function correctProblem(
  context: ProblemContext,
  input: ProblemFactsInput,
): Promise<ProblemActResult> {
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  if (problem.state !== 'registered' && problem.state !== 'rectifying') return refuse('not-in-this-state');
  const campaign = await readCountyCampaign(context.tx, problem.county, problem.campaign_id);
  const content = campaign === null ? null : readContent(campaign.content);
  if (content === null || findCategory(content, input.category, input.item) === null)
    return refuse('bad-category');
  const { reason, ...facts } = input;
  return await write(context, problem, {
    act: 'correct',
    permission: 'problem.register',
    text: reason,
    change: { facts },
    payload: { category: facts.category, item: facts.item },
  });
}
