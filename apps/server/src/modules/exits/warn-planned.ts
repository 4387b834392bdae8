import { addDays } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { listLeftByRoster, listPlannedExits } from './store.ts';

/** The officers are reminded this many days before a family is planned to leave. */
const REMIND_DAYS = 3;

const dueKey = (id: string) => `exit-due:${id}`;
const lateKey = (id: string, role: string) => `exit-late:${id}:${role}`;
const TOLD_OF_LATE = ['county-officer', 'leader'] as const;

/** The roster says that the family has gone: the exit and its withdrawal settle it. */
export const leftKey = (id: string): string => `exit-left:${id}`;

/** Every notice about the planned day of an exit: another plan, the exit and its withdrawal settle them. */
export const plannedKeys = (id: string): readonly string[] => [
  dueKey(id),
  ...TOLD_OF_LATE.map((role) => lateKey(id, role)),
];

/**
 * Reminds the officers of planned exits that come, and tells them and the leader of those whose day has passed. Where
 * the roster has let a family go, F3 counts it as remaining until the officer records the exit: they are told.
 */
export async function warnOfPlannedExits(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  await eachCounty(deps.db, async (county) => {
    await inScope(deps.db, county, async (tx) => {
      for (const exit of await listLeftByRoster(tx, county))
        await notify(tx, deps, {
          county,
          role: 'county-officer',
          region: county,
          kind: 'todo',
          title: `花名册载明已退出，请核实并登记退出：户 ${exit.householdCode}`,
          link: `/exits?focus=${exit.id}`,
          dueOn: null,
          key: leftKey(exit.id),
        });
      for (const exit of await listPlannedExits(tx, county, addDays(today, REMIND_DAYS))) {
        const late = exit.plannedOn < today;
        if (late) await settleNotices(tx, deps, dueKey(exit.id));
        for (const role of late ? TOLD_OF_LATE : (['county-officer'] as const)) {
          await notify(tx, deps, {
            county,
            role,
            region: county,
            kind: late ? 'warning' : 'due',
            title: late
              ? `超过计划完成日期仍未退出：户 ${exit.householdCode}`
              : `计划退出日期将到：户 ${exit.householdCode}`,
            link: `/exits?focus=${exit.id}`,
            dueOn: exit.plannedOn,
            key: late ? lateKey(exit.id, role) : dueKey(exit.id),
          });
        }
      }
    });
  });
}
