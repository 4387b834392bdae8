import { addDays, type CalendarDate, type RegisterKind } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { notify, settleOthers } from '../inbox/index.ts';
import { chaseKey } from './chase-feed.ts';
import { dataPersonsOf } from './duty-store.ts';
import { lastGoodDay, ledgerOf } from './freshness.ts';

/** The officers hear of a delivery that is so many days late; the department's data persons hear at once. */
const OFFICERS_AFTER_DAYS = 3;
const LATE = 'feed-late:';

const lateKey = (kind: RegisterKind, goodTill: CalendarDate) => `${LATE}${kind}:${goodTill}`;

/**
 * Asks the data persons for every register whose day has passed or whose data is too old, and tells the officers of those that still have
 * not come days later, or that nobody can be asked for. Once a cycle: the delivery settles the notices.
 */
export async function warnOfOverdueFeeds(deps: Deps): Promise<void> {
  await eachCounty(deps.db, async (county) => {
    await inScope(deps.db, county, async (tx) => {
      const told = await tellOfOverdue(tx, deps, county);
      await settleOthers(tx, deps, { county, prefix: LATE, keep: told });
    });
  });
}

/** Returns the keys of what the officers are told of. */
async function tellOfOverdue(tx: Tx, deps: Deps, county: string): Promise<readonly string[]> {
  const today = deps.clock.today();
  const everything = { roles: ['county-officer'], department: null } as const;
  const told: string[] = [];
  for (const entry of await ledgerOf(tx, deps, everything, county)) {
    const goodTill = lastGoodDay(entry);
    if (goodTill === null) continue;
    const old = entry.state === 'stale';
    const persons = await dataPersonsOf(tx, county, entry.department);
    for (const { id } of persons) {
      await notify(tx, deps, {
        county,
        userId: id,
        kind: 'due',
        title: `请报送“${entry.label}”数据${old ? `（现有数据为${entry.lastAsOf}，已过旧）` : ''}`,
        link: `/feeds?kind=${entry.kind}`,
        dueOn: goodTill,
        key: chaseKey(entry.kind, id),
      });
    }
    if (persons.length > 0 && addDays(goodTill, OFFICERS_AFTER_DAYS) > today) continue;
    const key = lateKey(entry.kind, goodTill);
    told.push(key);
    await notify(tx, deps, {
      county,
      role: 'county-officer',
      region: county,
      kind: 'warning',
      title: `部门数据${old ? `过旧，比对按不可比处理` : '逾期未报'}：${entry.department} ${entry.label}`,
      link: `/feeds?kind=${entry.kind}`,
      dueOn: goodTill,
      key,
    });
  }
  return told;
}
