import { type ActContext, type ActResult, rule } from '../act-on-clue.ts';
import { correctClue, isOpen, lockFor } from '../edit-clue.ts';
import { noteAct } from '../note-act.ts';
import { settleClue } from '../notices.ts';
import { type StoredClue, updateClue } from '../store.ts';
import { type CorrectionAbove, namesOfFields, openFields, takenOver } from './correction.ts';
import { readHandedFacts } from './handed-facts.ts';

const NO_CORRECTION = rule('no-correction', '上级没有待采用的更正，或本条已与其一致。请刷新后查看。');

/** What the level above corrected and the county has not answered; null where there is nothing. */
export const waitingCorrection = ({ corrected_above: correction }: StoredClue): CorrectionAbove | null =>
  correction === null || correction.kept ? null : correction;

/** 采用更正: the county's clue says from now on what the level above corrected; everything else stays the county's. */
export async function adoptCorrection(context: ActContext): Promise<ActResult> {
  const clue = await lockFor(context, isOpen);
  if ('status' in clue) return clue;
  const correction = waitingCorrection(clue);
  if (correction === null) return NO_CORRECTION;
  const own = await readHandedFacts(context.tx, clue);
  const fields = openFields(correction, own);
  if (fields.length === 0) return NO_CORRECTION;
  const { place: _, ...facts } = takenOver(own, correction.after, fields);
  return await correctClue(
    context,
    {
      ...facts,
      placeRegion: facts.placeRegion ?? clue.county,
      source: clue.source,
      campaignId: clue.campaign_id,
      reason: '',
    },
    { act: 'adopt-correction', text: namesOfFields(fields) },
  );
}

/** 不采用: the county stays with what it wrote, and says why; whom the correction accuses is left out all the same. */
export async function keepOwn(context: ActContext, input: { readonly text: string }): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const clue = await lockFor(context, isOpen);
  if ('status' in clue) return clue;
  const correction = waitingCorrection(clue);
  if (correction === null) return NO_CORRECTION;
  const at = deps.clock.now();
  const kept = JSON.stringify({ ...correction, kept: true });
  await updateClue(tx, clue, { corrected_above: kept }, { name: actor.name, at });
  await noteAct(context, clue, { act: 'keep-own', text: input.text, byName: actor.name, at });
  await settleClue(tx, deps, clue, ['clue-corrected']);
  return { status: 'done', version: clue.version + 1, state: clue.state };
}
