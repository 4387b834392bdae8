import { REGISTER_KINDS, type RegisterKind } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Module } from '../../platform/module.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { deliverDemonstrationFeeds } from './demo.ts';
import { listSuppliers } from './duty-store.ts';
import { feedJobs } from './feed-jobs.ts';
import { freshnessRoutes } from './freshness-routes.ts';
import { feedRoutes } from './routes.ts';
import { type LoadedMonth, sumByMonth } from './store.ts';
import { departmentOf, kindsOf } from './supplied-kinds.ts';

export { type CurrentFeed, currentFeeds } from './current-feeds.ts';
export { type CountyEntry, isLate, ledgersOf } from './freshness.ts';
export { purgeFeeds } from './purge-feeds.ts';

export const feeds: Module = {
  name: 'feeds',
  routes: (app, deps) => {
    freshnessRoutes(app, deps);
    feedRoutes(app, deps);
  },
  jobs: feedJobs,
  demo: deliverDemonstrationFeeds,
  actLabels: { 'feed.purge': '清理到期的报送文件' },
};

/** Who supplies each register in this county, by the name the county has for the department. */
export async function departmentNames(tx: Tx, county: string): Promise<ReadonlyMap<RegisterKind, string>> {
  const suppliers = await listSuppliers(tx, county);
  return new Map(REGISTER_KINDS.map((kind) => [kind, departmentOf(kind, suppliers)]));
}

/** What was loaded of the registers that this person may see, by month from one ('YYYY-MM') on. */
export async function countLoadedRows(tx: Tx, actor: Actor, since: string): Promise<readonly LoadedMonth[]> {
  const kinds = kindsOf(actor, await listSuppliers(tx, actor.county));
  return await sumByMonth(tx, { scope: actor.scope, kinds }, since);
}
