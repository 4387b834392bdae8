import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { readCountyCampaign } from './campaign-store.ts';
import { type CaseRef, listPublishedCases, readCases, writeCases } from './publication-store.ts';
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
      readonly reason: 'not-found' | 'no-campaign' | 'projects-missing' | 'in-the-future' | 'not-publishable';
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
  did: 'add' | 'change' | 'remove',
  result: {
    readonly id: string;
    readonly campaignId: string;
    readonly kind: ResultKind;
    readonly title: string;
    readonly cases: number;
  },
): Promise<void> {
  const { id, kind, title, campaignId: campaign, cases } = result;
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'result.manage',
    subject: { type: 'campaign-result', id },
    payload: { did, kind, title, campaign, cases },
    at: deps.clock.now(),
  });
}

export interface ResultWithCases extends ResultInput {
  /** The clues and problems that a publication names; of the others none. */
  readonly cases: readonly CaseRef[];
}

/** Whether a publication may name these: closed, of its campaign, and not kept from who writes it. */
async function mayName(
  { tx, actor }: ResultContext,
  of: { readonly campaignId: string; readonly kind: ResultKind },
  cases: readonly CaseRef[],
  before: readonly CaseRef[],
): Promise<boolean> {
  const added = cases.filter(({ id }) => !before.some((one) => one.id === id));
  if (added.length === 0) return true;
  if (of.kind !== 'publication') return false;
  const found = await readCases(
    tx,
    actor,
    actor.county,
    added.map(({ id }) => id),
  );
  return added.every(({ id, kind }) =>
    found.some(
      (one) =>
        one.id === id &&
        one.kind === kind &&
        one.closed &&
        (one.campaign_id ?? of.campaignId) === of.campaignId,
    ),
  );
}

/** 制度, 成果 or a publication of a county; after the campaign's end too, while its report is written. */
export async function addResult(
  context: ResultContext,
  campaignId: string,
  kind: ResultKind,
  { cases, ...input }: ResultWithCases,
): Promise<ResultOutcome> {
  const { tx, deps, actor } = context;
  if ((await readCountyCampaign(tx, actor.county, campaignId)) === null)
    return { status: 'refused', reason: 'no-campaign' };
  const wrong = fault(deps, kind, input);
  if (wrong !== null) return { status: 'refused', reason: wrong };
  if (!(await mayName(context, { campaignId, kind }, cases, [])))
    return { status: 'refused', reason: 'not-publishable' };
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
  await writeCases(tx, { county: actor.county, id }, [], cases);
  await record(context, 'add', { id, campaignId, kind, title: input.title, cases: cases.length });
  return { status: 'done', id };
}

/** Changes one, or takes it out (`input` null). */
export async function changeResult(
  context: ResultContext,
  of: { readonly id: string; readonly version: number },
  input: ResultWithCases | null,
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
    const { cases, ...facts } = input;
    const before = await listPublishedCases(tx, actor, [row.id]);
    if (!(await mayName(context, { campaignId: row.campaign_id, kind: row.kind }, cases, before)))
      return { status: 'refused', reason: 'not-publishable' };
    await updateResult(tx, row, { ...facts, byName: actor.name });
    await writeCases(tx, row, before, cases);
  }
  await record(context, input === null ? 'remove' : 'change', {
    id: row.id,
    campaignId: row.campaign_id,
    kind: row.kind,
    title: input?.title ?? row.title,
    cases: input?.cases.length ?? 0,
  });
  return { status: 'done', id: row.id };
}
