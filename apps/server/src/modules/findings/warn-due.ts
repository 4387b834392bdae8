import { addDays } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { notify, settleOthers } from '../inbox/index.ts';
import { type DueGroup, listDueGroups } from './due-store.ts';

/** Who has a finding is reminded this many days before it is due. */
const REMIND_DAYS = 3;
const DUE = 'findings-due:';
const LATE = 'findings-late:';

/**
 * Reminds who has findings that are due soon, and tells them, the officers and the leader of those that are late: one
 * notice a place and due date, settled when none of its findings waits any more.
 */
export async function warnOfDueFindings(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  await eachCounty(deps.db, async (county) => {
    await inScope(deps.db, county, async (tx) => {
      const groups = await listDueGroups(tx, county, addDays(today, REMIND_DAYS));
      const soon = groups.filter((group) => group.dueOn >= today);
      const late = groups.filter((group) => group.dueOn < today);
      for (const group of soon) await remind(tx, deps, county, group);
      for (const group of late) await tellOfLate(tx, deps, county, group);
      await settleOthers(tx, deps, { county, prefix: DUE, keep: soon.map(dueKey) });
      await settleOthers(tx, deps, {
        county,
        prefix: LATE,
        keep: late.flatMap((group) => lateKeys(group, county)),
      });
    });
  });
}

const partOf = ({ assignee, dueOn }: DueGroup) => `${assignee ?? 'review'}:${dueOn}`;
const dueKey = (group: DueGroup) => `${DUE}${partOf(group)}`;
const lateKey = (group: DueGroup, role: string) => `${LATE}${partOf(group)}:${role}`;

/** Six digits: what is left with the county itself is its officers' work. */
function addresseeOf({ assignee }: DueGroup, county: string) {
  if (assignee === null) return { role: 'reviewer', region: county } as const;
  if (assignee.length === county.length) return { role: 'county-officer', region: county } as const;
  return { role: 'community-worker', region: assignee } as const;
}

/** Who has it, the officers and the leader. */
function toldOfLate(group: DueGroup, county: string) {
  const above = (['county-officer', 'leader'] as const).map((role) => ({ role, region: county }));
  const own = addresseeOf(group, county);
  return own.role === 'county-officer' ? above : [own, ...above];
}

const lateKeys = (group: DueGroup, county: string) =>
  toldOfLate(group, county).map(({ role }) => lateKey(group, role));

async function remind(tx: Tx, deps: Deps, county: string, group: DueGroup): Promise<void> {
  await notify(tx, deps, {
    county,
    ...addresseeOf(group, county),
    kind: 'due',
    title: group.assignee === null ? '疑点审定将到期' : `疑点核查将到期：${group.name}`,
    link: `${listOf(group)}&dueTo=${group.dueOn}`,
    dueOn: group.dueOn,
    key: dueKey(group),
  });
}

async function tellOfLate(tx: Tx, deps: Deps, county: string, group: DueGroup): Promise<void> {
  for (const to of toldOfLate(group, county)) {
    await notify(tx, deps, {
      county,
      ...to,
      kind: 'warning',
      title: group.assignee === null ? '疑点审定超期' : `疑点核查超期：${group.name}`,
      link: `${listOf(group)}&overdue=true`,
      dueOn: group.dueOn,
      key: lateKey(group, to.role),
    });
  }
}

const listOf = ({ assignee }: DueGroup) =>
  assignee === null ? '/findings?state=proposed' : `/findings?settled=false&assignedTo=${assignee}`;
