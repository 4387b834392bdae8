import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueueJob } from '../../platform/jobs/enqueue.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleCounty } from '../households/index.ts';
import { publishedPolicy, publishedPolicyById } from '../policies/index.ts';
import { findRunUnderWay, insertRun } from './store.ts';

export const RUN_JOB = 'run';

export type StartResult =
  | { readonly status: 'started'; readonly id: string; readonly jobId: string }
  | { readonly status: 'refused'; readonly reason: 'under-way'; readonly id: string }
  | { readonly status: 'refused'; readonly reason: 'no-policy' };

/**
 * Starts a comparison of all families under the policy in force on `asOf`, or under a named published one.
 * The run, its job and its event are written together.
 */
export async function startRun(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  input: { readonly asOf: string; readonly policyId: string | null },
): Promise<StartResult> {
  const underWay = await findRunUnderWay(tx, actor.county);
  if (underWay !== null) return { status: 'refused', reason: 'under-way', id: underWay.id };
  const policy =
    input.policyId === null
      ? await publishedPolicy(tx, actor.county, input.asOf)
      : await publishedPolicyById(tx, actor.county, input.policyId);
  if (policy === null) return { status: 'refused', reason: 'no-policy' };
  await settleCounty(tx, deps, actor.county);
  const id = deps.ids();
  const at = deps.clock.now();
  const jobId = await enqueueJob(tx, deps, {
    county: actor.county,
    kind: RUN_JOB,
    input: { runId: id },
    requestedBy: actor.id,
  });
  await insertRun(tx, {
    county: actor.county,
    id,
    asOf: input.asOf,
    policyId: policy.id,
    jobId,
    byId: actor.id,
    byName: actor.name,
    at,
  });
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'run.start',
    subject: { type: 'run', id },
    payload: { asOf: input.asOf, policy: policy.id },
    at,
  });
  return { status: 'started', id, jobId };
}
