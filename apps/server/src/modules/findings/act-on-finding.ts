import {
  type Action,
  type Conclusion,
  changesSinceProposal,
  decideFindingAct,
  type ExitNature,
  type FindingAct,
  type FindingRefusal,
  type FindingState,
  type Hearing,
  hearingOf,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { establishExit, withdrawGround } from '../exits/index.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { attachPapers } from '../papers/index.ts';
import { assignedKey, factsKey, findingKeys, proposedKey } from './notice-keys.ts';
import {
  type FindingChange,
  findOpenTwin,
  insertNote,
  listNotes,
  lockFinding,
  type StoredFinding,
  standingOf,
  updateFinding,
} from './store.ts';

export type ActRefusal =
  | {
      readonly status: 'refused';
      readonly reason: FindingRefusal | 'not-found' | 'papers-not-yours' | 'other-facts';
    }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null }
  | { readonly status: 'refused'; readonly reason: 'not-heard'; readonly hearing: Exclude<Hearing, 'heard'> }
  | { readonly status: 'refused'; readonly reason: 'open-twin'; readonly state: FindingState };

export type ActResult =
  | { readonly status: 'done'; readonly version: number; readonly state: FindingState }
  | ActRefusal;

/** Who acts on which finding, having seen which version of it. */
export interface ActContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

interface Act {
  readonly act: FindingAct;
  readonly permission: Action;
  readonly text: string;
  readonly method?: string;
  readonly answerBy?: string;
  readonly paperIds?: readonly string[];
  /** What stands against the act besides the table; null: nothing. */
  readonly refuse?: (finding: StoredFinding, to: FindingState) => Promise<ActRefusal | null>;
  readonly change: (finding: StoredFinding, to: FindingState) => FindingChange;
  readonly after?: (finding: StoredFinding, to: FindingState) => Promise<void>;
}

/** Load and lock → decide in the domain → write the change, its note and its event together. */
async function perform(context: ActContext, act: Act): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const finding = await lockFinding(tx, context.id);
  if (finding === null) return { status: 'refused', reason: 'not-found' };
  if (finding.version !== context.version) {
    return { status: 'refused', reason: 'changed-meanwhile', by: finding.changed_by_name };
  }
  const line = decideFindingAct(standingOf(finding), act.act, actor);
  if (typeof line === 'string') return { status: 'refused', reason: line };
  const to = line.to === 'conclusion' ? (finding.proposed_conclusion ?? 'open') : line.to;
  const refusal = (await act.refuse?.(finding, to)) ?? null;
  if (refusal !== null) return refusal;
  const at = deps.clock.now();
  const noteId = deps.ids();
  await insertNote(tx, {
    county: finding.county,
    id: noteId,
    region: finding.region,
    findingId: finding.id,
    act: act.act,
    method: act.method ?? null,
    answerBy: act.answerBy ?? null,
    text: act.text,
    byId: actor.id,
    byName: actor.name,
    at,
  });
  const papers = act.paperIds ?? [];
  const attached = await attachPapers(
    tx,
    papers,
    { findingId: finding.id, noteId, region: finding.region },
    actor.id,
  );
  if (attached !== papers.length) return { status: 'refused', reason: 'papers-not-yours' };
  await updateFinding(tx, finding.id, act.change(finding, to), { name: actor.name, at });
  await recordEvent(tx, {
    county: finding.county,
    region: finding.region,
    actor,
    act: act.permission,
    subject: { type: 'finding', id: finding.id },
    payload: {
      household: finding.household_id,
      rule: finding.rule,
      did: act.act,
      from: finding.state,
      to,
      papers: papers.length,
      policy: finding.policy_id,
    },
    at,
  });
  await act.after?.(finding, to);
  return { status: 'done', version: finding.version + 1, state: to };
}

/** Nobody loses anything by a match alone: a finding is confirmed only against a family that was heard. */
async function refuseUnheard({ tx, deps }: ActContext, finding: StoredFinding): Promise<ActRefusal | null> {
  const hearing = hearingOf(await listNotes(tx, finding.id), deps.clock.today());
  return hearing === 'heard' ? null : { status: 'refused', reason: 'not-heard', hearing };
}

/** Two persons judge the same facts: what was proposed on others is not agreed to, in whose favour it may be. */
async function refuseOtherFacts(tx: Tx, finding: StoredFinding): Promise<ActRefusal | null> {
  const changes = changesSinceProposal(await listNotes(tx, finding.id));
  return changes.length === 0 ? null : { status: 'refused', reason: 'other-facts' };
}

