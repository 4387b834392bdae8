import type { ActContext } from '../act-on-clue.ts';
import { findHanded, lockForReckoning, readClue, type StoredClue } from '../store.ts';
import { listTransfers } from '../transfer-store.ts';

/**
 * A county's clue that the prefecture's was handed down as, and the one that the county goes on with: what it was merged
 * into, or itself.
 */
export interface Below {
  readonly clue: StoredClue;
  readonly head: StoredClue;
}

/**
 * The county's clue, locked before the prefecture's own, in the order in which the county's acts take the two.
 * @param county null: of the county to which it was handed down last
 */
export async function lockBelow(
  { tx, actor, id }: Pick<ActContext, 'tx' | 'actor' | 'id'>,
  county: string | null = null,
): Promise<Below | null> {
  const above = await readClue(tx, actor, id);
  if (above === null) return null;
  const transfers = await listTransfers(tx, above);
  const last = transfers.findLast(({ handed_clue }) => handed_clue !== null);
  const of = county ?? last?.handed_county ?? null;
  const found = of === null ? null : await findHanded(tx, { county: of, from: above.id });
  if (found === null) return null;
  const head =
    found.merged_into === null ? null : await lockForReckoning(tx, { ...found, id: found.merged_into });
  const clue = await lockForReckoning(tx, found);
  return clue === null ? null : { clue, head: head ?? clue };
}
