import { isEntry, isSettled, MOST_REPORTED_PERSONS, personKey } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { type ActContext, type ActResult, perform, rule } from './act-on-clue.ts';
import { refreshBarred } from './barred.ts';
import { reckonDue } from './deadlines.ts';
import { compareWithOthers } from './find-duplicates.ts';
import { endAnswered } from './handed-down/end-below.ts';
import { lockBelow } from './handed-down/lock-below.ts';
import { handlerAccused } from './handler-accused.ts';
import { whyNotItsHandler } from './handlers.ts';
import { leaveTarget } from './leave-target.ts';
import { settleClue } from './notices.ts';
import { insertNote, listPersons, type ReportedPerson, writePersons } from './parts-store.ts';
import {
  hasConsequences,
  listMerged,
  lockClue,
  moveClues,
  readClue,
  type StoredClue,
  updateClue,
} from './store.ts';

/**
 * 并案: one matter reported twice is registered once. Both sources, notes and papers stay and are read together; the
 * persons of both are those of the one that stays, at most three, chosen by the officer where they are more. What is
 * settled takes a repeat and keeps the persons that it was settled about.
 * @param persons which persons stay, as 0-based places in those of the target followed by those of the merged one;
 *   null takes all
 */
export async function mergeClue(
  context: ActContext,
  input: { readonly into: string; readonly persons: readonly number[] | null; readonly text: string },
): Promise<ActResult> {
  const { tx, actor } = context;
  if (input.into === context.id) return rule('same-clue', '不能把一条线索并入它自己。');
  const below = await lockBelow(context);
  // Both in one order, so that two officers merging the same two wait for each other instead of deadlocking.
  for (const id of [context.id, input.into].sort()) await lockClue(tx, actor, id);
  const target = await lockClue(tx, actor, input.into);
  if (target === null) return { status: 'refused', reason: 'not-found' };
  return perform(context, {
    act: 'merge',
    permission: 'clue.triage',
    text: [`并入${target.number}`, input.text].filter(Boolean).join('：'),
    check: async (clue) => {
      if (target.county !== clue.county)
        return rule('other-county', '两条线索不在同一个县市办理，不能并案。');
      if (!isEntry(target.state))
        return rule(
          'target-no-entry',
          `${target.number}不予受理、已并入其他线索或已由上级撤回，不能再并入。请并入登记在办或已办结的那一条。`,
        );
      // The one that stays is what the forms count: it must stand in the campaign that the other one is counted in.
      if (clue.campaign_id !== null && clue.campaign_id !== target.campaign_id)
        return rule(
          'other-campaign',
          isSettled(target.state)
            ? `${target.number}已办结，不在本条所属的专项整治中；并入后报表会少一件。请把本条单独办理。`
            : `${target.number}不在本条所属的专项整治中，并入后报表会少一件。请先在${target.number}中选择同一专项整治。`,
        );
      // Forms tell a matter under the clue that stays: a second problem of it would be finished twice and found once.
      if (await hasConsequences(tx, clue))
        return rule(
          'has-consequences',
          `本条已列为问题或有问责记录，并入后报表里没有它的着落。请反过来把${target.number}并入本条。`,
        );
      if ((await listMerged(tx, clue)).length > 0)
        return rule('has-merged', '这条线索里已并入别的线索。请先把那些并入目标线索，或撤销并案。');
      const { chosen } = await personsAfter(context, clue, target, input.persons);
      if (chosen.length < 1 || chosen.length > MOST_REPORTED_PERSONS)
        return rule(
          'persons-to-choose',
          `两条线索的被反映人合计超过 ${MOST_REPORTED_PERSONS} 人。请选择保留 1 至 ${MOST_REPORTED_PERSONS} 人，其余写进说明。`,
        );
      return null;
    },
    change: () => ({
      merged_into: target.id,
      merged_on: context.deps.clock.today(),
      is_repeat: target.answered_on !== null,
    }),
    payload: { into: target.id },
    after: async (clue) => {
      await endAnswered(context, below);
      await joinInto(context, clue, target, input.persons);
    },
  });
}

