import { type ActContext, type ActResult, perform, rule } from '../act-on-clue.ts';
import { answerTransfer, listTransfers } from '../transfer-store.ts';
import { endBelow, whyNotEnded } from './end-below.ts';
import { lockBelow } from './lock-below.ts';

/** 撤回转办: the prefecture takes a clue back that the county has not answered, and gives it to somebody anew. */
export async function recallClue(context: ActContext, input: { readonly text: string }): Promise<ActResult> {
  const { tx, deps } = context;
  const below = await lockBelow(context);
  return await perform(context, {
    act: 'recall',
    permission: 'clue.hand-down',
    text: input.text,
    check: async (clue) => {
      const last = (await listTransfers(tx, clue)).at(-1);
      if (below === null || last?.handed_clue !== below.clue.id)
        return rule('not-handed-down', '这条线索不是在系统内转办的，请登记承接单位的回执、退回或结果。');
      return await whyNotEnded(context, below);
    },
    change: () => ({ handler_name: null }),
    after: async (clue) => {
      const last = (await listTransfers(tx, clue)).at(-1);
      if (below === null || last === undefined) return;
      const on = deps.clock.today();
      await answerTransfer(tx, clue, last.id, { kind: 'recall', on, reason: input.text });
      await endBelow(context, below, { says: '上级撤回转办', text: input.text });
    },
  });
}
