import { type ActContext, type ActResult, perform, type RuleRefusal, rule } from './act-on-clue.ts';
import { endAnswered } from './handed-down/end-below.ts';
import { lockBelow } from './handed-down/lock-below.ts';
import { type Candidate, type HandlerChoice, isSameChoice, listHandlers } from './handlers.ts';
import { settleClue } from './notices.ts';
import { listMerged, moveClues, readClue, type StoredClue } from './store.ts';
import { tellHandler } from './tell-handler.ts';

/** 分办: gives a clue to whoever looks into it, never to those it accuses or who are related to them. */
export async function routeClue(
  context: ActContext,
  input: { readonly to: HandlerChoice; readonly text: string },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const below = await lockBelow(context);
  const seen = await readClue(tx, actor, context.id);
  const handlers = seen === null ? [] : await listHandlers(tx, seen);
  const chosen = handlers.find(({ choice }) => isSameChoice(choice, input.to));
  return perform(context, {
    act: 'route',
    permission: 'clue.triage',
    text: chosen === undefined ? input.text : [`交${nameOf(chosen)}`, input.text].filter(Boolean).join('：'),
    check: (clue) => refusalOf(clue, chosen, input.text),
    change: (clue) => ({
      handler_organisation: input.to.kind === 'organisation' ? input.to.organisation : null,
      handler_department_id: input.to.kind === 'department' ? input.to.departmentId : null,
      handler_id: input.to.kind === 'person' ? input.to.personId : null,
      handler_name: chosen === undefined ? null : nameOf(chosen),
      handed_on: clue.handed_on ?? deps.clock.today(),
    }),
    payload: { handler: chosen === undefined ? null : nameOf(chosen) },
    after: async (clue) => {
      if (chosen === undefined) return;
      await endAnswered(context, below);
      await moveCluster(context, clue, chosen.region);
      await settleClue(tx, deps, clue, ['clue-handle']);
      const notice = { kind: 'todo', says: '线索待核查', key: 'clue-handle' } as const;
      await tellHandler(tx, deps, clue, input.to, notice);
    },
  });
}

/** A clue goes to its handler with what was merged into it. */
export async function moveCluster({ tx }: ActContext, clue: StoredClue, region: string): Promise<void> {
  const merged = await listMerged(tx, clue);
  await moveClues(tx, clue.county, [clue.id, ...merged.map(({ id }) => id)], region);
}

const nameOf = ({ name, of }: Candidate): string => (of === null ? name : `${name}（${of}）`);

function refusalOf(clue: StoredClue, chosen: Candidate | undefined, text: string): RuleRefusal | null {
  if (chosen === undefined)
    return rule('no-such-handler', '没有这个承办单位或承办人，或者不在这条线索的县市。请重新选择。');
  if (chosen.why !== null)
    return rule('left-out', `不能交给${nameOf(chosen)}：${chosen.why}。请选择其他承办单位或承办人。`);
  return clue.state === 'inquiring' && text.length < 2 ? rule('reason-needed', '改派须写明原因。') : null;
}
