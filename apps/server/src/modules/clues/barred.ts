import { type Accusation, isAccusedPerson, trimRegionCode, whyBarred } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import {
  type DepartmentRow,
  listAccusations,
  listNeighbours,
  listReaders,
  type Staff,
} from './staff-store.ts';
import { updateClue } from './store.ts';

/** Who must not see a clue that accuses like this. */
export function barredBy(accusation: Accusation, staff: readonly Staff[]): readonly string[] {
  return staff.filter((person) => whyBarred(accusation, person) !== null).map((person) => person.id);
}

/**
 * Whether the bureau itself is accused: the county's own organisation, its department, or somebody who works there
 * at county level. Such a clue is not for the county to look into.
 */
export function accusesBureau(
  accusation: Accusation,
  county: { readonly code: string; readonly bureau: string },
  staff: readonly Staff[],
  departments: readonly DepartmentRow[],
): boolean {
  if (accusation.organisations.includes(county.code)) return true;
  const own = departments.filter(({ name }) => county.bureau.endsWith(name)).map(({ id }) => id);
  if (accusation.departments.some((id) => own.includes(id))) return true;
  return staff.some(
    (person) =>
      person.organisation === county.code &&
      (person.departmentId === null || own.includes(person.departmentId)) &&
      isAccusedPerson(accusation, person.name),
  );
}

/**
 * Makes anew who must not see which clue: somebody declared kin, or somebody new works here. Clues that were merged
 * accuse together. Returns of how many clues the list changed.
 * @param heads clues to look at, with what was merged into them; null: all of the county
 */
export async function refreshBarred(
  tx: Tx,
  county: string,
  heads: readonly string[] | null = null,
): Promise<number> {
  const staff = await listReaders(tx, county);
  const clues = await listAccusations(tx, county, heads);
  const clusters = new Map<string, typeof clues>();
  for (const clue of clues) {
    const head = clue.merged_into ?? clue.id;
    clusters.set(head, [...(clusters.get(head) ?? []), clue]);
  }
  let changed = 0;
  for (const cluster of clusters.values()) {
    const barred = barredBy(together(cluster), staff);
    for (const clue of cluster) {
      if (sameSet(barred, clue.barred_users)) continue;
      await updateClue(tx, { county, id: clue.id }, { barred_users: [...barred] }, null);
      changed += 1;
    }
  }
  return changed;
}

/** The same for all that people of a county's office may come across: of a prefecture's, the clues of its counties. */
export async function refreshBarredUnder(tx: Tx, county: string): Promise<number> {
  const within = trimRegionCode(county);
  let changed = 0;
  for (const one of await listNeighbours(tx, county))
    if (one.county.startsWith(within)) changed += await refreshBarred(tx, one.county);
  return changed;
}

function together(accusations: readonly Accusation[]): Accusation {
  return {
    organisations: accusations.flatMap((one) => one.organisations),
    departments: accusations.flatMap((one) => one.departments),
    persons: accusations.flatMap((one) => one.persons),
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
