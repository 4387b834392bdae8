import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { hasCampaign } from '../supervision/index.ts';
import { countProblems, insertExposure } from './exposure-store.ts';

export interface ExposureInput {
  readonly campaignId: string;
  readonly exposedOn: string;
  readonly medium: string;
  readonly title: string;
  /** Of the ledger; none where a unit is exposed for what is not on it. */
  readonly problemIds: readonly string[];
  /** 被通报单位; empty where only problems are exposed. */
  readonly unitName: string;
  readonly persons: number;
}

export type ExposureResult =
  | { readonly status: 'done'; readonly id: string }
  | {
      readonly status: 'refused';
      readonly reason: 'no-campaign' | 'in-the-future' | 'other-problems' | 'nothing-exposed';
    };

/** Puts one exposure on record, with the problems, the unit and the number of persons that it names. */
export async function recordExposure(
  { tx, deps, actor }: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  input: ExposureInput,
): Promise<ExposureResult> {
  const { county } = actor;
  const { campaignId, exposedOn } = input;
  if (exposedOn > deps.clock.today()) return { status: 'refused', reason: 'in-the-future' };
  if (!(await hasCampaign(tx, county, campaignId))) return { status: 'refused', reason: 'no-campaign' };
  const problemIds = [...new Set(input.problemIds)];
  if (problemIds.length === 0 && input.unitName === '')
    return { status: 'refused', reason: 'nothing-exposed' };
  const found = await countProblems(tx, { county, campaignId, ids: problemIds });
  if (found !== problemIds.length) return { status: 'refused', reason: 'other-problems' };
  const id = deps.ids();
  const at = deps.clock.now();
  await insertExposure(tx, { ...input, problemIds, county, id, byName: actor.name, at });
  await recordEvent(tx, {
    county,
    actor,
    act: 'accountability.manage',
    subject: { type: 'exposure', id },
    payload: {
      did: 'record',
      campaign: campaignId,
      problems: problemIds,
      persons: input.persons,
      on: exposedOn,
    },
    at,
  });
  return { status: 'done', id };
}
