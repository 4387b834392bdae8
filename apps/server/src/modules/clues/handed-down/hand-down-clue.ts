import { clueLineFromAbove } from '@anju/domain';
import type { PaperRow } from '../../papers/index.ts';
import { type ActContext, type ActResult, perform, type RuleRefusal, rule } from '../act-on-clue.ts';
import { accusationOf } from '../handlers.ts';
import { settleClue } from '../notices.ts';
import { moveCluster } from '../route-clue.ts';
import { readAccusation } from '../staff-store.ts';
import { readClue, type StoredClue } from '../store.ts';
import { insertTransfer } from '../transfer-store.ts';
import { type CountyDesk, listCountyDesks } from './county-desks.ts';
import { endBelow, whyNotEnded } from './end-below.ts';
import { choosePapers, sendPapers } from './handed-papers.ts';
import { type Below, lockBelow } from './lock-below.ts';
import { registerBelow } from './register-below.ts';
import { accusesOthers, takeUpBelow } from './take-up-below.ts';

/**
 * 转办: the county's desk looks into what reached the prefecture, by a day; the clue waits for what it finds. Who
 * reported, what papers were not chosen, and the receipt stay here. A county that had it before has the same clue again;
 * another one that had it has it no more.
 */
export async function handDownClue(
  context: ActContext,
  input: {
    readonly county: string;
    readonly dueOn: string;
    readonly text: string;
    readonly paperIds: readonly string[];
  },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const last = await lockBelow(context);
  const again = await lockBelow(context, input.county);
  const elsewhere = last?.clue.county === input.county ? null : last;
  const seen = await readClue(tx, actor, context.id);
  const desks = seen === null ? [] : await listCountyDesks(tx, seen);
  const chosen = desks.find(({ county }) => county === input.county);
  const handed = again?.clue.id ?? deps.ids();
  let papers: readonly PaperRow[] = [];
  return await perform(context, {
    act: 'hand-down',
    permission: 'clue.hand-down',
    text: `${chosen?.bureau ?? ''}，请于 ${input.dueOn} 前办结并报告结果。${input.text}`,
    receiver: 'department',
    check: async (clue) => {
      const along = await choosePapers(tx, clue, input.paperIds);
      if ('status' in along) return along;
      papers = along;
      return await refusalOf(context, clue, { chosen, again, elsewhere, ...input });
    },
    change: (clue) => ({
      handler_organisation: null,
      handler_department_id: null,
      handler_id: null,
      handler_name: chosen?.bureau ?? null,
      handed_on: clue.handed_on ?? deps.clock.today(),
    }),
    payload: { receiver: 'department', papers: input.paperIds.length },
    after: async (clue) => {
      await insertTransfer(tx, clue, {
        id: deps.ids(),
        receiver: 'department',
        receiverName: chosen?.bureau ?? '',
        letterNo: '系统内转办',
        sentOn: deps.clock.today(),
        dueOn: input.dueOn,
        handed: { county: input.county, id: handed },
      });
      await moveCluster(context, clue, clue.county.padEnd(12, '0'));
      await settleClue(tx, deps, clue, ['clue-handle']);
      if (elsewhere !== null)
        await endBelow(context, elsewhere, { says: '上级改由其他县市办理', text: input.text });
      const noteId = deps.ids();
      if (again === null) await registerBelow(context, clue, { ...input, id: handed, noteId });
      else await takeUpBelow(context, again, { ...input, noteId });
      const region = again?.clue.region ?? input.county.padEnd(12, '0');
      await sendPapers(context, papers, { clue: { county: input.county, id: handed, region }, noteId });
    },
  });
}

async function refusalOf(
  context: ActContext,
  clue: StoredClue,
  input: {
    readonly chosen: CountyDesk | undefined;
    readonly again: Below | null;
    readonly elsewhere: Below | null;
    readonly dueOn: string;
    readonly text: string;
  },
): Promise<RuleRefusal | null> {
  const { tx, deps } = context;
  const { chosen, again, elsewhere } = input;
  if (chosen === undefined) return rule('no-such-handler', '没有这个县市，或不在本级辖区。请重新选择。');
  if (chosen.why !== null)
    return rule('left-out', `不能转办给${chosen.name}：${chosen.why}。请选择其他县市，或由本级办理、移送。`);
  if (input.dueOn < deps.clock.today()) return rule('due-before-sent', '办结期限早于今天。请核对。');
  if (clue.state === 'inquiring' && input.text.length < 2)
    return rule('reason-needed', '核查中转办须写明原因。');
  if (again !== null && (await accusesOthers(context, clue, again)))
    return rule(
      'accuses-others',
      `转办后并入的线索还反映了别人，${chosen.name}那一件里没有。请先联系其补上，再转办。`,
    );
  if (elsewhere !== null && clueLineFromAbove(elsewhere.clue.state, 'withdraw') !== null) {
    const held = await whyNotEnded(context, elsewhere);
    if (held !== null) return held;
  }
  const own = await readAccusation(tx, clue.county, [clue.id]);
  const whole = await accusationOf(tx, clue);
  const same = (a: readonly string[], b: readonly string[]) => b.every((one) => a.includes(one));
  // The county would not know whom it has to leave out.
  return same(own.organisations, whole.organisations) &&
    same(own.departments, whole.departments) &&
    same(own.persons, whole.persons)
    ? null
    : rule('merged-accuse-others', '并入的线索还反映了别的单位或人员。请先撤销并案，再分别转办。');
}
