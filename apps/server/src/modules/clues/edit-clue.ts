import { type Accusation, isEntry, isOwnDesk, NO_ENTRY } from '@anju/domain';
import { type FieldFault, invalidInput } from '../../platform/problem.ts';
import { type ActContext, type ActResult, rule } from './act-on-clue.ts';
import { accusesBureau, refreshBarred } from './barred.ts';
import { listsOf, readClueCampaign } from './campaign-store.ts';
import { type ClueFacts, faultsOf, placeName } from './check-facts.ts';
import { reckonDue } from './deadlines.ts';
import { compareWithOthers } from './find-duplicates.ts';
import {
  correctBelow,
  lockHandedOf,
  settleCorrection,
  whyCountyMustLeave,
} from './handed-down/correct-below.ts';
import { readHandedFacts } from './handed-down/handed-facts.ts';
import { handlerAccused } from './handler-accused.ts';
import { whyNotItsHandler } from './handlers.ts';
import { noteAct } from './note-act.ts';
import {
  appendDisposal,
  listDisposals,
  listPersons,
  moveFirstDisposal,
  writePersons,
} from './parts-store.ts';
import { listDepartmentsOf, listStaff, readBureau } from './staff-store.ts';
import { lockClue, readForReckoning, type StoredClue, updateClue } from './store.ts';

export interface ClueEdit extends ClueFacts {
  readonly campaignId: string | null;
  /** Where another day than the written one is right. */
  readonly receivedOn?: string | undefined;
  /** Why the day is another one. */
  readonly reason: string;
}

/** Loads a clue for a change that is no step of its life. */
export async function lockFor(
  { tx, actor, id, version }: ActContext,
  from: (clue: StoredClue) => boolean,
): Promise<StoredClue | Exclude<ActResult, { status: 'done' }>> {
  const clue = await lockClue(tx, actor, id);
  if (clue === null) return { status: 'refused', reason: 'not-found' };
  if (clue.version !== version)
    return { status: 'refused', reason: 'changed-meanwhile', by: clue.changed_by_name };
  if (!isOwnDesk(clue, actor)) return { status: 'refused', reason: 'not-your-level' };
  return from(clue) ? clue : { status: 'refused', reason: 'not-in-this-state' };
}

const SETTLED: readonly string[] = ['closed', ...NO_ENTRY];

/** Whether what it says may still be corrected. */
export const isOpen = ({ state }: StoredClue): boolean => !SETTLED.includes(state);

/**
 * Whether the day of receipt may still be corrected. Every limit runs from it: once the clue is accepted, nobody gains or
 * takes time by moving it; the level above or the reopening set the day of others.
 */
export const isDayOpen = ({ state, reopened_on, handed_from }: StoredClue): boolean =>
  state === 'received' && reopened_on === null && handed_from === null;

/** Whether it stands on form F5 by itself, with its 处置情况. */
export const hasDisposal = ({ state }: StoredClue): boolean => isEntry(state);

/** Corrects what a clue says while it is open; who may see it and what it resembles follow. */
export const editClue = (context: ActContext, edit: ClueEdit): Promise<ActResult> =>
  correctClue(context, edit, { act: 'edit', text: '' });

