import { decideProblemExit, type ExitNature } from '@anju/domain';
import { establishExit, withdrawGround } from '../exits/index.ts';
import { lockFamilyOfProblem, readExitFacts, readExitUndecided } from './exit-store.ts';
import { lockSeen, type ProblemActResult, type ProblemContext, refuse, write } from './perform-act.ts';
import type { StoredProblem } from './problem-store.ts';

/**
 * The family that a problem is about has to leave, says another person than who reported it: a subletting or lending
 * that no register shows (form F3, ② and ③).
 */
export async function establishExitByProblem(
  context: ProblemContext,
  input: { readonly nature: ExitNature; readonly reason: string; readonly paperIds: readonly string[] },
): Promise<ProblemActResult> {
  const { tx, deps, actor } = context;
  await lockFamilyOfProblem(tx, context.id);
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  const { household, papers, ...facts } = await readExitFacts(tx, problem);
  const refusal = decideProblemExit({ ...facts, household, state: problem.state }, actor);
  if (refusal !== null) return refuse(refusal);
  if (household === null) throw new Error(`problem ${problem.number} is about no family`);
  if (papers + input.paperIds.length === 0) return refuse('unproved');
  const done = await write(context, problem, {
    act: 'establish-exit',
    permission: 'exit.establish',
    text: input.reason,
    paperIds: input.paperIds,
    change: { exit: { nature: input.nature, by: actor.id, byName: actor.name, at: deps.clock.now() } },
    payload: { household: household.id, nature: input.nature },
  });
  if (done.status === 'done')
    await establishExit(tx, deps, actor, {
      county: problem.county,
      region: household.region,
      householdId: household.id,
      householdCode: household.code,
      source: { problem: problem.id },
      nature: input.nature,
    });
  return done;
}

/** The family that a problem is about need not leave, says another person than who reported it, with the reason. */
export async function sayFamilyStays(context: ProblemContext, reason: string): Promise<ProblemActResult> {
  const { tx, actor } = context;
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  const facts = await readExitFacts(tx, problem);
  const refusal = decideProblemExit({ ...facts, state: problem.state }, actor);
  if (refusal !== null) return refuse(refusal);
  if ((await readExitUndecided(tx, problem)) === null) return refuse('not-asked');
  return await write(context, problem, {
    act: 'need-not-leave',
    permission: 'exit.establish',
    text: reason,
    change: {},
    payload: { household: problem.household_id },
  });
}

/** It was established wrongly; the problem stays on the ledger. */
export async function withdrawExitByProblem(
  context: ProblemContext,
  reason: string,
): Promise<ProblemActResult> {
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  if (problem.exit_nature === null) return refuse('not-to-leave');
  const done = await write(context, problem, {
    act: 'withdraw-exit',
    permission: 'exit.withdraw',
    text: reason,
    change: { exit: null },
    payload: { household: problem.household_id, nature: problem.exit_nature },
  });
  if (done.status === 'done') await leaveGround(context, problem);
  return done;
}

/** @param problem as it stood before it ceased to be a ground, if it was one */
export async function leaveGround(
  { tx, deps, actor }: Pick<ProblemContext, 'tx' | 'deps' | 'actor'>,
  problem: StoredProblem,
): Promise<void> {
  if (problem.exit_nature === null || problem.household_id === null) return;
  await withdrawGround(tx, deps, actor, {
    householdId: problem.household_id,
    source: { problem: problem.id },
  });
}
