import { MOST_REPORTED_PERSONS } from '@anju/domain';
import type { ActContext } from './act-on-clue.ts';
import { refreshBarred } from './barred.ts';
import { reckonDue } from './deadlines.ts';
import { compareWithOthers } from './find-duplicates.ts';
import { insertNote, listPersons, writePersons } from './parts-store.ts';
import { listMerged, moveClues, type StoredClue, updateClue } from './store.ts';

/**
 * Its persons leave the one that it had been merged into, and whose place they took are listed there again; that one is
 * told why. Who must not see the two is made anew.
 */
export async function leaveTarget(
  { tx, deps, actor }: ActContext,
  clue: StoredClue,
  target: StoredClue,
  by: { readonly name: string; readonly text: string },
): Promise<void> {
  const at = deps.clock.now();
  const persons = await listPersons(tx, clue.county, [target.id]);
  const own = persons.filter((person) => person.came_from !== clue.id);
  const sources = [null, ...(await listMerged(tx, target)).map(({ id }) => id)];
  const again = clue.displaced.filter(
    ({ name, came_from }) => sources.includes(came_from) && own.every((person) => person.name !== name),
  );
  const listed = [...own, ...again].slice(0, MOST_REPORTED_PERSONS);
  if (listed.length > 0) await writePersons(tx, target, listed);
  const text = `${clue.number}从本条撤出：${by.text}`;
  await insertNote(tx, target, {
    id: deps.ids(),
    act: 'unmerge',
    text,
    byId: actor.id,
    byName: by.name,
    at,
  });
  await updateClue(tx, target, {}, { name: by.name, at });
  const region = clue.county.padEnd(12, '0');
  await moveClues(tx, clue.county, [clue.id], region);
  await refreshBarred(tx, clue.county, [clue.id, target.id]);
  await compareWithOthers(tx, deps, { county: clue.county, id: clue.id, region });
  await reckonDue(tx, deps, target);
}