/** The same as an act of another name; of a clue that was handed down, the counties that have it are told. */
export async function correctClue(
  context: ActContext,
  edit: ClueEdit,
  as: { readonly act: 'edit' | 'adopt-correction'; readonly text: string },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const handed = await lockHandedOf(context);
  const clue = await lockFor(context, isOpen);
  if ('status' in clue) return clue;
  const campaign = await readClueCampaign(tx, clue.county, edit.campaignId);
  const faults = [...(await faultsOf(tx, clue.county, edit, listsOf(campaign)))];
  if (campaign === null && edit.campaignId !== null)
    faults.push({ path: 'campaignId', message: '没有这个专项整治，请重新选择' });
  const day = edit.receivedOn === clue.received_on ? undefined : edit.receivedOn;
  if (day !== undefined) faults.push(...(await faultsOfDay(context, clue, { day, reason: edit.reason })));
  if (faults.length > 0) throw invalidInput('没有保存。请改正标出的各项，再提交一次。', faults);
  if (await wouldGoUp(context, clue, edit))
    return rule(
      'accuses-own-bureau',
      '改后反映的是本级住房保障部门，应由州级办理。请把它作为新线索另行登记（会自动转州级），本条写明原因不予受理。',
    );
  const place = (await placeName(tx, clue.county, edit.placeRegion)) ?? clue.place;
  const left = await whyCountyMustLeave(context, clue, handed, { ...edit, place });
  if (left !== null) return left;
  const said = await readHandedFacts(tx, clue);
  const at = deps.clock.now();
  await updateClue(
    tx,
    clue,
    {
      source: edit.source,
      campaign_id: edit.campaignId,
      place,
      place_region: edit.placeRegion,
      accused_organisation: edit.accusedOrganisation,
      accused_department_id: edit.accusedDepartmentId,
      summary: edit.summary,
      amount_fen: edit.amountFen,
      ...(day === undefined ? {} : { received_on: day }),
    },
    { name: actor.name, at },
  );
  if (day !== undefined) await moveFirstDisposal(tx, clue, day);
  const before = await listPersons(tx, clue.county, [clue.id]);
  const cameFrom = new Map(before.map((person) => [person.name, person.came_from]));
  await writePersons(
    tx,
    clue,
    edit.persons.map((person) => ({ ...person, came_from: cameFrom.get(person.name) ?? null })),
  );
  const text = day === undefined ? as.text : `收到日期由 ${clue.received_on} 改为 ${day}：${edit.reason}`;
  const payload = day === undefined ? {} : { receivedBefore: clue.received_on, receivedOn: day };
  await noteAct(context, clue, { act: as.act, text, byName: actor.name, at, payload });
  await refreshBarred(tx, clue.county, [clue.id]);
  await compareWithOthers(tx, deps, clue);
  const edited = await readForReckoning(tx, clue);
  const why = edited === null ? null : await whyNotItsHandler(tx, edited);
  if (why !== null) throw handlerAccused(why);
  if (edited !== null) {
    await reckonDue(tx, deps, edited);
    await settleCorrection(context, edited);
    await correctBelow(context, handed, said, await readHandedFacts(tx, edited));
  }
  return { status: 'done', version: clue.version + 1, state: clue.state };
}

async function faultsOfDay(
  { tx, deps }: ActContext,
  clue: StoredClue,
  { day, reason }: { readonly day: string; readonly reason: string },
): Promise<readonly FieldFault[]> {
  const fault = (path: string, message: string) => [{ path, message }];
  if (!isDayOpen(clue))
    return fault('receivedOn', '收到日期只能在受理前更正；上级转办、重新办理的线索也不能改');
  if (day > deps.clock.today()) return fault('receivedOn', '收到日期晚于今天');
  const [, second] = await listDisposals(tx, clue);
  if (second !== undefined && day > second.on)
    return fault('receivedOn', `收到日期晚于处置情况改动的 ${second.on}`);
  return [...reason].length < 2 ? fault('reason', '改收到日期请写明原因，至少两个字') : [];
}

/** Whether the county's own bureau would be accused by what is written now, and was not before. */
async function wouldGoUp({ tx }: ActContext, clue: StoredClue, edit: ClueEdit): Promise<boolean> {
  if (clue.county.endsWith('00')) return false;
  const accusation: Accusation = {
    organisations: edit.accusedOrganisation === null ? [] : [edit.accusedOrganisation],
    departments: edit.accusedDepartmentId === null ? [] : [edit.accusedDepartmentId],
    persons: edit.persons.map(({ name }) => name),
  };
  return accusesBureau(
    accusation,
    { code: clue.county, bureau: await readBureau(tx, clue.county) },
    await listStaff(tx, clue.county),
    await listDepartmentsOf(tx, clue.county),
  );
}

/** Sets 处置情况 where no act settles it: from the campaign's list, from a day not before the last change. */
export async function setDisposal(
  context: ActContext,
  input: { readonly disposal: string; readonly on: string },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const clue = await lockFor(context, hasDisposal);
  if ('status' in clue) return clue;
  const campaign = await readClueCampaign(tx, clue.county, clue.campaign_id);
  if (!listsOf(campaign).disposals.includes(input.disposal))
    return rule('unknown-disposal', `处置情况没有“${input.disposal}”这一项。请从列表中选择。`);
  if (input.on > deps.clock.today()) return rule('in-the-future', '日期晚于今天。请填实际发生的日期。');
  const last = (await listDisposals(tx, clue)).at(-1);
  if (last !== undefined && input.on < last.on)
    return rule('before-last', `日期早于上一次处置情况的 ${last.on}。请核对。`);
  const at = deps.clock.now();
  await updateClue(tx, clue, { disposal: input.disposal }, { name: actor.name, at });
  await appendDisposal(tx, clue, input.disposal, input.on);
  const text = `${input.disposal}（${input.on} 起）`;
  await noteAct(context, clue, { act: 'disposal', text, byName: actor.name, at, payload: { on: input.on } });
  return { status: 'done', version: clue.version + 1, state: clue.state };
}
