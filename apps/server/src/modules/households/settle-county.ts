import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { settleStates } from './state-store.ts';

/** Lets go the families of a county whose day to leave, as the roster named it, has come; each with its event. */
export async function settleCounty(tx: Tx, deps: Pick<Deps, 'clock'>, county: string): Promise<void> {
  const at = deps.clock.now();
  const settled = await settleStates(tx, county, null, { today: deps.clock.today(), at });
  for (const household of settled) {
    await recordEvent(tx, {
      county,
      region: household.region,
      actor: 'system',
      act: 'household.settle',
      subject: { type: 'household', id: household.id },
      payload: { code: household.code, to: household.state },
      at,
    });
  }
}

export async function settleCounties(deps: Pick<Deps, 'clock' | 'db'>): Promise<void> {
  await eachCounty(deps.db, async (county) => {
    await inScope(deps.db, county, (tx) => settleCounty(tx, deps, county));
  });
}
