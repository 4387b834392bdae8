import { EXIT_NATURES, type ExitNature } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleStates } from '../households/index.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { maskLongDigits } from '../intake/index.ts';
import { attachPapers } from '../papers/index.ts';
import {
  type ExitRow,
  type GroundSource,
  insertExit,
  isOpenTwin,
  listGrounds,
  lockExit,
  lockFamilyOf,
  lockOpenExitOf,
  updateExit,
} from './store.ts';
import { leftKey, plannedKeys } from './warn-planned.ts';

export type ExitResult =
  | { readonly status: 'done'; readonly version: number }
  | {
      readonly status: 'refused';
      readonly reason:
        | 'not-found'
        | 'already-exited'
        | 'not-exited'
        | 'open-twin'
        | 'before-established'
        | 'planned-before-established'
        | 'in-the-future'
        | 'papers-not-yours';
    }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null };

interface ExitGround {
  readonly county: string;
  readonly region: string;
  readonly householdId: string;
  readonly householdCode: string;
  readonly source: GroundSource;
  readonly nature: ExitNature;
}

/** The id of the new entry, or null where the family stands on the ledger. */
async function openExit(tx: Tx, deps: Deps, actor: Actor, ground: ExitGround): Promise<string | null> {
  if ((await lockOpenExitOf(tx, ground.householdId)) !== null) return null;
  const id = deps.ids();
  const made = { ...ground, id, on: deps.clock.today(), byName: actor.name, at: deps.clock.now() };
  if (!(await insertExit(tx, made))) return null;
  await notify(tx, deps, {
    county: ground.county,
    role: 'county-officer',
    region: ground.county,
    kind: 'todo',
    title: `应退未退待填写整改措施：户 ${ground.householdCode}`,
    link: `/exits?focus=${id}`,
    dueOn: null,
    key: `exit-measures:${id}`,
  });
  return id;
}

/** The id of the entry on which the family stands. */
async function addGround(tx: Tx, deps: Deps, actor: Actor, ground: ExitGround): Promise<string> {
  const open = await lockOpenExitOf(tx, ground.householdId);
  if (open === null) throw new Error(`household ${ground.householdId} is neither on the ledger nor off it`);
  if (open.nature !== ground.nature && !open.other_natures.includes(ground.nature)) {
    const by = { name: actor.name, at: deps.clock.now() };
    await updateExit(tx, open.id, { otherNatures: [...open.other_natures, ground.nature] }, by);
  }
  return open.id;
}

/**
 * Puts a family on the ledger of those to leave, once: a second ground is noted beside the first
 * (form F3: counted under the first that was established, the other named in the measures).
 */
export async function establishExit(tx: Tx, deps: Deps, actor: Actor, ground: ExitGround): Promise<void> {
  const at = deps.clock.now();
  const id = (await openExit(tx, deps, actor, ground)) ?? (await addGround(tx, deps, actor, ground));
  await recordEvent(tx, {
    county: ground.county,
    region: ground.region,
    actor,
    act: 'exit.establish',
    subject: { type: 'exit', id },
    payload: { household: ground.householdId, ...ground.source, nature: ground.nature },
    at,
  });
}

/**
 * A ground was taken back: the family stays on the ledger under the grounds that still stand, or leaves it.
 * One that has moved out already stays as it was recorded.
 */
export async function withdrawGround(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  ground: { readonly householdId: string; readonly source: GroundSource },
): Promise<void> {
  const open = await lockOpenExitOf(tx, ground.householdId);
  if (open === null) return;
  const at = deps.clock.now();
  const stands = await takeStandingGrounds(tx, deps, actor, open);
  await recordEvent(tx, {
    county: open.county,
    region: open.region,
    actor,
    act: 'exit.withdraw',
    subject: { type: 'exit', id: open.id },
    payload: { household: open.household_id, ...ground.source, left: !stands },
    at,
  });
}

/** The family is on the ledger under the grounds that stand, or off it. Returns whether one stands. */
async function takeStandingGrounds(tx: Tx, deps: Deps, actor: Actor, exit: ExitRow): Promise<boolean> {
  const by = { name: actor.name, at: deps.clock.now() };
  const [first, ...others] = await listGrounds(tx, exit);
  if (first === undefined) {
    await updateExit(tx, exit.id, { withdrawnAt: by.at }, by);
    await settleNotices(tx, deps, `exit-measures:${exit.id}`, leftKey(exit.id), ...plannedKeys(exit.id));
    return false;
  }
  const natures = new Set(others.map(({ nature }) => nature).filter((nature) => nature !== first.nature));
  await updateExit(tx, exit.id, { ground: first, otherNatures: [...natures] }, by);
  return true;
}

interface ExitContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

interface Change {
  readonly act: 'exit.manage' | 'exit.restore';
  readonly did: string;
  /** Of a family that has left, or of one that has not. */
  readonly of: 'left' | 'open';
  /** What stands against it, or what changes. */
  readonly decide: (exit: ExitRow) => Promise<
    | ExitResult
    | {
        readonly update: Parameters<typeof updateExit>[2];
        readonly payload: { readonly [key: string]: Json };
      }
  >;
  readonly after?: (exit: ExitRow) => Promise<unknown>;
}

