import { compareRuns, type RunDifference } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import {
  countRulesOf,
  type FindingToStore,
  insertFindings,
  listRecorded,
  markCleared,
  markSeen,
  updateRaisedAgain,
} from './run-store.ts';

export interface RecordedRun {
  readonly difference: RunDifference<FindingToStore>;
  readonly rulesOfCleared: ReadonlyMap<string, number>;
}

/**
 * Writes what a run raised, compared with what is on record (requirements E8): new ones inserted, persisting ones
 * brought up to date, vanished ones marked cleared, settled ones left in peace. All in the caller's transaction.
 */
export async function recordRunFindings(
  tx: Tx,
  raised: readonly FindingToStore[],
  context: { readonly county: string; readonly runId: string; readonly policyId: string; readonly at: Date },
): Promise<RecordedRun> {
  const difference = compareRuns(await listRecorded(tx, context.county), raised);
  const cleared = difference.cleared.map((finding) => finding.id);
  await insertFindings(tx, difference.fresh, context);
  await updateRaisedAgain(
    tx,
    difference.persisting.map(({ recorded, now }) => ({ id: recorded.id, now })),
    context,
  );
  await markCleared(tx, cleared, context);
  await markSeen(
    tx,
    difference.settled.map((finding) => finding.id),
    context,
  );
  return { difference, rulesOfCleared: await countRulesOf(tx, cleared) };
}
