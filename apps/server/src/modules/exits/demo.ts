import { addMonths } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { type ExitResult, planExit, recordExited } from './change-exit.ts';
import { listExits } from './store.ts';

/** Families that are left without a plan, so that the form's check has something to say. */
const WITHOUT_PLAN = 1;
/** Every so many of the others has left already. */
const LEFT_EVERY = 4;

/** Plans for most of the demonstration's families that have to leave; some have left. */
export async function planDemonstrationExits(deps: Deps, demonstration: Demonstration): Promise<void> {
  const actor = demonstration.actor('county-officer');
  const today = deps.clock.today();
  await inScope(deps.db, actor.scope, async (tx) => {
    const { rows } = await listExits(tx, { scope: actor.scope, state: 'open' }, { after: null, limit: 200 });
    for (const [n, exit] of rows.entries()) {
      if (n < WITHOUT_PLAN) continue;
      const context = { tx, deps, actor, id: exit.id };
      const plan = {
        measures: '已送达限期腾退通知，逐户约谈并协助联系租房（演示）',
        plannedOn: addMonths(today, 2),
      };
      const planned = done(await planExit({ ...context, version: exit.version }, plan));
      if (n % LEFT_EVERY === 0)
        done(await recordExited({ ...context, version: planned }, { on: today, paperIds: [] }));
    }
  });
}

function done(result: ExitResult): number {
  if (result.status !== 'done') throw new Error(`demonstration act refused: ${result.reason}`);
  return result.version;
}
