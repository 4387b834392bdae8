import {
  type Action,
  calendarDate,
  decideProblemAct,
  findCategory,
  lookBackReason,
  type ProblemAct,
  type ProblemRefusal,
  type ProblemState,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { attachPapers } from '../papers/index.ts';
import { readCountyCampaign } from './campaign-store.ts';
import { readContent } from './content-schema.ts';
import {
  insertProblemNote,
  lockProblem,
  type ProblemChange,
  type StoredProblem,
  updateProblem,
} from './problem-store.ts';
import { rectifyBy } from './rectify-by.ts';

export type ProblemActRefusal =
  | {
      readonly status: 'refused';
      readonly reason:
        | ProblemRefusal
        | 'not-found'
        | 'papers-not-yours'
        | 'no-evidence'
        | 'reason-missing'
        | 'deadline-passed'
        | 'in-the-future'
        | 'bad-category';
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

const refuse = (reason: Exclude<ProblemActRefusal['reason'], 'changed-meanwhile'>): ProblemActRefusal => ({
  status: 'refused',
  reason,
});

async function lockSeen(context: ProblemContext): Promise<StoredProblem | ProblemActRefusal> {
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
async function write(
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
    by: actor,
    at,
  });
  const papers = written.paperIds ?? [];
  const to = { subject: { type: 'problem', id: problem.id }, noteId, region };
  if ((await attachPapers(tx, papers, to, actor.id)) !== papers.length) return refuse('papers-not-yours');
  await updateProblem(tx, problem, written.change, { name: actor.name, at });
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
  readonly change: (problem: StoredProblem) => ProblemChange;
  readonly after?: (problem: StoredProblem) => Promise<void>;
}

/** What is about to be done: locked and allowed by the table. */
interface Allowed {
  readonly problem: StoredProblem;
  readonly to: ProblemState;
}

async function lockAllowed(
  context: ProblemContext,
  act: Pick<Act, 'act' | 'text' | 'paperIds'>,
): Promise<Allowed | ProblemActRefusal> {
  const problem = await lockSeen(context);
  if ('status' in problem) return problem;
  const facts = {
    state: problem.state,
    registeredBy: problem.registered_by,
    rectifiedBy: problem.rectified_by,
  };
  const line = decideProblemAct(facts, act.act, context.actor);
  if (typeof line === 'string') return refuse(line);
  if (line.needs.includes('reason') && act.text.trim().length < 2) return refuse('reason-missing');
  if (line.needs.includes('evidence') && (act.paperIds ?? []).length === 0) return refuse('no-evidence');
  return { problem, to: line.to };
}

async function carryOut(
  context: ProblemContext,
  { problem, to }: Allowed,
  { after, change, ...rest }: Act,
): Promise<ProblemActResult> {
  const done = await write(context, problem, { ...rest, change: { state: to, ...change(problem) } });
  if (done.status === 'done') await after?.(problem);
  return done;
}

/** Lock → decide by the table → write. */
async function perform(context: ProblemContext, act: Act): Promise<ProblemActResult> {
  const allowed = await lockAllowed(context, act);
  return 'status' in allowed ? allowed : await carryOut(context, allowed, act);
}

export interface FivePinned {
  readonly task: string;
  readonly responsible: string;
  readonly staff: string;
  readonly deadline: string;
  /** Why it is changed; needed once the problem is being rectified. */
  readonly reason: string;
}

/** Nobody is asked to rectify or to close it any more, nor warned of its deadline, until it is said anew. */
const settleAll = (tx: Tx, deps: Deps, id: string): Promise<void> =>
  settleNotices(tx, deps, ...['rectify', 'close', 'due', 'late'].map((matter) => `problem-${matter}:${id}`));

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
        title: `待整改：${problem.number}`,
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
        role: 'reviewer',
        region: problem.region,
        kind: 'todo',
        title: `待销号：${problem.number}`,
        link: `/problems/${problem.id}`,
        dueOn: problem.deadline,
        key: `problem-close:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}

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
        title: `销号申请被退回：${problem.number}`,
        link: `/problems/${problem.id}`,
        dueOn: problem.deadline,
        key: `problem-rectify:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}

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
  const deadline = input.deadline ?? (await defaultDeadline(context, allowed.problem));
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
        role: 'county-officer',
        region: problem.county,
        kind: 'todo',
        title: `重新整改：${problem.number}`,
        link: `/problems/${problem.id}`,
        dueOn: deadline,
        key: `problem-rectify:${problem.id}`,
        clueId: problem.clue_id,
      });
    },
  });
}

async function defaultDeadline({ tx, deps }: ProblemContext, problem: StoredProblem): Promise<string> {
  const campaign = await readCountyCampaign(tx, problem.county, problem.campaign_id);
  if (campaign === null) throw new Error(`problem ${problem.number} without its campaign`);
  return await rectifyBy(tx, deps, campaign);
}

export function withdrawProblem(context: ProblemContext, reason: string): Promise<ProblemActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'withdraw',
    permission: 'problem.withdraw',
    text: reason,
    change: () => ({}),
    after: (problem) => settleAll(tx, deps, problem.id),
  });
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
