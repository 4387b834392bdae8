import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { readCountyCampaign } from './campaign-store.ts';
import {
  deleteResult,
  insertResult,
  lockResult,
  type ResultInput,
  type ResultKind,
  updateResult,
} from './result-store.ts';

export interface ResultContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

export type ResultOutcome =
  | { readonly status: 'done'; readonly id: string }
  | {
      readonly status: 'refused';
      readonly reason: 'not-found' | 'no-campaign' | 'projects-missing' | 'in-the-future';
    }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string };

/** A publication says how many projects it has; a system or an achievement has none. */
function fault(
  deps: Deps,
  kind: ResultKind,
  input: ResultInput,
): 'projects-missing' | 'in-the-future' | null {
  if ((kind === 'publication') !== (input.projects !== null)) return 'projects-missing';
  return input.on > deps.clock.today() ? 'in-the-future' : null;
}

async function record(
  { tx, deps, actor }: ResultContext,
  id: string,
  did: 'add' | 'change' | 'remove',
  kind: ResultKind,
): Promise<void> {
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'result.manage',
    subject: { type: 'campaign-result', id },
    payload: { did, kind },
    at: deps.clock.now(),
  });
}

/** 制度, 成果 or a publication of a county; after the campaign's end too, while its report is written. */
export async function addResult(
  context: ResultContext,
  campaignId: string,
  kind: ResultKind,
  input: ResultInput,
): Promise<ResultOutcome> {
  const { tx, deps, actor } = context;
  if ((await readCountyCampaign(tx, actor.county, campaignId)) === null)
    return { status: 'refused', reason: 'no-campaign' };
  const wrong = fault(deps, kind, input);
  if (wrong !== null) return { status: 'refused', reason: wrong };
  const id = deps.ids();
  await insertResult(tx, {
    ...input,
    county: actor.county,
    id,
    campaignId,
    kind,
    byName: actor.name,
    at: deps.clock.now(),
  });
  await record(context, id, 'add', kind);
  return { status: 'done', id };
}

/** Changes one, or takes it out (`input` null). */
export async function changeResult(
  context: ResultContext,
  of: { readonly id: string; readonly version: number },
  input: ResultInput | null,
): Promise<ResultOutcome> {
  const { tx, deps, actor } = context;
  const row = await lockResult(tx, actor.county, of.id);
  if (row === null) return { status: 'refused', reason: 'not-found' };
  if (row.version !== of.version)
    return { status: 'refused', reason: 'changed-meanwhile', by: row.recorded_by_name };
  if (input === null) await deleteResult(tx, row);
  else {
    const wrong = fault(deps, row.kind, input);
    if (wrong !== null) return { status: 'refused', reason: wrong };
    await updateResult(tx, row, { ...input, byName: actor.name });
  }
  await record(context, row.id, input === null ? 'remove' : 'change', row.kind);
  return { status: 'done', id: row.id };
}
