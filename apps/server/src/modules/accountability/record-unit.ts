import type { UnitMeasure } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { readOwnCase } from '../supervision/index.ts';
import { insertUnit } from './unit-store.ts';

export interface UnitInput {
  readonly problemId: string;
  readonly unitName: string;
  readonly measure: UnitMeasure;
  readonly decidedOn: string;
  readonly documentNo: string;
  readonly decidedBy: string;
}

export type UnitResult =
  | { readonly status: 'done'; readonly id: string }
  | { readonly status: 'refused'; readonly reason: 'no-problem' | 'in-the-future' | 'already-recorded' };

/** Puts on record that a unit had to review itself in writing, or was named in a circular. */
export async function recordUnit(
  { tx, deps, actor }: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  input: UnitInput,
): Promise<UnitResult> {
  if (input.decidedOn > deps.clock.today()) return { status: 'refused', reason: 'in-the-future' };
  const problem = await readOwnCase(tx, actor, { kind: 'problem', id: input.problemId });
  if (problem === null) return { status: 'refused', reason: 'no-problem' };
  const { county, region, campaign_id: campaignId } = problem;
  const id = deps.ids();
  const at = deps.clock.now();
  const unit = { ...input, county, region, campaignId, id, byName: actor.name, at };
  if (!(await insertUnit(tx, unit))) return { status: 'refused', reason: 'already-recorded' };
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: 'accountability.manage',
    subject: { type: 'unit-measure', id },
    payload: { did: 'record', campaign: campaignId, problem: problem.id, measure: input.measure },
    at,
  });
  return { status: 'done', id };
}
