import { createHash } from 'node:crypto';
import {
  type ComparedClue,
  calendarDate,
  compareClues,
  type Likeness,
  personKey,
  textKeys,
  toldRooms,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { listEstateNames } from '../stock/index.ts';
import {
  type CandidateRow,
  type ClueKeys,
  findCandidates,
  forgetOtherPairs,
  readCompared,
  upsertPair,
  writeKeys,
} from './duplicate-store.ts';
import type { Holder } from './parts-store.ts';
import { type Reader, updateClue } from './store.ts';

export interface SimilarClue {
  readonly clue: CandidateRow;
  readonly likeness: Likeness;
}

const keysOf = ({ summary, persons, rooms }: ComparedClue): ClueKeys => ({
  textKeys: textKeys(summary),
  personKeys: persons.flatMap((name) => personKey(name) ?? []),
  roomKeys: [...new Set(rooms.map(({ key }) => key))],
});

/** @param estates names by which the estate of a room is known */
function comparedOf(row: CandidateRow, estates: readonly string[]): ComparedClue {
  return {
    summary: row.summary,
    persons: row.persons,
    rooms: toldRooms(row.summary, estates),
    place: row.place,
    office: row.accused_organisation ?? row.accused_department_id,
    receivedOn: calendarDate(row.received_on),
  };
}

/** The likely ones among the candidates, the most alike first. */
function likely(
  clue: ComparedClue,
  candidates: readonly CandidateRow[],
  estates: readonly string[],
): readonly SimilarClue[] {
  return candidates
    .map((candidate) => ({ clue: candidate, likeness: compareClues(clue, comparedOf(candidate, estates)) }))
    .filter(({ likeness }) => likeness.likely)
    .toSorted((a, b) => b.likeness.score - a.likeness.score || (a.clue.id < b.clue.id ? 1 : -1));
}

/** What may be the same as a clue that is still being typed, as far as the reader may see it. */
export async function findSimilar(
  tx: Tx,
  reader: Reader,
  typed: Omit<ComparedClue, 'rooms'>,
  limit: number,
): Promise<readonly SimilarClue[]> {
  const estates = await listEstateNames(tx, reader.scope);
  const clue = { ...typed, rooms: toldRooms(typed.summary, estates) };
  const where = { county: reader.scope.slice(0, 6), reader, except: null };
  return likely(clue, await findCandidates(tx, where, keysOf(clue)), estates).slice(0, limit);
}

/** Compares a clue that is new or was changed with the others of its county, and writes the likely pairs down. */
export async function compareWithOthers(tx: Tx, deps: Pick<Deps, 'clock'>, clue: Holder): Promise<void> {
  const row = await readCompared(tx, clue.county, clue.id);
  if (row === null) {
    await updateClue(tx, clue, { compared: true }, null);
    return;
  }
  const estates = await listEstateNames(tx, clue.county);
  const compared = comparedOf(row, estates);
  const keys = keysOf(compared);
  await writeKeys(tx, clue, keys);
  const where = { county: clue.county, reader: null, except: clue.id };
  const found = likely(compared, await findCandidates(tx, where, keys), estates);
  for (const { clue: other, likeness } of found) {
    const [first, second] = row.id < other.id ? [row, other] : [other, row];
    await upsertPair(tx, {
      county: clue.county,
      firstId: first.id,
      secondId: second.id,
      score: likeness.score,
      reasons: likeness.reasons,
      said: digestOf(first, second),
      at: deps.clock.now(),
    });
  }
  await forgetOtherPairs(
    tx,
    clue,
    found.map((one) => one.clue.id),
  );
  await updateClue(tx, clue, { compared: true }, null);
}

/** What both say: while it stays the same, a pair that was judged different is not raised again. */
function digestOf(...sides: readonly CandidateRow[]): Buffer {
  const said = sides.map(({ summary, persons, accused_organisation, accused_department_id }) => [
    summary,
    [...persons],
    accused_organisation,
    accused_department_id,
  ]);
  return createHash('sha256').update(JSON.stringify(said)).digest();
}
