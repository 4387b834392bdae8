import { type Role, secondPersonAt } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notify, settleOthers } from '../inbox/index.ts';
import { listStaff } from './staff-store.ts';

export type NoticeDeps = Pick<Deps, 'clock' | 'ids' | 'config'>;

/** A clue as far as notices about it need it. Titles name its number, never what it says. */
export interface NoticedClue {
  readonly county: string;
  readonly id: string;
  readonly number: string;
  readonly due_on: string | null;
  readonly barred_users: readonly string[];
}

export interface ClueNotice {
  readonly kind: 'todo' | 'warning' | 'due';
  /** What is said of the clue; its number stands behind it. */
  readonly says: string;
  readonly key: string;
  readonly dueOn?: string | null;
}

const noticeOf = (clue: NoticedClue, notice: ClueNotice) => ({
  county: clue.county,
  kind: notice.kind,
  title: `${notice.says}：${clue.number}`,
  link: `/clues/${clue.id}`,
  dueOn: notice.dueOn === undefined ? clue.due_on : notice.dueOn,
  clueId: clue.id,
});

export async function tellPerson(
  tx: Tx,
  deps: NoticeDeps,
  clue: NoticedClue,
  userId: string,
  notice: ClueNotice,
): Promise<void> {
  if (clue.barred_users.includes(userId)) return;
  await notify(tx, deps, { ...noticeOf(clue, notice), userId, key: `${notice.key}:${clue.id}` });
}

/** Tells everybody who holds a role, but for those who must not know that there is such a clue. */
export async function tellRole(
  tx: Tx,
  deps: NoticeDeps,
  clue: NoticedClue,
  to: { readonly role: Role; readonly region?: string },
  notice: ClueNotice,
): Promise<void> {
  const { role, region } = to;
  if (clue.barred_users.length === 0) {
    const key = `${notice.key}:${clue.id}`;
    await notify(tx, deps, {
      ...noticeOf(clue, notice),
      role,
      ...(region === undefined ? {} : { region }),
      key,
    });
    return;
  }
  const reached = (await listStaff(tx, clue.county)).filter(
    ({ roles, organisation }) =>
      roles.includes(role) &&
      (region === undefined || region.startsWith(organisation) || organisation.startsWith(region)),
  );
  await tellSingly(tx, deps, clue, reached, notice);
}

/** A result waits for the second person. */
export async function tellToConclude(tx: Tx, deps: NoticeDeps, clue: NoticedClue): Promise<void> {
  const notice = { kind: 'todo', says: '线索结果待审定', key: 'clue-conclude' } as const;
  await tellRole(tx, deps, clue, { role: secondPersonAt(clue.county) }, notice);
}

/** Tells several people each by themselves, but for those who must not know that there is such a clue. */
export async function tellSingly(
  tx: Tx,
  deps: NoticeDeps,
  clue: NoticedClue,
  people: readonly { readonly id: string }[],
  notice: ClueNotice,
): Promise<void> {
  for (const person of people) {
    if (clue.barred_users.includes(person.id)) continue;
    const key = `${notice.key}:${clue.id}:${person.id}`;
    await notify(tx, deps, { ...noticeOf(clue, notice), userId: person.id, key });
  }
}

/** Closes the notices of these matters, for whoever had them. */
export async function settleClue(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  clue: NoticedClue,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys)
    await settleOthers(tx, deps, { county: clue.county, prefix: `${key}:${clue.id}`, keep: [] });
}
