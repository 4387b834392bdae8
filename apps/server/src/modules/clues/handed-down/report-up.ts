import { CLUE_RESULTS, type ClueResult, prefectureOf, trimRegionCode } from '@anju/domain';
import { recordEvent } from '../../../platform/events.ts';
import { withScope } from '../../../platform/postgres/database.ts';
import type { ActContext } from '../act-on-clue.ts';
import { reckonDue } from '../deadlines.ts';
import { tellRole, tellToConclude } from '../notices.ts';
import { insertNote } from '../parts-store.ts';
import { readBureau } from '../staff-store.ts';
import { listMerged, lockForReckoning, readForReckoning, type StoredClue, updateClue } from '../store.ts';
import { answerTransfer, listTransfers } from '../transfer-store.ts';

/** What a county did with a clue that was handed down to it. */
type Answer =
  | { readonly kind: 'outcome'; readonly result: ClueResult; readonly text: string }
  | { readonly kind: 'return'; readonly text: string };

/**
 * What a county found in a clue that the prefecture handed down, or why it does not take it on, goes back with the act
 * itself, also of one that was merged into another: there another person concludes, or gives it to somebody else.
 */
export async function reportUp(context: ActContext, clue: StoredClue, answer: Answer): Promise<void> {
  for (const one of [clue, ...(await listMerged(context.tx, clue))])
    if (one.handed_from !== null) await answerAbove(context, one, one.handed_from, answer);
}

async function answerAbove(
  { tx, deps, actor }: ActContext,
  below: StoredClue,
  id: string,
  answer: Answer,
): Promise<void> {
  const county = prefectureOf(below.county);
  const [at, on] = [deps.clock.now(), deps.clock.today()];
  await withScope(tx, trimRegionCode(county), async () => {
    const above = await lockForReckoning(tx, { county, id });
    if (above === null) return;
    const transfer = (await listTransfers(tx, above)).at(-1);
    // Answered already, or given to somebody else since: what the county says now is read on its own clue.
    if (above.state !== 'transferred' || transfer?.handed_clue !== below.id) return;
    const says =
      answer.kind === 'outcome'
        ? `${CLUE_RESULTS[answer.result]}：${answer.text}`
        : `不予受理：${answer.text}`;
    await answerTransfer(
      tx,
      above,
      transfer.id,
      answer.kind === 'outcome'
        ? { kind: 'outcome', on, text: says }
        : { kind: 'return', on, reason: answer.text },
    );
    const by = { byId: actor.id, byName: `${await readBureau(tx, below.county)} ${actor.name}`, at };
    const act = answer.kind === 'outcome' ? 'record-outcome' : 'record-return';
    await insertNote(tx, above, { id: deps.ids(), act, text: says, ...by });
    const to = answer.kind === 'outcome' ? 'reported' : 'accepted';
    const found =
      answer.kind === 'outcome'
        ? {
            result: answer.result,
            result_text: answer.text,
            reported_by: actor.id,
            reported_by_name: by.byName,
          }
        : { handler_name: null };
    await updateClue(tx, above, { state: to, ...found }, { name: by.byName, at });
    await recordEvent(tx, {
      county: above.county,
      region: above.region,
      actor,
      act: 'clue.triage',
      subject: { type: 'clue', id: above.id },
      payload: { did: act, from: above.state, to },
      at,
    });
    const notice = { kind: 'todo', says: '转办的线索被退回', key: 'clue-handle' } as const;
    if (answer.kind === 'outcome') await tellToConclude(tx, deps, above);
    else await tellRole(tx, deps, above, { role: 'prefecture-supervisor' }, notice);
    const stored = await readForReckoning(tx, above);
    if (stored !== null) await reckonDue(tx, deps, stored);
  });
}
