import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { changedMeanwhile, invalidInput } from '../../platform/problem.ts';
import { settleNotices } from '../inbox/index.ts';
import { findDepartment, findOrganisation } from '../organisations/index.ts';
import { onUser, recordUserAct, tellWatchers } from './user-act.ts';
import type { UserRow } from './user-list-store.ts';
import { type Place, requestPlace, updateUser } from './user-store.ts';

const ABOUT = 'user-place';

export const countyOf = (organisation: string) => organisation.slice(0, 6).padEnd(6, '0');

/** Throws Problem invalid-input where the place is none, or outside the actor's scope. */
export async function requirePlace(
  tx: Tx,
  actor: Actor,
  { organisation, departmentId }: Place,
): Promise<void> {
  const place = await findOrganisation(tx, organisation);
  if (!place?.active || !organisation.startsWith(actor.scope))
    throw invalidInput('没有这个机构，或者它不在您的辖区内。', [
      { path: 'organisation', message: '请重新选择机构' },
    ]);
  if (departmentId === null) return;
  const department = await findDepartment(tx, countyOf(organisation), departmentId);
  if (!department)
    throw invalidInput('该县没有这个部门。', [{ path: 'department', message: '请重新选择部门' }]);
}

/**
 * The system administrator wants a person elsewhere: what they may see changes with it, so that it waits for the
 * security administrator as roles do. A person without roles sees nothing yet and moves at once.
 */
export async function askForPlace(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  user: UserRow,
  place: Place,
): Promise<void> {
  if (countyOf(place.organisation) !== user.county)
    throw invalidInput('用户不能调到别的县。请停用后在新的县另建用户。');
  await requirePlace(tx, actor, place);
  const stays = place.organisation === user.organisation && place.departmentId === user.departmentId;
  if (user.roles.length === 0) await updateUser(tx, user.county, user.id, place);
  if (stays || user.roles.length === 0) {
    await requestPlace(tx, user, null);
    await settle(tx, deps, user);
    return;
  }
  await requestPlace(tx, user, place);
  await recordUserAct(tx, deps, actor, user, 'user.place-asked', {
    from: user.organisation,
    to: place.organisation,
    department: place.departmentId,
  });
  const title = '有用户的机构、部门调整待您确认';
  await tellWatchers(tx, deps, user, { about: ABOUT, kind: 'todo', title }, ['security-admin']);
}

/**
 * The security administrator confirms where a person goes, or refuses it. `place` is what was read on screen.
 * Throws Problem changed-meanwhile where something else is asked for by now.
 */
export async function decidePlace(
  deps: Deps,
  actor: Actor,
  id: string,
  { accept, ...place }: Place & { readonly accept: boolean },
): Promise<UserRow> {
  return await onUser(deps, actor, id, async (tx, user) => {
    if (
      user.requestedOrganisation !== place.organisation ||
      user.requestedDepartmentId !== place.departmentId
    )
      throw changedMeanwhile('这项调整');
    await requirePlace(tx, actor, place);
    if (accept) await updateUser(tx, user.county, id, place);
    await requestPlace(tx, user, null);
    await settle(tx, deps, user);
    await recordUserAct(tx, deps, actor, user, accept ? 'user.place' : 'user.place-refused', {
      from: user.organisation,
      to: place.organisation,
      department: place.departmentId,
    });
  });
}

async function settle(tx: Tx, deps: Deps, user: UserRow): Promise<void> {
  await settleNotices(tx, deps, `${ABOUT}:security-admin:${user.id}`);
}
