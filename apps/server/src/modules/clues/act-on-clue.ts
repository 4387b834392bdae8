import {
  type Action,
  type ClueAct,
  type ClueRefusal,
  type ClueState,
  decideClueAct,
  disposalAfter,
  type TransferReceiver,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { attachPapers } from '../papers/index.ts';
import { listsOf, readClueCampaign } from './campaign-store.ts';
import { reckonDue, standingOf } from './deadlines.ts';
import { appendDisposal, insertNote } from './parts-store.ts';
import {
  type ClueChange,
  listMerged,
  lockClue,
  readForReckoning,
  type StoredClue,
  updateClue,
} from './store.ts';

/** Who acts on which clue, having seen which version of it. */
export interface ActContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

/** A rule of one act that was not met, with what to do about it. */
export interface RuleRefusal {
  readonly status: 'refused';
  readonly reason: 'rule';
  readonly code: string;
  readonly detail: string;
}

export type ActRefusal =
  | { readonly status: 'refused'; readonly reason: ClueRefusal | 'not-found' | 'papers-not-yours' }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null }
  | RuleRefusal;

export type ActResult =
  | { readonly status: 'done'; readonly version: number; readonly state: ClueState }
  | ActRefusal;

export const rule = (code: string, detail: string): RuleRefusal => ({
  status: 'refused',
  reason: 'rule',
  code,
  detail,
});

export interface Act {
  readonly act: ClueAct;
  readonly permission: Action;
  readonly text: string;
  readonly paperIds?: readonly string[];
  /** Rules of this act beyond the table of the lifecycle. */
  readonly check?: (clue: StoredClue) => Promise<RuleRefusal | null> | RuleRefusal | null;
  readonly change: (clue: StoredClue) => ClueChange;
  /** Which kind of body it was handed to, where that settles 处置情况. */
  readonly receiver?: TransferReceiver;
  readonly payload?: { readonly [key: string]: Json };
  readonly after?: (clue: StoredClue) => Promise<void>;
}

/** Load and lock → decide in the domain → write the change, its note, its papers and its event together. */
export async function perform(context: ActContext, act: Act): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const clue = await lockClue(tx, actor, context.id);
  if (clue === null) return { status: 'refused', reason: 'not-found' };
  if (clue.version !== context.version)
    return { status: 'refused', reason: 'changed-meanwhile', by: clue.changed_by_name };
  const standing = standingOf(clue, await listMerged(tx, clue));
  const line = decideClueAct(standing, act.act, actor);
  if (typeof line === 'string') return { status: 'refused', reason: line };
  const refusal = (await act.check?.(clue)) ?? null;
  if (refusal !== null) return refusal;
  const at = deps.clock.now();
  const noteId = deps.ids();
  await insertNote(tx, clue, {
    id: noteId,
    act: act.act,
    text: act.text,
    byId: actor.id,
    byName: actor.name,
    at,
  });
  const papers = act.paperIds ?? [];
  const { region, county } = clue;
  const to = { subject: { type: 'clue', id: clue.id }, noteId, region, county };
  const attached = await attachPapers(tx, papers, to, actor.id);
  if (attached !== papers.length) return { status: 'refused', reason: 'papers-not-yours' };
  await updateClue(tx, clue, { state: line.to, ...act.change(clue) }, { name: actor.name, at });
  await settleDisposal(context, clue, act);
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: act.permission,
    subject: { type: 'clue', id: clue.id },
    payload: { did: act.act, from: clue.state, to: line.to, papers: papers.length, ...act.payload },
    at,
  });
  await act.after?.(clue);
  await reckonAnew(context, clue);
  return { status: 'done', version: clue.version + 1, state: line.to };
}

async function settleDisposal({ tx, deps }: ActContext, clue: StoredClue, act: Act): Promise<void> {
  const lists = listsOf(await readClueCampaign(tx, clue.county, clue.campaign_id));
  const disposal = disposalAfter(act.act, lists, act.receiver);
  if (disposal === null || disposal === clue.disposal) return;
  await updateClue(tx, clue, { disposal }, null);
  await appendDisposal(tx, clue, disposal, deps.clock.today());
}

/** The next time limit after what was just written. */
async function reckonAnew({ tx, deps }: ActContext, before: StoredClue): Promise<void> {
  const clue = await readForReckoning(tx, before);
  if (clue !== null) await reckonDue(tx, deps, clue);
}
