import { SATISFACTION, type Satisfaction, workerAt } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { type ActContext, type ActResult, perform, rule } from './act-on-clue.ts';
import { namedAmong } from './deadlines.ts';
import { settleClue, tellRole } from './notices.ts';
import { listMerged, type StoredClue, updateClue } from './store.ts';
import { NO_RESULT } from './triage.ts';

/** How satisfied the reporter is; who is not may see the clue taken up again. */
export function recordSatisfaction(
  context: ActContext,
  input: { readonly satisfaction: Satisfaction; readonly text: string },
): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'record-satisfaction',
    permission: 'clue.triage',
    text: [SATISFACTION[input.satisfaction], input.text].filter((part) => part !== '').join('：'),
    change: () => ({ satisfaction: input.satisfaction }),
    payload: { satisfaction: input.satisfaction },
    after: async (clue) => {
      if (input.satisfaction !== 'dissatisfied') return;
      const notice = {
        kind: 'todo',
        says: '举报人不满意，请决定是否重新办理',
        key: 'clue-dissatisfied',
      } as const;
      await tellRole(tx, deps, clue, { role: 'leader' }, notice);
    },
  });
}

/** Looked into again, or decided on again where it had been refused: limits count anew from today. */
export function reopenClue(context: ActContext, input: { readonly text: string }): Promise<ActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'reopen',
    permission: 'clue.reopen',
    text: input.text,
    check: (clue) =>
      isSentBack(clue)
        ? rule('sent-back', '这是上级转办、已退回上级的线索，须由上级再次转办，不能自行重新办理。')
        : null,
    change: (clue) => takenUpAgain(clue, deps.clock.today()),
    after: async (clue) => {
      await settleClue(tx, deps, clue, ['clue-dissatisfied']);
      await beginAgain(tx, clue);
      const notice = { kind: 'todo', says: '线索重新办理', key: 'clue-handle', dueOn: null } as const;
      await tellRole(tx, deps, clue, { role: workerAt(clue.county) }, notice);
    },
  });
}

/** The level above has it again: what the county reopened would be looked into, and counted, twice. */
export const isSentBack = ({ handed_from, state }: StoredClue): boolean =>
  handed_from !== null && state === 'refused';

/** What changes of a clue that is looked into again: it has no result, and its limits count from `today`. */
export const takenUpAgain = (clue: StoredClue, today: string) => ({
  ...NO_RESULT,
  reopened: clue.reopened + 1,
  reopened_on: today,
  concluded_by: null,
  concluded_by_name: null,
  concluded_on: null,
  answered_on: null,
  answer_method: null,
  satisfaction: null,
  closed_on: null,
});

/** With it, what was merged into it begins again. `clue`: as it stood before. */
export async function beginAgain(tx: Tx, clue: StoredClue): Promise<void> {
  const merged = await listMerged(tx, clue);
  for (const one of [clue, ...merged])
    await updateClue(tx, one, { extended_days: 0, extension_told_on: null, is_repeat: false }, null);
  // Whoever was told that it is refused is told anew when it is accepted.
  if (clue.state === 'refused')
    for (const one of namedAmong(clue, merged)) await updateClue(tx, one, { told_on: null }, null);
}
