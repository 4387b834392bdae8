import { type CampaignContent, contentFaults, findCategory } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import { type Tx, withScope } from '../../platform/postgres/database.ts';
import type { FieldFault } from '../../platform/problem.ts';
import { type CampaignRow, listUsedPlaces, lockCampaign, updateCampaign } from './campaign-store.ts';
import { readContent } from './content-schema.ts';

export type CampaignResult =
  | { readonly status: 'done'; readonly version: number }
  | { readonly status: 'refused'; readonly reason: 'not-found' | 'not-owner' | 'ended' }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null }
  | { readonly status: 'refused'; readonly reason: 'reports-filled'; readonly reports: readonly string[] }
  | { readonly status: 'refused'; readonly reason: 'faults'; readonly faults: readonly FieldFault[] };

export interface CampaignContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

const reachOf = ({ county }: Actor): string => county.slice(0, 4);

/** Does what concerns every copy: the prefecture may hold one of a county's own campaign, out of the county's sight. */
export const inEveryCopy = <T>({ tx, actor }: CampaignContext, work: () => Promise<T>): Promise<T> =>
  withScope(tx, reachOf(actor), work);

/** The copies, locked, with the owner's first; or why the actor may not change them. */
export async function lockOwned(
  context: CampaignContext,
): Promise<{ readonly own: CampaignRow; readonly all: readonly CampaignRow[] } | CampaignResult> {
  const { tx, actor, id, version } = context;
  const all = await lockCampaign(tx, actor.scope, id);
  const [first] = all;
  if (first === undefined) return { status: 'refused', reason: 'not-found' };
  const own = all.find((row) => row.county === row.owner);
  // A county can't change what the prefecture ordered; the prefecture leaves a county's own to the county.
  if (own === undefined || own.owner !== actor.county) return { status: 'refused', reason: 'not-owner' };
  if (own.version !== version)
    return { status: 'refused', reason: 'changed-meanwhile', by: own.changed_by_name };
  if (own.state === 'ended') return { status: 'refused', reason: 'ended' };
  return { own, all: await inEveryCopy(context, () => lockCampaign(tx, reachOf(actor), id)) };
}

export async function recordChange(
  context: CampaignContext,
  all: readonly Pick<CampaignRow, 'county'>[],
  payload: { readonly [key: string]: Json },
): Promise<void> {
  const { tx, deps, actor, id } = context;
  const at = deps.clock.now();
  await inEveryCopy(context, async () => {
    for (const { county } of all) {
      await recordEvent(tx, {
        county,
        actor,
        act: 'campaign.manage',
        subject: { type: 'campaign', id },
        payload,
        at,
      });
    }
  });
}

export interface CampaignEdit {
  readonly title: string;
  readonly documentNo: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly content: CampaignContent;
}

/**
 * Takes out the reports that a changed campaign does not ask for any more; gives the names of those that somebody
 * worked on, which stay. The module of reports brings it: it stands on this one.
 */
export type DropReports = (
  context: Pick<CampaignContext, 'tx' | 'deps'> & { readonly scope: string; readonly by: Actor },
  campaignId: string,
) => Promise<readonly string[]>;

/**
 * Dates, lists, phases and forms of a running campaign, in all counties at once. When it is refused because of reports,
 * the caller takes the whole transaction back.
 */
export async function editCampaign(
  context: CampaignContext,
  edit: CampaignEdit,
  dropReports: DropReports,
): Promise<CampaignResult> {
  const { tx, deps, actor, id } = context;
  const locked = await lockOwned(context);
  if ('status' in locked) return locked;
  const faults = [...contentFaults(edit.content, edit), ...(await lostPlaces(context, edit.content))];
  if (faults.length > 0) return { status: 'refused', reason: 'faults', faults };
  const by = { name: actor.name, at: deps.clock.now() };
  await inEveryCopy(context, () => updateCampaign(tx, id, edit, by));
  const reports = await dropReports({ tx, deps, scope: actor.scope, by: actor }, id);
  if (reports.length > 0) return { status: 'refused', reason: 'reports-filled', reports };
  await recordChange(context, locked.all, { did: 'edit', changed: changedParts(locked.own, edit) });
  return { status: 'done', version: locked.own.version + 1 };
}

/** A category or item with problems in it can't be taken out of the list. */
async function lostPlaces(
  { tx, actor, id }: CampaignContext,
  content: CampaignContent,
): Promise<readonly FieldFault[]> {
  const used = await listUsedPlaces(tx, actor.scope, id);
  return used
    .filter(({ category, item }) => findCategory(content, category, item) === null)
    .map(({ category, item }) => ({
      path: 'categories',
      message: `类别 ${item ?? category} 已有问题登记在内，不能删除`,
    }));
}

/** Which parts differ, for the event: names of parts, no contents. */
function changedParts(before: CampaignRow, edit: CampaignEdit): readonly string[] {
  const old = readContent(before.content);
  const parts = [
    ...(before.title === edit.title ? [] : ['title']),
    ...(before.document_no === edit.documentNo ? [] : ['documentNo']),
    ...(before.starts_on === edit.startsOn && before.ends_on === edit.endsOn ? [] : ['dates']),
  ];
  for (const key of Object.keys(edit.content).filter((name) => name in old)) {
    const [was, is] = [old, edit.content].map((content) =>
      JSON.stringify(Object.entries(content).find(([name]) => name === key)?.[1]),
    );
    if (was !== is) parts.push(key);
  }
  return parts;
}

/** Ends a campaign for all its counties. What is open stays on the ledger and goes on. */
export async function endCampaign(context: CampaignContext, reason: string): Promise<CampaignResult> {
  const { tx, deps, actor, id } = context;
  const locked = await lockOwned(context);
  if ('status' in locked) return locked;
  const at = deps.clock.now();
  const on = deps.clock.today();
  const by = { name: actor.name, at };
  await inEveryCopy(context, () => updateCampaign(tx, id, { ended: { on, reason } }, by));
  await recordChange(context, locked.all, { did: 'end', on });
  return { status: 'done', version: locked.own.version + 1 };
}
