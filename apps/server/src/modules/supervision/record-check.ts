import { judgeCheckItem, mustTransfer, type SpotCheck } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { takeLookBack } from '../campaigns/index.ts';
import { attachPapers } from '../papers/index.ts';
import { type ItemRow, lockItem, updateItem } from './check-store.ts';

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

export type ItemResult =
  | { readonly status: 'done'; readonly version: number }
  | {
      readonly status: 'refused';
      readonly reason:
        | 'not-found'
        | 'void'
        | 'in-the-future'
        | 'already-transferred'
        | 'nothing-to-transfer'
        | 'on-ledger'
        | 'remark-missing'
        | 'papers-missing'
        | 'papers-not-yours';
    }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null };

async function lockedItem({ tx, actor, id, version }: Context): Promise<ItemRow | ItemResult> {
  const item = await lockItem(tx, actor, id);
  if (item === null) return { status: 'refused', reason: 'not-found' };
  if (item.check_void) return { status: 'refused', reason: 'void' };
  if (item.version !== version) {
    return {
      status: 'refused',
      reason: 'changed-meanwhile',
      by: item.transferred_by_name ?? item.checked_by_name,
    };
  }
  if (item.transfer_letter !== null) return { status: 'refused', reason: 'already-transferred' };
  return item;
}

/** What was found on the spot. What differs from the self-check needs a word and evidence; it may be corrected until handed over. */
export async function recordResult(
  context: Context,
  input: {
    readonly spotCheck: SpotCheck;
    readonly remark: string;
    readonly checkedOn: string;
    readonly paperIds: readonly string[];
  },
): Promise<ItemResult> {
  const { tx, deps, actor } = context;
  const item = await lockedItem(context);
  if ('status' in item) return item;
  if (input.checkedOn > deps.clock.today()) return { status: 'refused', reason: 'in-the-future' };
  if (item.problem_id !== null && input.spotCheck !== 'problem') {
    return { status: 'refused', reason: 'on-ledger' };
  }
  const verdict = judgeCheckItem(item.self_check, input.spotCheck);
  if ((mustTransfer(verdict) || input.spotCheck === 'unreachable') && input.remark === '') {
    return { status: 'refused', reason: 'remark-missing' };
  }
  const subject = { type: 'check-item', id: item.id };
  if (mustTransfer(verdict) && input.paperIds.length + item.papers === 0) {
    return { status: 'refused', reason: 'papers-missing' };
  }
  const attached = await attachPapers(tx, input.paperIds, { subject, region: item.region }, actor.id);
  if (attached !== input.paperIds.length) return { status: 'refused', reason: 'papers-not-yours' };
  await updateItem(tx, item.id, { ...input, by: actor.id, byName: actor.name });
  await note(context, item, {
    did: 'result',
    from: item.spot_check,
    to: input.spotCheck,
    selfCheck: item.self_check,
    verdict,
  });
  if (item.check_kind === 'look-back' && (input.spotCheck === 'clean' || input.spotCheck === 'problem')) {
    const isBack = input.spotCheck === 'problem';
    const what = input.remark === '' ? (isBack ? '问题反弹' : '未见反弹') : input.remark;
    const text = `${item.check_title}（${input.checkedOn}实地核查）：${what}`;
    await takeLookBack(context, { problemId: item.subject_id, isBack, text });
  }
  return { status: 'done', version: item.version + 1 };
}

/** Source 1, third phase: what was concealed, left out or does not agree goes to the discipline commission. */
export async function transferItem(
  context: Context,
  input: { readonly letterNo: string; readonly on: string },
): Promise<ItemResult> {
  const { tx, deps, actor } = context;
  const item = await lockedItem(context);
  if ('status' in item) return item;
  if (input.on > deps.clock.today()) return { status: 'refused', reason: 'in-the-future' };
  const verdict = judgeCheckItem(item.self_check, item.spot_check);
  if (!mustTransfer(verdict)) return { status: 'refused', reason: 'nothing-to-transfer' };
  await updateItem(tx, item.id, { letter: input.letterNo, on: input.on, byName: actor.name });
  await note(context, item, { did: 'transfer', verdict, letter: input.letterNo, on: input.on });
  return { status: 'done', version: item.version + 1 };
}

async function note(
  { tx, deps, actor }: Context,
  item: ItemRow,
  payload: { readonly [key: string]: string | null },
): Promise<void> {
  await recordEvent(tx, {
    county: item.county,
    region: item.region,
    actor,
    act: 'check.record',
    subject: { type: 'check-item', id: item.id },
    payload: { check: item.check_id, ...payload },
    at: deps.clock.now(),
  });
}