/** Load and lock → decide → write the change and its event together. */
async function changeExit(context: ExitContext, change: Change): Promise<ExitResult> {
  const { tx, deps, actor } = context;
  const exit = await lockExit(tx, context.id);
  if (exit === null) return { status: 'refused', reason: 'not-found' };
  if (exit.version !== context.version) {
    return { status: 'refused', reason: 'changed-meanwhile', by: exit.changed_by_name };
  }
  if (change.of === 'open' && exit.exited_on !== null) return { status: 'refused', reason: 'already-exited' };
  if (change.of === 'left' && exit.exited_on === null) return { status: 'refused', reason: 'not-exited' };
  const decided = await change.decide(exit);
  if ('status' in decided) return decided;
  const at = deps.clock.now();
  try {
    await updateExit(tx, exit.id, decided.update, { name: actor.name, at });
  } catch (error) {
    if (isOpenTwin(error)) return { status: 'refused', reason: 'open-twin' };
    throw error;
  }
  await recordEvent(tx, {
    county: exit.county,
    region: exit.region,
    actor,
    act: change.act,
    subject: { type: 'exit', id: exit.id },
    payload: { household: exit.household_id, did: change.did, ...decided.payload },
    at,
  });
  await change.after?.(exit);
  return { status: 'done', version: (await lockExit(tx, exit.id))?.version ?? exit.version + 1 };
}

/** 剩余未清退的整改措施 and the planned date of form F3. */
export function planExit(
  context: ExitContext,
  plan: { readonly measures: string; readonly plannedOn: string | null },
): Promise<ExitResult> {
  return changeExit(context, {
    act: 'exit.manage',
    did: 'plan',
    of: 'open',
    decide: async (exit) => {
      if (plan.plannedOn !== null && plan.plannedOn < exit.established_on)
        return { status: 'refused', reason: 'planned-before-established' };
      if (plan.measures !== '' && plan.plannedOn !== null) {
        await settleNotices(context.tx, context.deps, `exit-measures:${exit.id}`);
      }
      if (plan.plannedOn !== exit.planned_on) {
        await settleNotices(context.tx, context.deps, ...plannedKeys(exit.id));
      }
      return { update: plan, payload: { plannedOn: plan.plannedOn } };
    },
  });
}

function settleState({ tx, deps }: ExitContext, exit: ExitRow): Promise<unknown> {
  const now = { today: deps.clock.today(), at: deps.clock.now() };
  return settleStates(tx, exit.county, [exit.household_id], now);
}

/** The family has left: with the day and the papers that show it. */
export async function recordExited(
  context: ExitContext,
  left: { readonly on: string; readonly paperIds: readonly string[] },
): Promise<ExitResult> {
  await lockFamilyOf(context.tx, context.id);
  return await changeExit(context, {
    act: 'exit.manage',
    did: 'exited',
    of: 'open',
    decide: async (exit) => {
      if (left.on < exit.established_on) return { status: 'refused', reason: 'before-established' };
      if (left.on > context.deps.clock.today()) return { status: 'refused', reason: 'in-the-future' };
      const to = { exitId: exit.id, region: exit.region };
      const attached = await attachPapers(context.tx, left.paperIds, to, context.actor.id);
      if (attached !== left.paperIds.length) return { status: 'refused', reason: 'papers-not-yours' };
      const keys = [`exit-measures:${exit.id}`, leftKey(exit.id), ...plannedKeys(exit.id)];
      await settleNotices(context.tx, context.deps, ...keys);
      return { update: { exitedOn: left.on }, payload: { on: left.on, papers: left.paperIds.length } };
    },
    after: (exit) => settleState(context, exit),
  });
}

/**
 * An exit that was recorded by mistake is taken back: the family is among those to leave again under the grounds that
 * still stand, or off the ledger where none does. Its papers stay with it.
 */
export async function restoreExit(context: ExitContext, reason: string): Promise<ExitResult> {
  const { tx, deps, actor } = context;
  await lockFamilyOf(tx, context.id);
  return await changeExit(context, {
    act: 'exit.restore',
    did: 'restore',
    of: 'left',
    decide: async (exit) => {
      const twin = await lockOpenExitOf(tx, exit.household_id);
      if (twin !== null) return { status: 'refused', reason: 'open-twin' };
      return { update: { exitedOn: null }, payload: { on: exit.exited_on, reason: maskLongDigits(reason) } };
    },
    after: async (exit) => {
      await settleState(context, exit);
      if (!(await takeStandingGrounds(tx, deps, actor, exit))) return;
      await notify(tx, deps, {
        county: exit.county,
        role: 'county-officer',
        region: exit.county,
        kind: 'todo',
        title: `清退登记已撤销，请重新落实：户 ${exit.household_code}`,
        link: `/exits?focus=${exit.id}`,
        dueOn: null,
        key: `exit-measures:${exit.id}`,
      });
    },
  });
}

/** The nature as the form and the ledger show it: ①A 购置房产. */
export function natureLabel(nature: ExitNature): string {
  return `${EXIT_NATURES[nature].sign} ${EXIT_NATURES[nature].label}`;
}
