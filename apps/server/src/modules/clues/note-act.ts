import { recordEvent } from '../../platform/events.ts';
import type { ActContext } from './act-on-clue.ts';
import { insertNote } from './parts-store.ts';
import type { StoredClue } from './store.ts';

interface NotedAct {
  readonly act: string;
  readonly text: string;
  /** As the clue's own people know who acted. */
  readonly byName: string;
  readonly at: Date;
  readonly payload?: Readonly<Record<string, string | null>>;
}

/** What was done to a clue without its going a step further: in its history for its people, and in the log. */
export async function noteAct(
  { tx, deps, actor }: ActContext,
  clue: StoredClue,
  { act, text, byName, at, payload = {} }: NotedAct,
): Promise<void> {
  await insertNote(tx, clue, { id: deps.ids(), act, text, byId: actor.id, byName, at });
  await recordEvent(tx, {
    county: clue.county,
    region: clue.region,
    actor,
    act: 'clue.triage',
    subject: { type: 'clue', id: clue.id },
    payload: { did: act, from: clue.state, to: clue.state, ...payload },
    at,
  });
}
