import { isEntry } from '@anju/domain';
import { type ActContext, type RuleRefusal, rule } from '../act-on-clue.ts';
import { refreshBarred } from '../barred.ts';
import { handlerOf } from '../handlers.ts';
import { noteAct } from '../note-act.ts';
import { settleClue, tellRole } from '../notices.ts';
import { readBureau } from '../staff-store.ts';
import {
  listHanded,
  lockForReckoning,
  readClue,
  readForReckoning,
  type StoredClue,
  updateClue,
} from '../store.ts';
import { tellHandler } from '../tell-handler.ts';
import { differingFields, type HandedFacts, namesOfFields, openFields } from './correction.ts';
import { whyNotThisCounty } from './county-desks.ts';
import { readHandedFacts } from './handed-facts.ts';

/** The counties' clues that a clue was handed down as, locked before it, as the counties' own acts do. */
export async function lockHandedOf({
  tx,
  actor,
  id,
}: Pick<ActContext, 'tx' | 'actor' | 'id'>): Promise<readonly StoredClue[]> {
  const above = await readClue(tx, actor, id);
  if (above === null) return [];
  const locked: StoredClue[] = [];
  for (const below of await listHanded(tx, above.id)) {
    const clue = await lockForReckoning(tx, below);
    if (clue !== null) locked.push(clue);
  }
  return locked;
}

/** Why a correction can't be made while a county has the clue: it would have to leave it, and be told whom it accuses. */
export async function whyCountyMustLeave(
  { tx }: ActContext,
  clue: StoredClue,
  handed: readonly StoredClue[],
  after: HandedFacts,
): Promise<RuleRefusal | null> {
  if (clue.state !== 'transferred') return null;
  for (const below of handed.filter(({ state }) => isEntry(state))) {
    const why = await whyNotThisCounty(tx, below.county, after);
    if (why !== null)
      return rule(
        'county-left-out',
        `改后不能再由${await readBureau(tx, below.county)}办理：${why}。请先撤回转办，再更正。`,
      );
  }
  return null;
}

/**
 * The counties learn what was corrected of a clue that was handed down to them. Their own clue stays as they wrote it;
 * whom the correction accuses is left out there at once. A desk that must not have such a clue learns nothing.
 */
export async function correctBelow(
  context: ActContext,
  handed: readonly StoredClue[],
  before: HandedFacts,
  after: HandedFacts,
): Promise<void> {
  if (differingFields(before, after).length === 0) return;
  for (const below of handed)
    if ((await whyNotThisCounty(context.tx, below.county, after)) === null)
      await correctOne(context, below, before, after);
}

async function correctOne(
  context: ActContext,
  below: StoredClue,
  before: HandedFacts,
  after: HandedFacts,
): Promise<void> {
  const { tx, deps, actor } = context;
  const at = deps.clock.now();
  const byName = `${await readBureau(tx, actor.county)} ${actor.name}`;
  const first = below.corrected_above?.before ?? before;
  const open = openFields({ before: first, after }, await readHandedFacts(tx, below));
  const correction = { at: at.toISOString(), byName, before: first, after, kept: false };
  await updateClue(
    tx,
    below,
    { corrected_above: open.length === 0 ? null : JSON.stringify(correction) },
    { name: byName, at },
  );
  await refreshBarred(tx, below.county, [below.merged_into ?? below.id]);
  const text = namesOfFields(differingFields(before, after));
  await noteAct(context, below, { act: 'correct-above', text, byName, at });
  const told = await readForReckoning(tx, below);
  if (told === null) return;
  // Once for all corrections, and to those who may know of it now.
  await settleClue(tx, deps, told, ['clue-corrected']);
  if (open.length === 0 || told.state === 'refused' || told.state === 'recalled') return;
  const notice = { kind: 'todo', says: '上级更正了转办的线索', key: 'clue-corrected', dueOn: null } as const;
  await tellRole(tx, deps, told, { role: 'county-officer' }, notice);
  const handler = handlerOf(told);
  if (handler !== null) await tellHandler(tx, deps, told, handler, notice);
}

/** After the county corrected its own clue: nothing is left to take over where it says the same now. */
export async function settleCorrection({ tx, deps }: ActContext, clue: StoredClue): Promise<void> {
  if (clue.corrected_above === null) return;
  if (openFields(clue.corrected_above, await readHandedFacts(tx, clue)).length > 0) return;
  await updateClue(tx, clue, { corrected_above: null }, null);
  await settleClue(tx, deps, clue, ['clue-corrected']);
}
