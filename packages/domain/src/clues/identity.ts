import type { Role } from '../access/index.ts';
import { normaliseName } from '../basics/name.ts';

/** A request to see who reported a clue, as far as it decides who may agree to it and who may look. */
export interface Opening {
  readonly askedBy: { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
  readonly agreedBy: string | null;
  readonly refused: boolean;
  readonly expiresAt: Date | null;
}

export const OPENING_MINUTES = 30;

export type OpeningRefusal =
  | 'decided-already'
  | 'same-person'
  | 'no-inspector'
  | 'not-open'
  | 'expired'
  | 'not-yours';

/**
 * Whether `second` may agree that a reporter's identity is opened. Two people, not two roles or two accounts of one;
 * at least one of them watches the other for a living.
 */
export function decideAgreement(
  opening: Opening,
  second: { readonly id: string; readonly name: string; readonly roles: readonly Role[] },
): OpeningRefusal | null {
  if (opening.agreedBy !== null || opening.refused) return 'decided-already';
  const { askedBy } = opening;
  if (askedBy.id === second.id || normaliseName(askedBy.name) === normaliseName(second.name))
    return 'same-person';
  return [...askedBy.roles, ...second.roles].includes('inspector') ? null : 'no-inspector';
}

/** Whether `reader` may look at what was opened: one of the two, and within the half hour. */
export function decideViewing(opening: Opening, reader: string, now: Date): OpeningRefusal | null {
  if (opening.agreedBy === null || opening.expiresAt === null) return 'not-open';
  if (reader !== opening.askedBy.id && reader !== opening.agreedBy) return 'not-yours';
  return now < opening.expiresAt ? null : 'expired';
}