/** The family is told of the finding: by visit, telephone, letter; `answerBy` is the last day for its answer. */
export function tellFamily(
  context: ActContext,
  input: { method: string; note: string; answerBy: string },
): Promise<ActResult> {
  return perform(context, {
    act: 'tell-family',
    permission: 'finding.answer',
    text: input.note,
    method: input.method,
    answerBy: input.answerBy,
    change: (_, to) => ({ state: to }),
  });
}

/** The family cannot be told, and why: the tenant died, nobody can be found. */
export function recordCannotTell(context: ActContext, reason: string): Promise<ActResult> {
  return perform(context, {
    act: 'cannot-tell',
    permission: 'finding.answer',
    text: reason,
    change: (_, to) => ({ state: to }),
  });
}

/** What the family said, with its papers. */
export function recordAnswer(
  context: ActContext,
  input: { text: string; paperIds: readonly string[] },
): Promise<ActResult> {
  return perform(context, {
    act: 'record-answer',
    permission: 'finding.answer',
    text: input.text,
    paperIds: input.paperIds,
    change: (_, to) => ({ state: to }),
  });
}

export function proposeConclusion(
  context: ActContext,
  input: {
    conclusion: Conclusion;
    reason: string;
    paperIds: readonly string[];
    exitNature: ExitNature | null;
  },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'propose',
    permission: 'finding.propose',
    text: input.reason,
    paperIds: input.paperIds,
    refuse: async (finding) =>
      input.conclusion === 'confirmed' ? await refuseUnheard(context, finding) : null,
    change: (_, to) => ({
      state: to,
      proposal: {
        by: actor.id,
        byName: actor.name,
        conclusion: input.conclusion,
        reason: input.reason,
        exitNature: input.conclusion === 'confirmed' ? input.exitNature : null,
      },
    }),
    after: async (finding) => {
      await settleNotices(tx, deps, assignedKey(finding.id));
      await notify(tx, deps, {
        county: finding.county,
        role: 'reviewer',
        region: finding.region,
        kind: 'todo',
        title: `疑点待审定：户 ${finding.household_code}`,
        link: `/findings/${finding.id}`,
        dueOn: finding.due_on,
        key: proposedKey(finding.id),
      });
    },
  });
}

/** A second person agrees; a confirmed ground for exit puts the family on the ledger of those to leave. */
export function concludeFinding(context: ActContext, remark: string): Promise<ActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'conclude',
    permission: 'finding.conclude',
    text: remark,
    refuse: async (finding, to) =>
      (await refuseOtherFacts(tx, finding)) ??
      (to === 'confirmed' ? await refuseUnheard(context, finding) : null),
    change: (_, to) => ({ state: to, concluded: { by: actor.id, byName: actor.name } }),
    after: async (finding, to) => {
      await settleNotices(tx, deps, ...findingKeys(finding.id));
      if (to !== 'confirmed' || finding.exit_nature === null) return;
      await establishExit(tx, deps, actor, {
        county: finding.county,
        region: finding.region,
        householdId: finding.household_id,
        householdCode: finding.household_code,
        source: { finding: finding.id },
        nature: finding.exit_nature,
      });
    },
  });
}

export function returnFinding(context: ActContext, remark: string): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'return',
    permission: 'finding.conclude',
    text: remark,
    change: (_, to) => ({ state: to, proposal: null }),
    after: async (finding) => {
      await settleNotices(tx, deps, proposedKey(finding.id), factsKey(finding.id));
      if (finding.proposed_by === null) return;
      await notify(tx, deps, {
        county: finding.county,
        userId: finding.proposed_by,
        kind: 'todo',
        title: `疑点被退回：户 ${finding.household_code}`,
        link: `/findings/${finding.id}`,
        dueOn: finding.due_on,
        key: assignedKey(finding.id),
      });
    },
  });
}

export function reopenFinding(context: ActContext, reason: string): Promise<ActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'reopen',
    permission: 'finding.reopen',
    text: reason,
    // Two inquiries into one matter would contend for its facts: the newer one goes on.
    refuse: async (finding) => {
      const twin = await findOpenTwin(tx, finding);
      return twin === null ? null : { status: 'refused', reason: 'open-twin', state: twin.state };
    },
    change: (_, to) => ({ state: to, proposal: null, concluded: null }),
    after: async (finding) => {
      if (finding.exit_nature === null) return;
      await withdrawGround(tx, deps, actor, {
        householdId: finding.household_id,
        source: { finding: finding.id },
      });
    },
  });
}
