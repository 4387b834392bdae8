import {
  ANSWER_METHODS,
  type AnswerMethod,
  type ClueKind,
  type ClueResult,
  MOST_EXTENDED_DAYS,
  workerAt,
} from '@anju/domain';
import { loadCalendar } from '../calendar/index.ts';
import { type ActContext, type ActResult, perform, type RuleRefusal, rule } from './act-on-clue.ts';
import { deadlinesOf, namedAmong } from './deadlines.ts';
import { reportUp } from './handed-down/report-up.ts';
import { settleClue, tellPerson, tellRole, tellToConclude } from './notices.ts';
import { listMerged, type StoredClue, updateClue } from './store.ts';

export interface Said {
  readonly text: string;
  readonly paperIds: readonly string[];
}

/** The clue is taken on; its kind decides the time limits. */
export function acceptClue(
  context: ActContext,
  input: Said & { readonly kind: ClueKind },
): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'accept',
    permission: 'clue.triage',
    text: input.text,
    paperIds: input.paperIds,
    change: () => ({ kind: input.kind, accepted_on: deps.clock.today() }),
    payload: { kind: input.kind },
    after: (clue) => settleClue(tx, deps, clue, ['clue-new']),
  });
}

export function refuseClue(context: ActContext, input: Said): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'refuse',
    permission: 'clue.triage',
    text: input.text,
    paperIds: input.paperIds,
    change: () => ({ closed_on: deps.clock.today() }),
    after: async (clue) => {
      await settleClue(tx, deps, clue, ['clue-new']);
      await reportUp(context, clue, { kind: 'return', text: input.text });
    },
  });
}

/** A day that an act says something happened on: not before the clue came in, not in the future. */
export function dayFault(context: ActContext, clue: StoredClue, on: string): RuleRefusal | null {
  if (on > context.deps.clock.today()) return rule('in-the-future', '日期晚于今天。请填实际发生的日期。');
  return on < clue.received_on
    ? rule('before-received', `日期早于收到线索的 ${clue.received_on}。请核对。`)
    : null;
}

/**
 * A named reporter is told whether the clue was accepted.
 * @param of the clue whose reporter was told, of those merged into this one or itself; null for all who were not yet
 */
export function tellAcceptance(
  context: ActContext,
  input: Said & { readonly on: string; readonly of: string | null },
): Promise<ActResult> {
  const untold = async (clue: StoredClue) =>
    namedAmong(clue, await listMerged(context.tx, clue)).filter(
      ({ id, told_on }) => told_on === null && (input.of === null || input.of === id),
    );
  return perform(context, {
    act: 'tell-acceptance',
    permission: 'clue.triage',
    text: input.text,
    paperIds: input.paperIds,
    check: async (clue) => {
      const told = await untold(clue);
      if (told.length === 0) return rule('told-already', '已登记过告知，不必重复登记。请刷新后查看。');
      return told.map((one) => dayFault(context, one, input.on)).find((fault) => fault !== null) ?? null;
    },
    change: () => ({}),
    after: async (clue) => {
      for (const one of await untold(clue)) await updateClue(context.tx, one, { told_on: input.on }, null);
    },
  });
}

/** Petitions of a clue, its own or merged into it, whose time may still be extended today: once, and before it ran out. */
export async function extendable(
  context: Pick<ActContext, 'tx' | 'deps'>,
  clue: StoredClue,
): Promise<readonly StoredClue[]> {
  const { tx, deps } = context;
  const calendar = await loadCalendar(tx, clue.county);
  const deadlines = await deadlinesOf(tx, clue, calendar, deps.clock.today());
  const late = deadlines.filter(({ key, state }) => key === 'finish' && state === 'late').map(({ of }) => of);
  return [clue, ...(await listMerged(tx, clue))].filter(
    (one) =>
      one.kind === 'petition' &&
      one.extended_days === 0 &&
      !late.includes(one.id === clue.id ? null : one.number),
  );
}

/** A leader grants more time for petitions before it runs out, once. Who gave a name is then to be told of it. */
export function extendClue(
  context: ActContext,
  input: { readonly days: number; readonly text: string },
): Promise<ActResult> {
  let granted: readonly StoredClue[] = [];
  return perform(context, {
    act: 'extend',
    permission: 'clue.extend',
    text: `${extensionSays(input.days)}${input.text}`,
    check: async (clue) => {
      granted = await extendable(context, clue);
      return granted.length > 0 ? null : whyNotExtendable(clue, await listMerged(context.tx, clue));
    },
    change: () => ({}),
    payload: { days: input.days },
    after: async () => {
      for (const one of granted)
        await updateClue(context.tx, one, { extended_days: input.days, extension_told_on: null }, null);
    },
  });
}

/** What stands before the reason in the note of an extension. */
export const extensionSays = (days: number): string => `延长 ${days} 日：`;

