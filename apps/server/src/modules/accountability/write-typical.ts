import { countCharacters, MOST_CASE_CHARACTERS, MOST_TYPICAL_CASES } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { hasCampaign, readOwnCase } from '../supervision/index.ts';
import {
  casesOfMonth,
  deleteTypical,
  insertTypical,
  lockMonth,
  lockTypical,
  type TypicalRow,
  updateTypical,
} from './typical-store.ts';

export type TypicalRefusal =
  | {
      readonly reason:
        | 'no-problem'
        | 'no-campaign'
        | 'in-the-future'
        | 'not-closed'
        | 'too-many'
        | 'same-problem'
        | 'not-found';
    }
  | { readonly reason: 'too-long'; readonly characters: number }
  | { readonly reason: 'changed-meanwhile'; readonly by: string | null };

export type TypicalResult =
  | { readonly done: { readonly id: string; readonly version: number } }
  | TypicalRefusal;

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

interface Draft {
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly text: string;
}

/** What a case is about: a problem of the ledger, or a unit whose case was concluded elsewhere. */
export type TypicalAbout =
  | { readonly kind: 'problem'; readonly id: string }
  | {
      readonly kind: 'unit';
      readonly campaignId: string;
      readonly unitName: string;
      readonly concludedOn: string;
    };

interface Subject {
  readonly county: string;
  readonly campaignId: string;
  readonly problemId: string | null;
  readonly unitName: string | null;
  readonly concludedOn: string | null;
}

async function readAbout(
  { tx, deps, actor }: Context,
  about: TypicalAbout,
): Promise<Subject | TypicalRefusal> {
  if (about.kind === 'problem') {
    const problem = await readOwnCase(tx, actor, about);
    if (problem === null) return { reason: 'no-problem' };
    const { county, campaign_id: campaignId, id: problemId } = problem;
    return { county, campaignId, problemId, unitName: null, concludedOn: null };
  }
  const { campaignId, unitName, concludedOn } = about;
  if (concludedOn > deps.clock.today()) return { reason: 'in-the-future' };
  if (!(await hasCampaign(tx, actor.county, campaignId))) return { reason: 'no-campaign' };
  return { county: actor.county, campaignId, problemId: null, unitName, concludedOn };
}

/** Writes a case for a month's form: about what was concluded by the month's end, one to three a month. */
export async function addTypical(
  context: Context,
  input: Draft & { readonly about: TypicalAbout },
): Promise<TypicalResult> {
  const { tx, deps, actor } = context;
  const subject = await readAbout(context, input.about);
  if ('reason' in subject) return subject;
  const { county, campaignId } = subject;
  await lockMonth(tx, county, campaignId);
  const refusal = await refuseDraft(context, input, { ...subject, without: null });
  if (refusal !== null) return refusal;
  const id = deps.ids();
  const at = deps.clock.now();
  const { month, text } = input;
  await insertTypical(tx, { ...subject, month, text, id, byName: actor.name, at });
  await note(context, 'write', { county, id, campaign_id: campaignId, month: input.month });
  return { done: { id, version: 1 } };
}

export async function changeTypical(
  context: Context,
  id: string,
  input: Draft & { readonly version: number },
): Promise<TypicalResult> {
  const row = await locked(context, id, input.version);
  if ('reason' in row) return row;
  await lockMonth(context.tx, row.county, row.campaign_id);
  const refusal = await refuseDraft(context, input, {
    county: row.county,
    campaignId: row.campaign_id,
    problemId: row.problem_id,
    concludedOn: row.concluded_on,
    without: id,
  });
  if (refusal !== null) return refusal;
  await updateTypical(context.tx, id, { ...input, byName: context.actor.name });
  await note(context, 'change', { ...row, month: input.month });
  return { done: { id, version: row.version + 1 } };
}

export async function removeTypical(context: Context, id: string, version: number): Promise<TypicalResult> {
  const row = await locked(context, id, version);
  if ('reason' in row) return row;
  await deleteTypical(context.tx, id);
  await note(context, 'remove', row);
  return { done: { id, version: row.version } };
}

async function locked(
  { tx, actor }: Context,
  id: string,
  version: number,
): Promise<TypicalRow | TypicalRefusal> {
  const row = await lockTypical(tx, actor, id);
  if (row === null || row.county !== actor.county) return { reason: 'not-found' };
  if (row.version !== version) {
    return { reason: 'changed-meanwhile', by: row.changed_by_name ?? row.recorded_by_name };
  }
  return row;
}

async function refuseDraft(
  { tx, actor }: Context,
  draft: Draft,
  of: {
    readonly county: string;
    readonly campaignId: string;
    readonly problemId: string | null;
    readonly concludedOn: string | null;
    readonly without: string | null;
  },
): Promise<TypicalRefusal | null> {
  const characters = countCharacters(draft.text);
  if (characters > MOST_CASE_CHARACTERS) return { reason: 'too-long', characters };
  const problem =
    of.problemId === null ? null : await readOwnCase(tx, actor, { kind: 'problem', id: of.problemId });
  // 报了结案例: closed, and not only after the month it is reported for.
  const closedIn = (problem === null ? of.concludedOn : problem.closed_on)?.slice(0, 7);
  if (closedIn === undefined || closedIn > draft.month) return { reason: 'not-closed' };
  const others = await casesOfMonth(tx, { ...of, month: draft.month });
  if (problem !== null && others.some((other) => other.problem_id === problem.id))
    return { reason: 'same-problem' };
  return others.length >= MOST_TYPICAL_CASES ? { reason: 'too-many' } : null;
}

async function note(
  { tx, deps, actor }: Context,
  did: string,
  row: Pick<TypicalRow, 'county' | 'id' | 'campaign_id' | 'month'>,
): Promise<void> {
  await recordEvent(tx, {
    county: row.county,
    actor,
    act: 'accountability.manage',
    subject: { type: 'typical-case', id: row.id },
    payload: { did, campaign: row.campaign_id, month: row.month },
    at: deps.clock.now(),
  });
}
