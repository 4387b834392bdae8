import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { demonstrationPack } from './demonstration-pack.ts';
import { draftPolicy, publishPolicy } from './draft-policy.ts';

/** One person drafts the demonstration county's pack, another publishes it. */
export async function publishDemonstrationPolicy(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { county } = demonstration;
  await inScope(deps.db, county, async (tx) => {
    const officer = demonstration.actor('county-officer');
    const id = await draftPolicy(
      { tx, deps, actor: officer },
      demonstrationPack(county, deps.clock.today().slice(0, 4)),
    );
    await publishPolicy({ tx, deps, actor: demonstration.actor('leader') }, id, 1);
  });
}
