import { CLUE_CHANNELS, type ClueChannel, type ClueMessage, isOwnDesk } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { attachPapers } from '../papers/index.ts';
import { type RuleRefusal, rule } from './act-on-clue.ts';
import { handlerOf } from './handlers.ts';
import { insertNote } from './parts-store.ts';
import { receiptDigest } from './receipt-code.ts';
import { findByReceipt, listMerged, readClue, type StoredClue } from './store.ts';
import { tellHandler } from './tell-handler.ts';
import type { Said } from './triage.ts';

interface MessageContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
}

export type MessageResult =
  | { readonly status: 'done' }
  | {
      readonly status: 'refused';
      readonly reason: 'not-found' | 'not-your-level' | 'papers-not-yours' | 'wrong-code';
    }
  | RuleRefusal;

/** The ways by which a reporter says something to an officer. */
export const SPOKEN_CHANNELS = ['phone', 'visit', 'letter'] as const satisfies readonly ClueChannel[];

/**
 * Leaves a message for whoever has the receipt code of a clue, of whom nothing else need be known.
 * @param of the clue whose reporter it is for: this one, or one that was merged into it
 */
export async function leaveMessage(
  context: MessageContext,
  input: Said & { readonly of: string },
): Promise<MessageResult> {
  const { tx, actor } = context;
  const clue = await readClue(tx, actor, context.id);
  if (clue === null) return { status: 'refused', reason: 'not-found' };
  if (!isOwnDesk(clue, actor)) return { status: 'refused', reason: 'not-your-level' };
  const reported = (await withMerged(tx, clue)).find(({ id }) => id === input.of);
  if (reported === undefined) return { status: 'refused', reason: 'not-found' };
  if (!reported.has_receipt)
    return rule('no-receipt', '这条线索登记时没有给出查询码，留言没有人能看到。请用其他方式联系。');
  return await write(context, reported, 'message-to-reporter', input);
}

/** Enters what a reporter said, who proves by the receipt code to be the one. */
export async function enterMessage(
  context: MessageContext,
  input: Said & { readonly code: string; readonly channel: (typeof SPOKEN_CHANNELS)[number] },
): Promise<MessageResult> {
  const { tx, deps, actor } = context;
  const clue = await readClue(tx, actor, context.id);
  if (clue === null) return { status: 'refused', reason: 'not-found' };
  if (!isOwnDesk(clue, actor)) return { status: 'refused', reason: 'not-your-level' };
  const own = await findByReceipt(tx, actor, receiptDigest(input.code));
  const reported = (await withMerged(tx, clue)).find(({ id }) => id === own?.id);
  if (reported === undefined) return { status: 'refused', reason: 'wrong-code' };
  const text = `${CLUE_CHANNELS[input.channel]}：${input.text}`;
  const written = await write(context, reported, 'message-from-reporter', { ...input, text });
  const handler = clue.state === 'inquiring' ? handlerOf(clue) : null;
  if (written.status === 'done' && handler !== null) {
    const notice = { kind: 'todo', says: '举报人补充了情况', key: 'clue-message' } as const;
    await tellHandler(tx, deps, clue, handler, notice);
  }
  return written;
}

const withMerged = async (tx: Tx, clue: StoredClue): Promise<readonly StoredClue[]> => [
  clue,
  ...(await listMerged(tx, clue)),
];

async function write(
  { tx, deps, actor }: MessageContext,
  clue: StoredClue,
  act: ClueMessage,
  said: Said,
): Promise<MessageResult> {
  const at = deps.clock.now();
  const noteId = deps.ids();
  const { county, region } = clue;
  await insertNote(tx, clue, { id: noteId, act, text: said.text, byId: actor.id, byName: actor.name, at });
  const to = { subject: { type: 'clue', id: clue.id }, noteId, region, county };
  const attached = await attachPapers(tx, said.paperIds, to, actor.id);
  if (attached !== said.paperIds.length) return { status: 'refused', reason: 'papers-not-yours' };
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: 'clue.triage',
    subject: { type: 'clue', id: clue.id },
    payload: { did: act, papers: attached },
    at,
  });
  return { status: 'done' };
}
