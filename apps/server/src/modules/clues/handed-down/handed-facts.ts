import type { Tx } from '../../../platform/postgres/database.ts';
import { listPersons } from '../parts-store.ts';
import type { StoredClue } from '../store.ts';
import type { HandedFacts } from './correction.ts';

/** What of a clue goes down with it, as it stands. */
export async function readHandedFacts(tx: Tx, clue: StoredClue): Promise<HandedFacts> {
  const persons = await listPersons(tx, clue.county, [clue.id]);
  return {
    place: clue.place,
    placeRegion: clue.place_region,
    accusedOrganisation: clue.accused_organisation,
    accusedDepartmentId: clue.accused_department_id,
    summary: clue.summary,
    amountFen: clue.amount_fen,
    persons: persons.map(({ name, post, level }) => ({ name, post, level })),
  };
}
