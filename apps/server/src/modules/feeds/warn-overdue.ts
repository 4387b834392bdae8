import { addDays, REGISTERS } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { listCounties } from '../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { notify, settleOthers } from '../inbox/index.ts';
import { chaseKey } from './chase-feed.ts';
import { dataPersonsOf } from './duty-store.ts';
import { type LedgerEntry, ledgerOf } from './freshness.ts';

/** The officers hear of a delivery that is so many days late; the department's data persons hear at once. */
const OFFICERS_AFTER_DAYS = 3;
const LATE = 'feed-late:';

const lateKey = ({ kind, dueOn }: LedgerEntry) => `${LATE}${kind}:${dueOn}`;

/**
 * Asks the data persons for every register whose agreed day has passed, and tells the officers of those that still have
 * not come days later, or that nobody can be asked for. Once a cycle: the delivery settles the notices.
 */
export async function warnOfOverdueFeeds(deps: Deps): Promise<void> {
  for (const county of await listCounties(deps.db)) {
    await inScope(deps.db, county, async (tx) => {
      const told = await tellOfOverdue(tx, deps, county);
      await settleOthers(tx, deps, { county, prefix: LATE, keep: told.map(lateKey) });
    });
  }
}

/** Returns the lines that the officers are told of. */
async function tellOfOverdue(tx: Tx, deps: Deps, county: string): Promise<readonly LedgerEntry[]> {
  const today = deps.clock.today();
  const everything = { roles: ['county-officer'], department: null } as const;
  const told: LedgerEntry[] = [];
  for (const entry of await ledgerOf(tx, deps, everything, county)) {
    if (entry.dueOn === null || entry.dueOn >= today) continue;
    const persons = await dataPersonsOf(tx, county, entry.department);
    for (const { id } of persons) {
      await notify(tx, deps, {
        county,
        userId: id,
        kind: 'due',
        title: `请报送“${REGISTERS[entry.kind].label}”数据`,
        link: `/feeds?kind=${entry.kind}`,
        dueOn: entry.dueOn,
        key: chaseKey(entry.kind, id),
      });
    }
    if (persons.length > 0 && addDays(entry.dueOn, OFFICERS_AFTER_DAYS) > today) continue;
    told.push(entry);
    await notify(tx, deps, {
      county,
      role: 'county-officer',
      region: county,
      kind: 'warning',
      title: `部门数据逾期未报：${entry.department} ${entry.label}`,
      link: `/feeds?kind=${entry.kind}`,
      dueOn: entry.dueOn,
      key: lateKey(entry),
    });
  }
  return told;
}
