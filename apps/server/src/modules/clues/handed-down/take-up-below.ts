import { clueLineFromAbove, disposalAfter } from '@anju/domain';
import { recordEvent } from '../../../platform/events.ts';
import type { ActContext } from '../act-on-clue.ts';
import { beginAgain, takenUpAgain } from '../after-answer.ts';
import { listsOf, readClueCampaign } from '../campaign-store.ts';
import { reckonDue } from '../deadlines.ts';
import { accusationOf, handlerOf } from '../handlers.ts';
import { settleClue, tellRole } from '../notices.ts';
import { appendDisposal, insertNote } from '../parts-store.ts';
import { readBureau } from '../staff-store.ts';
import { readForReckoning, type StoredClue, updateClue } from '../store.ts';
import { tellHandler } from '../tell-handler.ts';
import type { Below } from './lock-below.ts';

/** Whether the prefecture's clue accuses somebody whom the county's does not: its desk would not know whom to leave out. */
export async function accusesOthers(
  { tx }: ActContext,
  above: StoredClue,
  { head }: Below,
): Promise<boolean> {
  const [now, then] = [await accusationOf(tx, above), await accusationOf(tx, head)];
  return (
    now.organisations.some((one) => !then.organisations.includes(one)) ||
    now.departments.some((one) => !then.departments.includes(one)) ||
    now.persons.some((one) => !then.persons.includes(one))
  );
}

/**
 * Handed down again to the county that had it: the same clue there, with its history whole. What the county had not
 * taken on it decides on anew; what it had answered it looks into again; what it still has it only gets a new day for.
 */
export async function takeUpBelow(
  context: ActContext,
  { clue, head }: Below,
  to: { readonly dueOn: string; readonly text: string; readonly noteId: string },
): Promise<void> {
  const { tx, deps, actor } = context;
  const at = deps.clock.now();
  const today = deps.clock.today();
  const by = { name: `${await readBureau(tx, actor.county)} ${actor.name}`, at };
  const line = clueLineFromAbove(head.state, 'take-up');
  await updateClue(tx, clue, { demanded_on: to.dueOn }, head.id === clue.id && line !== null ? null : by);
  if (line !== null) {
    const decidedAnew = line.to === 'received' ? NOT_TAKEN_ON : {};
    await updateClue(tx, head, { state: line.to, ...takenUpAgain(head, today), ...decidedAnew }, by);
    await beginAgain(tx, head);
    const disposal = disposalAfter(
      line.act,
      listsOf(await readClueCampaign(tx, head.county, head.campaign_id)),
    );
    if (disposal !== null && disposal !== head.disposal) {
      await updateClue(tx, head, { disposal }, null);
      await appendDisposal(tx, head, disposal, today);
    }
  }
  const text = `请于 ${to.dueOn} 前办结并报告结果。${to.text}`;
  await insertNote(tx, clue, { id: to.noteId, act: 'take-up', text, byId: actor.id, byName: by.name, at });
  await recordEvent(tx, {
    county: clue.county,
    region: clue.region,
    actor,
    act: 'clue.hand-down',
    subject: { type: 'clue', id: clue.id },
    payload: { did: 'take-up', from: head.state, to: line?.to ?? head.state, dueOn: to.dueOn },
    at,
  });
  await settleClue(tx, deps, clue, ['clue-recalled']);
  const stored = await readForReckoning(tx, head);
  if (stored === null) return;
  const notice = { kind: 'todo', says: '上级再次转办线索', dueOn: to.dueOn } as const;
  const key = stored.state === 'received' ? 'clue-new' : 'clue-handle';
  await tellRole(tx, deps, stored, { role: 'county-officer' }, { ...notice, key });
  const handler = handlerOf(stored);
  if (handler !== null) await tellHandler(tx, deps, stored, handler, { ...notice, key });
  await reckonDue(tx, deps, stored);
}

const NOT_TAKEN_ON = {
  accepted_on: null,
  handler_organisation: null,
  handler_department_id: null,
  handler_id: null,
  handler_name: null,
} as const;
