import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { finishFile } from '../intake/index.ts';
import { dueForPurge, markPurged, purgedFiles } from './store.ts';

/** How far back purged deliveries are looked at for files that a crash or the store's absence left behind. */
const LOOK_BACK_MS = 30 * 86_400_000;

/**
 * Purges the files of deliveries whose time is over (E6, minimum necessity). Marked first and removed after: a
 * crash in between leaves a file that the next purge removes, never a delivery without a file.
 * Returns how many deliveries were purged.
 */
export async function purgeFeeds(deps: Pick<Deps, 'db' | 'files' | 'clock'>): Promise<number> {
  let purged = 0;
  await eachCounty(deps.db, async (county) => {
    const at = deps.clock.now();
    const due = await inScope(deps.db, county, async (tx) => {
      const files = await dueForPurge(tx, county, at);
      if (files.length === 0) return files;
      await markPurged(
        tx,
        county,
        files.map((file) => file.id),
        at,
      );
      for (const file of files) {
        await recordEvent(tx, {
          county,
          actor: 'system',
          act: 'feed.purge',
          subject: { type: 'feed', id: file.id },
          payload: { file: file.file_sha256, state: file.state },
          at,
        });
      }
      return files;
    });
    const since = new Date(at.getTime() - LOOK_BACK_MS);
    for (const sha256 of await inScope(deps.db, county, (tx) => purgedFiles(tx, county, since)))
      if (await deps.files.has(sha256)) await finishFile(deps, sha256);
    purged += due.length;
  });
  return purged;
}
