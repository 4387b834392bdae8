import type { Tx } from '../../platform/postgres/database.ts';
import { type HandlerChoice, officeHandlers } from './handlers.ts';
import {
  type ClueNotice,
  type NoticeDeps,
  type NoticedClue,
  tellPerson,
  tellRole,
  tellSingly,
} from './notices.ts';
import { listStaff } from './staff-store.ts';

const COMMUNITY_DIGITS = 12;

/**
 * Tells whoever has a clue. A community is told as such; of a town and a department only who works in the office
 * itself is, for those below a town do not see what the town was given.
 */
export async function tellHandler(
  tx: Tx,
  deps: NoticeDeps,
  clue: NoticedClue,
  to: HandlerChoice,
  notice: ClueNotice,
): Promise<void> {
  if (to.kind === 'person') return await tellPerson(tx, deps, clue, to.personId, notice);
  if (to.kind === 'organisation' && to.organisation.length === COMMUNITY_DIGITS)
    return await tellRole(tx, deps, clue, { role: 'community-worker', region: to.organisation }, notice);
  await tellSingly(tx, deps, clue, officeHandlers(await listStaff(tx, clue.county), to), notice);
}
