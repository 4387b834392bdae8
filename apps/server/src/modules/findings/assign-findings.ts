import { decideFindingAct, type FindingRefusal, trimRegionCode } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { lockRoster, placeInCommunity } from '../households/index.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { findOrganisation } from '../organisations/index.ts';
import { assignedKey } from './notice-keys.ts';
import { hasWorker } from './place-store.ts';
import {
  insertNote,
  listCountiesUnplaced,
  lockFinding,
  lockToAssign,
  moveFindings,
  type StoredFinding,
  standingOf,
  updateFinding,
} from './store.ts';

interface Assigning {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

interface Assignment {
  readonly ids: readonly string[];
  /** Null: each finding goes to the community its own family lives in. */
  readonly organisation: string | null;
  readonly dueOn: string;
}

type SkipReason = FindingRefusal | 'not-found' | 'other-community' | 'no-community' | 'community-unknown';

export interface AssignResult {
  readonly assigned: number;
  /** How many went where, in the order of the codes. */
  readonly places: readonly {
    readonly organisation: string;
    readonly name: string;
    readonly count: number;
  }[];
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
}

const WHY_SKIPPED: Readonly<Record<SkipReason, string>> = {
  'no-community': '这户还没有登记社区，请直接派发给社区',
  'community-unknown': '花名册没有写明这户的社区，请另选社区单独派发',
  'other-community': '这户属于其他社区，请派发给该社区',
  'not-found': '不存在或不在您的辖区',
  'not-in-this-state': '已在审定或已有结论，不能再派发',
  'not-your-role': '您没有派发权限',
  'same-person': '您没有派发权限',
  'entered-answer': '您没有派发权限',
  'not-raised': '最近一次比对没有再出现，或这户已退出，不用派发',
};

const NOBODY_THERE = '没有社区工作人员的账号，没有人会看到；请管理员先开通，急办的由县级直接核查';

const COMMUNITY_DIGITS = 12;
const COUNTY_DIGITS = 6;

/** What stays with the county is its officers'; a town or community needs a worker of its own, of its town or below it. */
async function isTakenUpAt(tx: Tx, county: string, organisation: string): Promise<boolean> {
  return organisation.length <= COUNTY_DIGITS || (await hasWorker(tx, county, organisation));
}

/**
 * Where the finding goes, or why it can't. The roster named no community: the household stands under the county
 * itself until it is handed to a community, and a town is none. One that has its community stays there.
 */
function destinationOf(
  { region, county }: StoredFinding,
  wanted: string | null,
): { readonly organisation: string; readonly moves: boolean } | SkipReason {
  const unplaced = region === county.padEnd(COMMUNITY_DIGITS, '0');
  if (wanted === null)
    return unplaced ? 'community-unknown' : { organisation: trimRegionCode(region), moves: false };
  if (region.startsWith(wanted)) return { organisation: wanted, moves: false };
  if (!unplaced) return 'other-community';
  return wanted.length === COMMUNITY_DIGITS ? { organisation: wanted, moves: true } : 'no-community';
}

/** Hands findings to communities, each for itself: one that can't be assigned does not hold up the others. */
export async function assignFindings(context: Assigning, input: Assignment): Promise<AssignResult> {
  const { tx, actor } = context;
  const skipped: { id: string; why: string }[] = [];
  const went = new Map<string, number>();
  const names = new Map<string, string>();
  const takers = new Map<string, boolean>();
  const ids = [...new Set(input.ids)].sort();
  // A roster that is being loaded would put a family back where it read it.
  for (const county of await listCountiesUnplaced(tx, ids)) await lockRoster(tx, county);
  await lockToAssign(tx, ids);
  for (const id of ids) {
    const finding = await lockFinding(tx, id);
    const skip = (reason: SkipReason) => skipped.push({ id, why: WHY_SKIPPED[reason] });
    if (finding === null) {
      skip('not-found');
      continue;
    }
    const line = decideFindingAct(standingOf(finding), 'assign', actor);
    const to = typeof line === 'string' ? line : destinationOf(finding, input.organisation);
    if (typeof to === 'string') {
      skip(to);
      continue;
    }
    const { organisation } = to;
    const name = names.get(organisation) ?? (await findOrganisation(tx, organisation))?.name ?? organisation;
    names.set(organisation, name);
    const taken = takers.get(organisation) ?? (await isTakenUpAt(tx, finding.county, organisation));
    takers.set(organisation, taken);
    if (!taken) {
      skipped.push({ id, why: `${name}${NOBODY_THERE}` });
      continue;
    }
    await assign(context, finding, { ...to, name, dueOn: input.dueOn });
    went.set(to.organisation, (went.get(to.organisation) ?? 0) + 1);
  }
  const places = [...went]
    .map(([organisation, count]) => ({ organisation, name: names.get(organisation) ?? organisation, count }))
    .sort((a, b) => (a.organisation < b.organisation ? -1 : 1));
  return { assigned: places.reduce((sum, { count }) => sum + count, 0), places, skipped };
}

async function assign(
  { tx, deps, actor }: Assigning,
  finding: StoredFinding,
  to: {
    readonly organisation: string;
    readonly name: string;
    readonly moves: boolean;
    readonly dueOn: string;
  },
): Promise<void> {
  const { id } = finding;
  const { organisation, dueOn } = to;
  const region = to.moves ? organisation.padEnd(COMMUNITY_DIGITS, '0') : finding.region;
  if (to.moves) {
    await placeInCommunity(tx, finding.county, [finding.household_id], region);
    await moveFindings(tx, finding, region);
  }
  const at = deps.clock.now();
  await updateFinding(
    tx,
    id,
    { state: 'assigned', assignedTo: organisation, dueOn },
    { name: actor.name, at },
  );
  await recordEvent(tx, {
    county: finding.county,
    region: finding.region,
    actor,
    act: 'finding.assign',
    subject: { type: 'finding', id },
    payload: {
      household: finding.household_id,
      rule: finding.rule,
      did: 'assign',
      from: finding.state,
      to: 'assigned',
      organisation,
      dueOn,
    },
    at,
  });
  await insertNote(tx, {
    county: finding.county,
    id: deps.ids(),
    region,
    findingId: id,
    act: 'assign',
    method: null,
    answerBy: null,
    text: `交${to.name}核查，${dueOn}前反馈`,
    byId: actor.id,
    byName: actor.name,
    at,
  });
  await settleNotices(tx, deps, assignedKey(id));
  await notify(tx, deps, {
    county: finding.county,
    role: 'community-worker',
    region: organisation,
    kind: 'todo',
    title: `疑点待核查：户 ${finding.household_code}`,
    link: `/findings/${id}`,
    dueOn,
    key: assignedKey(id),
  });
}