/** The persons of both: those of the one that stays, then those whom only the other names. */
export async function unionOfPersons(
  tx: Tx,
  clue: StoredClue,
  target: StoredClue,
): Promise<readonly OfClue[]> {
  const all = await listPersons(tx, clue.county, [clue.id, target.id]);
  const kept = all.filter((person) => person.clue_id === target.id);
  const keys = new Set(kept.map(({ name }) => personKey(name)));
  const fresh = all.filter(({ clue_id, name }) => {
    const key = personKey(name);
    return clue_id === clue.id && key !== null && !keys.has(key);
  });
  return [...kept, ...fresh.map((person) => ({ ...person, came_from: clue.id }))];
}

type OfClue = ReportedPerson & { readonly clue_id: string };

interface Chosen {
  readonly chosen: readonly OfClue[];
  readonly left: readonly OfClue[];
}

async function personsAfter(
  { tx }: ActContext,
  clue: StoredClue,
  target: StoredClue,
  persons: readonly number[] | null,
): Promise<Chosen> {
  const union = await unionOfPersons(tx, clue, target);
  if (isSettled(target.state)) {
    const chosen = union.filter((person) => person.clue_id === target.id);
    return { chosen, left: union.filter((person) => !chosen.includes(person)) };
  }
  const chosen = persons === null ? union : union.filter((_, n) => persons.includes(n));
  return { chosen, left: union.filter((person) => !chosen.includes(person)) };
}

async function joinInto(
  context: ActContext,
  clue: StoredClue,
  target: StoredClue,
  persons: readonly number[] | null,
): Promise<void> {
  const { tx, deps, actor } = context;
  const at = deps.clock.now();
  const { chosen, left } = await personsAfter(context, clue, target, persons);
  await moveClues(tx, clue.county, [clue.id], target.region);
  await writePersons(tx, target, chosen);
  const displaced = left
    .filter(({ clue_id }) => clue_id === target.id)
    .map(({ clue_id: _, ...person }) => person);
  await updateClue(tx, clue, { displaced: JSON.stringify(displaced) }, null);
  await insertNote(tx, target, {
    id: deps.ids(),
    act: 'merge',
    text: [
      isSettled(target.state) ? `${clue.number}作为重复反映并入本条` : `${clue.number}并入本条`,
      ...(left.length === 0
        ? []
        : [`未列入被反映人：${left.map(({ name, post }) => `${name} ${post}`.trim()).join('、')}`]),
    ].join('；'),
    byId: actor.id,
    byName: actor.name,
    at,
  });
  await updateClue(tx, target, {}, { name: actor.name, at });
  await settleClue(tx, deps, clue, ['clue-new', 'clue-handle']);
  await refreshBarred(tx, clue.county, [target.id]);
  await compareWithOthers(tx, deps, target);
  await reckonDue(tx, deps, target);
  // A clue that nobody may handle as it now stands is not left with its handler.
  const why = await whyNotItsHandler(tx, target);
  if (why !== null) throw handlerAccused(why);
}

/**
 * 撤销并案: taken out again, it stands where it stood before, with the limits that it would have had; its persons leave
 * the other one. What was told and accepted with the other one only is to be done for it itself.
 */
export async function unmergeClue(context: ActContext, input: { readonly text: string }): Promise<ActResult> {
  const { tx, actor } = context;
  // The one that stays first: its acts take along those that are merged into it.
  const { merged_into: into } = (await readClue(tx, actor, context.id)) ?? { merged_into: null };
  if (into !== null) await lockClue(tx, actor, into);
  return await perform(context, {
    act: 'unmerge',
    permission: 'clue.triage',
    text: input.text,
    change: (clue) => ({
      merged_into: null,
      merged_on: null,
      displaced: '[]',
      is_repeat: false,
      told_on: clue.accepted_on === null ? null : clue.told_on,
      handler_organisation: null,
      handler_department_id: null,
      handler_id: null,
      handler_name: null,
    }),
    after: async (clue) => {
      if (clue.merged_into === null) return;
      const target = await lockClue(tx, actor, clue.merged_into);
      if (target === null) return;
      await leaveTarget(context, clue, target, { name: actor.name, text: input.text });
    },
  });
}
