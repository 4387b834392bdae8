import { clueLineFromAbove } from '@anju/domain';
import { recordEvent } from '../../../platform/events.ts';
import { type ActContext, type RuleRefusal, rule } from '../act-on-clue.ts';
import { reckonDue } from '../deadlines.ts';
import { handlerOf } from '../handlers.ts';
import { leaveTarget } from '../leave-target.ts';
import { settleClue, tellRole } from '../notices.ts';
import { insertNote } from '../parts-store.ts';
import { readBureau } from '../staff-store.ts';
import { hasConsequences, listMerged, readForReckoning, updateClue } from '../store.ts';
import { tellHandler } from '../tell-handler.ts';
import type { Below } from './lock-below.ts';

const HANDLED = ['clue-new', 'clue-handle', 'clue-conclude', 'clue-answer', 'clue-message', 'clue-corrected'];

/** Why the county's clue can't be ended by the level above: then something of the county's own would end with it. */
export async function whyNotEnded({ tx }: ActContext, { clue }: Below): Promise<RuleRefusal | null> {
  const bureau = await readBureau(tx, clue.county);
  if (await hasConsequences(tx, clue))
    return rule(
      'county-has-consequences',
      `${bureau}已把这件事列为问题或作出处理，不能再收回。需要时可以下发督办。`,
    );
  return (await listMerged(tx, clue)).length > 0
    ? rule('county-has-merged', `${bureau}已把本县市的线索并入这一件，收回会带走它们。请先联系其撤销并案。`)
    : null;
}

/** The county's clue ends by an act of the level above: it is counted no more, and all that was done stays to be read. */
export async function endBelow(
  context: ActContext,
  { clue, head }: Below,
  input: { readonly says: string; readonly text: string },
): Promise<void> {
  const { tx, deps, actor } = context;
  const line = clueLineFromAbove(clue.state, 'withdraw');
  // The county did not take it on, or it was taken back before.
  if (line === null) return;
  const at = deps.clock.now();
  const name = `${await readBureau(tx, actor.county)} ${actor.name}`;
  const text = `${input.says}：${input.text}`;
  const alone = { merged_into: null, merged_on: null, displaced: '[]', is_repeat: false };
  await updateClue(tx, clue, { state: line.to, closed_on: deps.clock.today(), ...alone }, { name, at });
  await insertNote(tx, clue, { id: deps.ids(), act: line.act, text, byId: actor.id, byName: name, at });
  if (head.id !== clue.id) await leaveTarget(context, clue, head, { name, text });
  await recordEvent(tx, {
    county: clue.county,
    region: clue.region,
    actor,
    act: 'clue.hand-down',
    subject: { type: 'clue', id: clue.id },
    payload: { did: line.act, from: clue.state, to: line.to },
    at,
  });
  await settleClue(tx, deps, clue, HANDLED);
  const notice = {
    kind: 'warning',
    says: `${input.says}，不再办理`,
    key: 'clue-recalled',
    dueOn: null,
  } as const;
  await tellRole(tx, deps, clue, { role: 'county-officer' }, notice);
  const handler = handlerOf(head);
  if (handler !== null) await tellHandler(tx, deps, clue, handler, notice);
  const ended = await readForReckoning(tx, clue);
  if (ended !== null) await reckonDue(tx, deps, ended);
}

/**
 * The prefecture goes on by itself, or with somebody else, with what a county has answered: the county's clue ends, so
 * that whoever looks into it counts it. One of which something came in the county stays, and is counted there.
 */
export async function endAnswered(context: ActContext, below: Below | null): Promise<void> {
  if (below === null || (await whyNotEnded(context, below)) !== null) return;
  await endBelow(context, below, { says: '上级改由他人办理', text: '结果已收到，本级另行核查' });
}