function whyNotExtendable(clue: StoredClue, merged: readonly StoredClue[]): RuleRefusal {
  const petitions = [clue, ...merged].filter(({ kind }) => kind === 'petition');
  if (petitions.length === 0) return rule('not-extendable', '只有申诉求决类事项的 60 日办理期限可以延长。');
  if (petitions.some(({ extended_days }) => extended_days === 0))
    return rule('limit-passed', '办理期限已过，不能再延长。请尽快办结，逾期如实保留。');
  return rule(
    'extended-already',
    `已延长过 ${petitions[0]?.extended_days} 日，只能延长一次，最多 ${MOST_EXTENDED_DAYS} 日。`,
  );
}

/** Petitioners who gave a name and were not told yet that their time was extended. */
export const untoldOfExtension = (named: readonly StoredClue[]): readonly StoredClue[] =>
  named.filter(({ extended_days, extension_told_on }) => extended_days > 0 && extension_told_on === null);

/** Who gave a name is told that their time was extended, by letter or otherwise. */
export function tellExtension(
  context: ActContext,
  input: Said & { readonly on: string; readonly of: string | null },
): Promise<ActResult> {
  const untold = async (clue: StoredClue) =>
    untoldOfExtension(namedAmong(clue, await listMerged(context.tx, clue))).filter(
      ({ id }) => input.of === null || input.of === id,
    );
  return perform(context, {
    act: 'tell-extension',
    permission: 'clue.triage',
    text: input.text,
    paperIds: input.paperIds,
    check: async (clue) =>
      (await untold(clue)).length === 0
        ? rule('told-already', '没有待告知的延期，或已登记过告知。请刷新后查看。')
        : dayFault(context, clue, input.on),
    change: () => ({}),
    after: async (clue) => {
      for (const one of await untold(clue))
        await updateClue(context.tx, one, { extension_told_on: input.on }, null);
    },
  });
}

/** What the inquiry found; another person concludes. */
export function reportResult(
  context: ActContext,
  input: Said & { readonly result: ClueResult },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'report-result',
    permission: 'clue.inquire',
    text: input.text,
    paperIds: input.paperIds,
    check: (clue) => {
      const desk = actor.roles.some((role) => role !== 'community-worker');
      if (desk || clue.handler_id === null || clue.handler_id === actor.id) return null;
      return rule('not-your-clue', `这条线索由${clue.handler_name ?? '他人'}办理，不能代为提交结果。`);
    },
    change: () => ({
      result: input.result,
      result_text: input.text,
      reported_by: actor.id,
      reported_by_name: actor.name,
    }),
    payload: { result: input.result },
    after: async (clue) => {
      await settleClue(tx, deps, clue, ['clue-handle', 'clue-message']);
      await tellToConclude(tx, deps, clue);
    },
  });
}

/** A second person agrees with the result. */
export function concludeClue(context: ActContext, input: { readonly text: string }): Promise<ActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'conclude',
    permission: 'clue.conclude',
    text: input.text,
    change: () => ({
      concluded_by: actor.id,
      concluded_by_name: actor.name,
      concluded_on: deps.clock.today(),
    }),
    after: async (clue) => {
      await settleClue(tx, deps, clue, ['clue-conclude']);
      if (clue.result !== null)
        await reportUp(context, clue, { kind: 'outcome', result: clue.result, text: clue.result_text ?? '' });
      const notice = { kind: 'todo', says: '线索待反馈举报人', key: 'clue-answer' } as const;
      await tellRole(tx, deps, clue, { role: workerAt(clue.county) }, notice);
    },
  });
}

export function returnClue(context: ActContext, input: { readonly text: string }): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'return',
    permission: 'clue.conclude',
    text: input.text,
    change: () => NO_RESULT,
    after: async (clue) => {
      await settleClue(tx, deps, clue, ['clue-conclude']);
      if (clue.reported_by === null) return;
      const notice = { kind: 'todo', says: '线索被退回补查', key: 'clue-handle' } as const;
      await tellPerson(tx, deps, clue, clue.reported_by, notice);
    },
  });
}

/** What a clue has of its result while it is looked into again. */
export const NO_RESULT = {
  result: null,
  result_text: null,
  reported_by: null,
  reported_by_name: null,
} as const;

/** The reporter is answered, and the clue is done. */
export function answerReporter(
  context: ActContext,
  input: Said & { readonly method: AnswerMethod },
): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'answer',
    permission: 'clue.triage',
    text: `${ANSWER_METHODS[input.method]}：${input.text}`,
    paperIds: input.paperIds,
    check: async (clue) =>
      input.method === 'none' && namedAmong(clue, await listMerged(tx, clue)).length > 0
        ? rule('named-unanswered', '实名举报须把结果反馈本人，不能存档备查了事。请选择反馈方式。')
        : null,
    change: () => ({
      answered_on: deps.clock.today(),
      answer_method: input.method,
      closed_on: deps.clock.today(),
    }),
    payload: { method: input.method },
    after: (clue) => settleClue(tx, deps, clue, ['clue-answer']),
  });
}
