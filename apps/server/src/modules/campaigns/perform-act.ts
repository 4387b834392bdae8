import {
  type Action,
  decideProblemAct,
  type ProblemAct,
  type ProblemExitRefusal,
  type ProblemFacts,
  type ProblemRefusal,
  type ProblemState,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleNotices } from '../inbox/index.ts';
import { attachPapers } from '../papers/index.ts';
import { askExit } from './ask-exit.ts';
import {
  insertProblemNote,
  lockProblem,
  type ProblemChange,
  type StoredProblem,
  updateProblem,
} from './problem-store.ts';

export type ProblemActRefusal =
  | {
      readonly status: 'refused';
      readonly reason:
        | ProblemRefusal
        | ProblemExitRefusal
        | 'not-found'
        | 'papers-not-yours'
        | 'no-evidence'
        | 'reason-missing'
        | 'deadline-passed'
        | 'in-the-future'
        | 'before-found'
        | 'bad-category'
        | 'measures-stand'
        | 'household-fixed'
        | 'foreign-household'
        | 'exit-stands'
        | 'not-to-leave'
        | 'not-asked'
        | 'unproved'
        | 'source-unconfirmed';
    }
  | {
      readonly status: 'refused';
      readonly reason: 'registered-anew';
      readonly number: string;
    }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null };

export type ProblemActResult =
  | { readonly status: 'done'; readonly version: number; readonly state: ProblemState }
  | ProblemActRefusal;

/** Who acts on which problem, having seen which version of it. */
export interface ProblemContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

export const refuse = (
  reason: Exclude<ProblemActRefusal['reason'], 'changed-meanwhile' | 'registered-anew'>,
): ProblemActRefusal => ({
  status: 'refused',
  reason,
});

export const factsOf = (problem: StoredProblem): ProblemFacts => ({
  county: problem.county,
  state: problem.state,
  registeredBy: problem.registered_by,
  rectifiedBy: problem.rectified_by,
});

export async function lockSeen(context: ProblemContext): Promise<StoredProblem | ProblemActRefusal> {
  const problem = await lockProblem(context.tx, context.actor, context.id);
  if (problem === null) return refuse('not-found');
  if (problem.version === context.version) return problem;
  return { status: 'refused', reason: 'changed-meanwhile', by: problem.changed_by_name };
}

interface Written {
  readonly act: string;
  readonly permission: Action;
  readonly text: string;
  readonly paperIds?: readonly string[];
  readonly change: ProblemChange;
  readonly payload?: { readonly [key: string]: Json };
}

/** The change, its note with its papers, and its event: together or not at all. */
export async function write(
  { tx, deps, actor }: ProblemContext,
  problem: StoredProblem,
  written: Written,
): Promise<ProblemActResult> {
  const at = deps.clock.now();
  const noteId = deps.ids();
  const { county, region } = problem;
  await insertProblemNote(tx, {
    county,
    id: noteId,
    problemId: problem.id,
    region,
    act: written.act,
    text: written.text,
    pinned: written.change.five ?? written.change,
    by: actor,
    at,
  });
  const papers = written.paperIds ?? [];
  const to = { subject: { type: 'problem', id: problem.id }, noteId, region };
  if ((await attachPapers(tx, papers, to, actor.id)) !== papers.length) return refuse('papers-not-yours');
  await updateProblem(tx, problem, written.change, { name: actor.name, at });
  await askExit(tx, deps, problem);
  const state = written.change.state ?? problem.state;
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: written.permission,
    subject: { type: 'problem', id: problem.id },
    payload: {
      did: written.act,
      campaign: problem.campaign_id,
      number: problem.number,
      from: problem.state,
      to: state,
      papers: papers.length,
      ...written.payload,
    },
    at,
  });
  return { status: 'done', version: problem.version + 1, state };
}

interface Act extends Omit<Written, 'act' | 'change'> {
  readonly act: ProblemAct;
  /** What the problem's own facts say against it. */
  readonly against?: (problem: StoredProblem) => Parameters<typeof refuse>[0] | null;
  readonly change: (problem: StoredProblem) => ProblemChange;
  readonly after?: (problem: StoredProblem) => Promise<void>;
}

/** What is about to be done: locked and allowed by the table. */
interface Allowed {
  readonly problem: StoredProblem;
  readonly to: ProblemState;
}

export async function lockAllowed(
  context: ProblemContext,
  act: Pick<Act, 'act' | 'text' | 'paperIds'>,
): Promise<Allowed | ProblemActRefusal> {
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  const line = decideProblemAct(factsOf(problem), act.act, context.actor);
  if (typeof line === 'string') return refuse(line);
  if (line.needs.includes('reason') && act.text.trim().length < 2) return refuse('reason-missing');
  if (line.needs.includes('evidence') && (act.paperIds ?? []).length === 0) return refuse('no-evidence');
  return { problem, to: line.to };
}

export async function carryOut(
  context: ProblemContext,
  { problem, to }: Allowed,
  { after, change, against: _, ...rest }: Act,
): Promise<ProblemActResult> {
  const done = await write(context, problem, { ...rest, change: { state: to, ...change(problem) } });
  if (done.status === 'done') await after?.(problem);
  return done;
}

/** Lock → decide by the table → write. */
export async function perform(context: ProblemContext, act: Act): Promise<ProblemActResult> {
  const allowed = await lockAllowed(context, act);
  if ('status' in allowed) return allowed;
  const against = act.against?.(allowed.problem) ?? null;
  return against === null ? await carryOut(context, allowed, act) : refuse(against);
}

/** Nobody is asked to rectify or to close it any more, nor warned of its deadline, until it is said anew. */
export const settleAll = (tx: Tx, deps: Deps, id: string): Promise<void> =>
  settleNotices(
    tx,
    deps,
    ...['rectify', 'close', 'due', 'late', 'late-desk'].map((matter) => `problem-${matter}:${id}`),
  );
