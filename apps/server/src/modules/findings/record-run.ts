import {
  compareRuns,
  type FindingChange,
  type RaisedAgain,
  type RecordedFinding,
  type RunDifference,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleNotices } from '../inbox/index.ts';
import { findingKeys } from './notice-keys.ts';
import {
  type FindingToStore,
  insertFindings,
  insertRunFindings,
  keepUncompared,
  listRecorded,
  lockUnsettled,
  noteChangedFacts,
  takeOffDesk,
  updateRaisedAgain,
} from './run-store.ts';
import { tellOfChangedFacts, tellOfReturned } from './tell-of-run.ts';

interface Recording {
  readonly county: string;
  readonly runId: string;
  readonly policyId: string;
  /** The ids of the households that were judged. */
  readonly judged: ReadonlySet<string>;
  readonly startedBy: { readonly id: string; readonly name: string };
  readonly at: Date;
}

/**
 * Writes what a run raised, compared with what is on record (requirements E8): new ones inserted, persisting ones
 * brought up to date, vanished ones and those of families that left taken off the desk, settled ones left in peace.
 * All in the caller's transaction.
 */
export async function recordRunFindings(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids' | 'config'>,
  raised: readonly FindingToStore[],
  context: Recording,
): Promise<RunDifference<FindingToStore>> {
  await lockUnsettled(tx, context.county);
  const difference = compareRuns(await listRecorded(tx, context.county), raised, context.judged);
  const again = changedBy(difference);
  await insertFindings(tx, difference.fresh, context);
  const changed = again.filter(({ before, now }) => before !== now.factsHash);
  await noteChangedFacts(
    tx,
    changed.map(({ id, now }) => ({ noteId: deps.ids(), id, reason: now.reason })),
    context,
  );
  await updateRaisedAgain(tx, again, context);
  await keepUncompared(tx, idsOf(difference.uncompared.map(({ recorded }) => recorded)), context);
  await takeOffDesk(tx, idsOf(difference.cleared), 'cleared', context);
  await takeOffDesk(tx, idsOf(difference.exited), 'exited', context);
  const offDesk = [...difference.cleared, ...difference.exited];
  await settleNotices(tx, deps, ...offDesk.flatMap(({ id }) => findingKeys(id)));
  await tellOfReturned(tx, deps, idsOf(difference.returned.map(({ recorded }) => recorded)), context);
  await tellOfChangedFacts(
    tx,
    deps,
    changed.map(({ id }) => id),
    context,
  );
  const as = (findings: readonly (FindingToStore | RecordedFinding)[], change: FindingChange) =>
    findings.map(({ id, status }) => ({ id, status: status ?? 'fail', change }));
  const ofRun = [
    ...as(difference.fresh, 'new'),
    ...again.map(({ id, now, change }) => ({ id, status: now.status, change })),
    ...difference.uncompared.map(({ recorded, now }) => ({
      id: recorded.id,
      status: now.status,
      change: 'persisting' as const,
    })),
    ...as(difference.cleared, 'cleared'),
    ...as(difference.exited, 'exited'),
  ];
  await insertRunFindings(tx, ofRun, context);
  return difference;
}

const idsOf = (findings: readonly RecordedFinding[]) => findings.map((finding) => finding.id);

function changedBy({ returned, persisting }: RunDifference<FindingToStore>) {
  const as = (change: 'new' | 'persisting') => (pair: RaisedAgain<FindingToStore>) => ({
    id: pair.recorded.id,
    before: pair.recorded.factsHash,
    now: pair.now,
    change,
  });
  return [...returned.map(as('new')), ...persisting.map(as('persisting'))];
}
