import { SATISFACTION, type Satisfaction, workerAt } from '@anju/domain';
import { type ActContext, type ActResult, perform } from './act-on-clue.ts';
import { namedAmong } from './deadlines.ts';
import { settleClue, tellRole } from './notices.ts';
import { listMerged, updateClue } from './store.ts';
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
    change: (clue) => ({
      ...NO_RESULT,
      reopened: clue.reopened + 1,
      reopened_on: deps.clock.today(),
      concluded_by: null,
      concluded_by_name: null,
      concluded_on: null,
      answered_on: null,
      answer_method: null,
      satisfaction: null,
      closed_on: null,
    }),
    after: async (clue) => {
      await settleClue(tx, deps, clue, ['clue-dissatisfied']);
      for (const one of [clue, ...(await listMerged(tx, clue))])
        await updateClue(tx, one, { extended_days: 0, extension_told_on: null, is_repeat: false }, null);
      // Whoever was told that it is refused is told anew when it is accepted.
      if (clue.state === 'refused')
        for (const one of namedAmong(clue, await listMerged(tx, clue)))
          await updateClue(tx, one, { told_on: null }, null);
      const notice = { kind: 'todo', says: '线索重新办理', key: 'clue-handle', dueOn: null } as const;
      await tellRole(tx, deps, clue, { role: workerAt(clue.county) }, notice);
    },
  });
}
