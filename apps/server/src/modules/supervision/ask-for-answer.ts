import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { askedKey } from './inbox-keys.ts';

/** Who is told of a notice: the office of a county, or the people of a town or community. */
export function answererRole(organisation: string): 'county-officer' | 'community-worker' {
  return organisation.length > 6 ? 'community-worker' : 'county-officer';
}

/** Puts a notice before the office that answers it; what stood there before about it goes. */
export async function askForAnswer(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids' | 'config'>,
  notice: {
    readonly county: string;
    readonly id: string;
    readonly organisation: string;
    readonly dueOn: string;
    /** The clue it is about, or the one that its problem came from. */
    readonly fromClue: string | null;
  },
  title: string,
): Promise<void> {
  const { county, id, organisation, dueOn, fromClue } = notice;
  await settleNotices(tx, deps, askedKey(id));
  await notify(tx, deps, {
    county,
    role: answererRole(organisation),
    region: organisation,
    kind: 'todo',
    title,
    link: `/supervision/notices/${id}`,
    dueOn,
    key: askedKey(id),
    clueId: fromClue,
  });
}
