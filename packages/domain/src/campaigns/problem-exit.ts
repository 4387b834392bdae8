import type { ExitNature } from '../exits/index.ts';
import type { ProblemState } from './problem-lifecycle.ts';

/** What decides whether the family that a problem is about can be put among those to leave. */
export interface ProblemExitFacts {
  readonly state: ProblemState;
  /** The family, or null where the problem names none. */
  readonly household: { readonly state: 'active' | 'exited' } | null;
  /** Under which the problem is a ground already. */
  readonly exitNature: ExitNature | null;
  /** The problem comes from a finding by which the family stands on the ledger. */
  readonly groundOfFinding: boolean;
  /** Who registered it, wrote into it what was found, or reported the visit, the inquiry or the finding behind it. */
  readonly reportedBy: readonly string[];
}

export type ProblemExitRefusal =
  | 'withdrawn'
  | 'no-household'
  | 'household-left'
  | 'already-to-leave'
  | 'by-finding'
  | 'reported-it';

/** Why `actor` may not establish that the family has to leave, or null. It takes another person than who reported it. */
export function decideProblemExit(
  problem: ProblemExitFacts,
  actor: { readonly id: string },
): ProblemExitRefusal | null {
  if (problem.state === 'withdrawn') return 'withdrawn';
  if (problem.household === null) return 'no-household';
  if (problem.exitNature !== null) return 'already-to-leave';
  if (problem.groundOfFinding) return 'by-finding';
  if (problem.household.state === 'exited') return 'household-left';
  return problem.reportedBy.includes(actor.id) ? 'reported-it' : null;
}
