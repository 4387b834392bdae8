import { isPrefecture, trimRegionCode } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { listCounties } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { watchSignedForms } from './late-entries.ts';

/**
 * After each act of a person, what it moved behind a signed form is told, without the act waiting for it. Acts that
 * come meanwhile are looked at together. A server that stops in between leaves the rest to the hourly work.
 */
export function watchAfterActs(app: App, deps: Deps): void {
  const acted = new Set<string>();
  let listening = false;
  let watching: Promise<void> | null = null;

  async function watch(): Promise<void> {
    for (let [scope] = acted; listening && scope !== undefined; [scope] = acted) {
      acted.delete(scope);
      await watchUnder(deps, scope);
    }
  }

  app.addHook('onListen', async () => {
    listening = true;
  });
  app.addHook('onResponse', async (request, reply) => {
    if (!listening || request.method === 'GET' || request.signed === null || reply.statusCode >= 400) return;
    acted.add(trimRegionCode(request.signed.actor.county));
    watching ??= watch().finally(() => {
      watching = null;
    });
  });
  app.addHook('onClose', async () => {
    listening = false;
    await watching;
  });
}

async function watchUnder(deps: Deps, scope: string): Promise<void> {
  try {
    for (const county of await listCounties(deps.db))
      if (county.startsWith(scope) && !isPrefecture(county))
        await inScope(deps.db, county, (tx) => watchSignedForms(tx, deps, county));
  } catch (error) {
    deps.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'signed forms not compared');
  }
}
