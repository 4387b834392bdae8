import { isWithin, type PolicyFault, readCalendarDate, readPolicyPack } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { changedMeanwhile, conflict, notFound, Problem } from '../../platform/problem.ts';
import {
  type DraftToStore,
  insertDraft,
  lockPolicy,
  markPublished,
  type PolicyFile,
  readPolicy,
  updateDraft,
} from './store.ts';

export interface Act {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock' | 'ids'>;
  readonly actor: Actor;
}

type Json = Readonly<Record<string, unknown>>;

function text(json: Json, key: string): string {
  const value = json[key];
  return typeof value === 'string' ? value.trim() : '';
}

/** What the list shows of a pack, however unfinished the draft is. */
function draftOf(pack: Json, today: string): DraftToStore {
  const date = readCalendarDate(text(pack, 'effectiveFrom'));
  return {
    title: text(pack, 'title') || '（未填标题）',
    documentNo: text(pack, 'documentNo') || '（未填文号）',
    effectiveFrom: date.ok ? date.value : today,
    pack,
  };
}

/** What keeps a pack from being published in this county. */
export function faultsOfPack(pack: unknown, county: string): readonly PolicyFault[] {
  const read = readPolicyPack(pack);
  if (!read.ok) return read.error;
  if (isWithin(county, read.value.region)) return [];
  return [
    {
      code: 'conflict',
      path: 'region',
      message: `政策的适用地区 ${read.value.region} 不包含本县 ${county}`,
      remedy: '请把适用地区改为本县或其上级的区划代码',
    },
  ];
}

/** Saves a new draft, finished or not. Returns its id. */
export async function draftPolicy({ tx, deps, actor }: Act, pack: Json): Promise<string> {
  const id = deps.ids();
  const at = deps.clock.now();
  await insertDraft(tx, {
    ...draftOf(pack, deps.clock.today()),
    county: actor.county,
    id,
    by: { id: actor.id, name: actor.name },
    at,
  });
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'policy.draft',
    subject: { type: 'policy', id },
    payload: { did: 'create' },
    at,
  });
  return id;
}

/** Changes a draft. A published pack is never edited (C2): a new draft takes its place. */
export async function editPolicy(
  { tx, deps, actor }: Act,
  id: string,
  input: { readonly pack: Json; readonly revision?: number | undefined },
): Promise<void> {
  const policy = await lockDraft(tx, actor.county, id);
  if (input.revision !== undefined && input.revision !== policy.revision) {
    throw changedMeanwhile('这份政策草案');
  }
  await updateDraft(tx, { county: actor.county, id }, draftOf(input.pack, deps.clock.today()), actor.id);
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'policy.draft',
    subject: { type: 'policy', id },
    payload: { did: 'edit', revision: policy.revision + 1 },
    at: deps.clock.now(),
  });
}

/** A second person, who wrote nothing of it, publishes a draft without faults: the revision they have read, no later one. */
export async function publishPolicy({ tx, deps, actor }: Act, id: string, revision: number): Promise<void> {
  const policy = await lockDraft(tx, actor.county, id);
  if (revision !== policy.revision) throw changedMeanwhile('这份政策草案');
  if (policy.editors.includes(actor.id)) {
    throw new Problem({
      status: 403,
      code: 'same-person',
      title: '须由他人复核',
      detail: '起草或修改过这份政策的人不能发布它，请由另一位有发布权限的同事复核后发布。',
    });
  }
  const faults = faultsOfPack(policy.pack, actor.county);
  if (faults.length > 0) {
    throw new Problem({
      status: 422,
      code: 'policy-faults',
      title: '政策内容有误',
      detail: `这份政策还有 ${faults.length} 处需要改正，改正后才能发布。`,
      errors: faults.map(({ path, message, remedy }) => ({ path, message: `${message}。${remedy}` })),
    });
  }
  const at = deps.clock.now();
  await markPublished(tx, { county: actor.county, id }, { id: actor.id, name: actor.name }, at);
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'policy.publish',
    subject: { type: 'policy', id },
    payload: { version: policy.version, revision: policy.revision, effectiveFrom: policy.effective_from },
    at,
  });
}

async function lockDraft(tx: Tx, county: string, id: string): Promise<PolicyFile> {
  const policy = await lockPolicy(tx, county, id);
  if (policy === null) throw notFound('这份政策');
  if (policy.state === 'published') {
    throw conflict('policy-published', '已发布的政策不能再修改。需要调整时，请另起草一份新的政策。');
  }
  return policy;
}

export async function openPolicy(tx: Tx, scope: string, id: string): Promise<PolicyFile> {
  const policy = await readPolicy(tx, scope, id);
  if (policy === null) throw notFound('这份政策');
  return policy;
}
