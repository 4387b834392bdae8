import {
  type CalendarDate,
  type CheckKind,
  checkFreezing,
  closedLongAgo,
  hashFrame,
  hex,
  inOrder,
  rankFrame,
  SAMPLE_METHOD,
  type SampleFault,
  type SeedKind,
  SHORTEST_SEED,
  sha256,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { hasCampaign } from './case-store.ts';
import {
  type CheckRow,
  insertCheck,
  insertItems,
  isSeedForAnother,
  lockCheck,
  markDrawn,
  markVoid,
  readFrozenFrame,
} from './check-store.ts';
import { type FrameScope, readFrame, readSubjects } from './frame-store.ts';

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

export type CheckRefusal =
  | { readonly reason: SampleFault | 'no-campaign' | 'not-found' | 'not-void' | 'already-replaced' }
  | { readonly reason: 'already-drawn' | 'void' | 'short-seed' | 'same-person' }
  | { readonly reason: 'too-early'; readonly on: string }
  | { readonly reason: 'changed-meanwhile'; readonly by: string | null };

export type CheckResult = { readonly done: { readonly id: string; readonly version: number } } | CheckRefusal;

export interface FreezeInput {
  readonly county: string;
  readonly campaignId: string;
  readonly kind: CheckKind;
  /** Six to twelve digits. */
  readonly region: string;
  readonly estate: string | null;
  readonly title: string;
  readonly size: number;
  readonly seedKind: SeedKind;
  /** Which event, where it is read, or who throws how many dice before whom. */
  readonly seedSource: string;
  readonly seedOn: string;
  /** The void check that this one takes the place of. */
  readonly replaces: string | null;
}

/** Freezes the list and publishes its hash, the size and where the seed will come from, before the seed exists. */
export async function freezeCheck(context: Context, input: FreezeInput): Promise<CheckResult> {
  const { tx, deps, actor } = context;
  const { county, campaignId, kind } = input;
  if (!(await hasCampaign(tx, county, campaignId))) return { reason: 'no-campaign' };
  if (input.replaces !== null) {
    const old = await lockCheck(tx, actor, input.replaces);
    if (old === null || old.county !== county) return { reason: 'not-found' };
    if (old.voided_at === null) return { reason: 'not-void' };
    if (old.replaced_by !== null) return { reason: 'already-replaced' };
  }
  const frame = inOrder(await readFrame(tx, frameScope(input, deps.clock.today())));
  const { size, seedKind, seedOn } = input;
  const fault = checkFreezing({ frame, size, seedKind, seedOn, today: deps.clock.today() });
  if (fault !== null) return { reason: fault };
  const id = deps.ids();
  const at = deps.clock.now();
  const frameHash = hashFrame(frame);
  await insertCheck(tx, { ...input, id, frame, frameHash, method: SAMPLE_METHOD, by: actor, at });
  await recordEvent(tx, {
    county,
    actor,
    act: 'check.draw',
    subject: { type: 'check', id },
    payload: {
      did: 'freeze',
      campaign: campaignId,
      kind,
      frame: frame.length,
      frameHash,
      size,
      method: SAMPLE_METHOD,
      seedKind,
      // The text may name who throws the dice: its digest binds it without keeping a name for ever.
      seedSource: hex(sha256(new TextEncoder().encode(input.seedSource))),
      seedOn,
      replaces: input.replaces,
    },
    at,
  });
  return { done: { id, version: 1 } };
}

function frameScope(input: FreezeInput, today: CalendarDate): FrameScope {
  const { kind, county, region, campaignId } = input;
  switch (kind) {
    case 'household':
      return { kind, county, region, estate: input.estate };
    case 'problem':
      return { kind, county, region, campaignId };
    case 'look-back':
      return { kind, county, region, campaignId, closedLongAgo: closedLongAgo(today) };
  }
}

/**
 * Takes the announced seed and draws, once: the same list and seed give everybody the same sample. Dice are announced by
 * another person than who froze the list: who knows the list must not choose what came up.
 */
export async function drawCheck(
  context: Context,
  input: { readonly id: string; readonly version: number; readonly seed: string; readonly proof: string },
): Promise<CheckResult> {
  const { tx, deps, actor } = context;
  const check = await locked(context, input);
  if ('reason' in check) return check;
  if (check.drawn_at !== null) return { reason: 'already-drawn' };
  if (isSeedForAnother(check, actor)) return { reason: 'same-person' };
  if ([...input.seed].length < SHORTEST_SEED) return { reason: 'short-seed' };
  if (check.seed_on !== null && deps.clock.today() < check.seed_on) {
    return { reason: 'too-early', on: check.seed_on };
  }
  const { county } = check;
  const ranked = rankFrame(await readFrozenFrame(tx, check.id), input.seed).slice(0, check.size);
  const subjects = await readSubjects(
    tx,
    check.kind,
    county,
    ranked.map(({ id }) => id),
  );
  const known = new Map(subjects.map((subject) => [subject.id, subject]));
  const at = deps.clock.now();
  if (!(await markDrawn(tx, check.id, { ...input, byName: actor.name, at })))
    return { reason: 'already-drawn' };
  await insertItems(
    tx,
    ranked.map(({ id, label, rank }) => ({
      county,
      id: deps.ids(),
      check_id: check.id,
      region: known.get(id)?.region ?? county.padEnd(12, '0'),
      subject_id: id,
      label,
      rank,
      self_check: known.get(id)?.self_check ?? 'none',
    })),
  );
  await recordEvent(tx, {
    county,
    actor,
    act: 'check.seed',
    subject: { type: 'check', id: check.id },
    payload: {
      did: 'draw',
      seed: input.seed,
      frameHash: check.frame_hash.toString('hex'),
      method: check.method,
      drawn: ranked.map(({ id }) => id),
    },
    at,
  });
  return { done: { id: check.id, version: check.version + 1 } };
}

/** A check that went wrong is void for everybody to see, with its list, seed and sample as they were. */
export async function voidCheck(
  context: Context,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<CheckResult> {
  const { tx, deps, actor } = context;
  const check = await locked(context, input);
  if ('reason' in check) return check;
  const at = deps.clock.now();
  await markVoid(tx, check.id, { reason: input.reason, name: actor.name, at });
  await recordEvent(tx, {
    county: check.county,
    actor,
    act: 'check.draw',
    subject: { type: 'check', id: check.id },
    payload: { did: 'void', drawn: check.drawn_at !== null },
    at,
  });
  return { done: { id: check.id, version: check.version + 1 } };
}

async function locked(
  { tx, actor }: Context,
  of: { readonly id: string; readonly version: number },
): Promise<CheckRow | CheckRefusal> {
  const check = await lockCheck(tx, actor, of.id);
  if (check === null) return { reason: 'not-found' };
  if (check.voided_at !== null) return { reason: 'void' };
  if (check.version !== of.version) {
    return { reason: 'changed-meanwhile', by: check.drawn_by_name };
  }
  return check;
}
