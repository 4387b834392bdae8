import { addDays, type CalendarDate } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import { settableClock } from '../../platform/clock.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { DEMONSTRATION_NEIGHBOUR } from '../organisations/index.ts';
import type { ActContext, ActResult } from './act-on-clue.ts';
import { DEMO_CLUES, type DemoClue, type DemoStage } from './demo-clues.ts';
import { NEIGHBOUR_CLUES } from './demo-neighbour-clues.ts';
import { mergeClue, unmergeClue } from './merge-clues.ts';
import { registerClue } from './register-clue.ts';
import { routeClue } from './route-clue.ts';
import { recordReceipt, transferClue } from './transfer-clue.ts';
import {
  acceptClue,
  answerReporter,
  concludeClue,
  refuseClue,
  reportResult,
  tellAcceptance,
} from './triage.ts';

/**
 * Clues at every stage, two pairs that look alike, some late: entered and carried on by the acts that people use. A few
 * in the second county, whose leader concludes them.
 */
export async function registerDemoClues(deps: Deps, demonstration: Demonstration): Promise<void> {
  const keyed = new Map<string, string>();
  const register = async (clues: readonly DemoClue[], people: Pick<Cast, 'officer' | 'reviewer'>) => {
    for (const clue of [...clues].sort((a, b) => b.daysAgo - a.daysAgo))
      await inScope(deps.db, people.officer.scope, (tx) =>
        carryDemoClue({ tx, deps, keyed, campaignId: null, ...people }, clue),
      );
  };
  await register(DEMO_CLUES, {
    officer: demonstration.actor('county-officer'),
    reviewer: demonstration.actor('reviewer'),
  });
  await register(NEIGHBOUR_CLUES, {
    officer: demonstration.actor('county-officer', DEMONSTRATION_NEIGHBOUR),
    reviewer: demonstration.actor('leader', DEMONSTRATION_NEIGHBOUR),
  });
}

interface Cast {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly officer: Actor;
  readonly reviewer: Actor;
  readonly campaignId: string | null;
  /** The clues that others are merged into. */
  readonly keyed: Map<string, string>;
}

const NOON_MS = 12 * 3_600_000;
const BEIJING_MS = 8 * 3_600_000;

/** The server's means on an earlier day. */
function onDay(deps: Deps, day: CalendarDate): Deps {
  const noon = new Date(Date.parse(`${day}T00:00:00Z`) + NOON_MS - BEIJING_MS);
  return { ...deps, clock: settableClock(noon) };
}

const SAID = { text: '（演示）', paperIds: [] } as const;

/** Which acts bring a clue to a stage, in their order. */
const WAY: Readonly<Record<DemoStage, readonly DemoStep[]>> = {
  received: [],
  refused: ['refuse'],
  accepted: ['accept'],
  inquiring: ['accept', 'route'],
  transferred: ['accept', 'transfer'],
  reported: ['accept', 'route', 'result'],
  concluded: ['accept', 'route', 'result', 'conclude'],
  closed: ['accept', 'route', 'result', 'conclude', 'answer'],
};
/** Who gave a name is told soon after it was decided, but for the one whose telling is still to do. */
function stepsOf({ stage, reporter, joins }: DemoClue): readonly DemoStep[] {
  if (joins !== undefined) return [...WAY[stage], 'merge', ...(joins.undone ? (['unmerge'] as const) : [])];
  if (reporter === undefined || stage === 'accepted') return WAY[stage];
  return WAY[stage].flatMap((step) => (step === 'accept' || step === 'refuse' ? [step, 'tell'] : [step]));
}

type DemoStep =
  | 'refuse'
  | 'accept'
  | 'tell'
  | 'route'
  | 'transfer'
  | 'result'
  | 'conclude'
  | 'answer'
  | 'merge'
  | 'unmerge';

/** Enters a clue and brings it to its stage; its id, and how many days ago the last act was. */
export async function carryDemoClue(
  { tx, deps, officer, reviewer, campaignId, keyed }: Cast,
  clue: DemoClue,
): Promise<{ readonly id: string; readonly lastDaysAgo: number }> {
  const day = addDays(deps.clock.today(), -clue.daysAgo);
  const steps = stepsOf(clue);
  const [name, post, level] = clue.person;
  const registered = await registerClue(
    { tx, deps: onDay(deps, day), actor: officer },
    {
      channel: clue.channel,
      kind: clue.kind,
      source: clue.source,
      campaignId,
      receivedOn: day,
      placeRegion: officer.county,
      accusedOrganisation: clue.office === undefined ? null : `${officer.county}${clue.office}`,
      accusedDepartmentId: null,
      summary: `（演示）${clue.summary}`,
      amountFen: clue.yuan === undefined ? null : clue.yuan * 100,
      persons: [{ name, post, level }],
      reporter:
        clue.reporter === undefined
          ? null
          : { name: clue.reporter, phone: '13900000000', idNumber: '', address: '' },
      paperIds: [],
    },
  );
  if (registered.id === null) throw new Error('a demonstration clue was refused');
  if (clue.key !== undefined) keyed.set(clue.key, registered.id);
  const into = clue.joins === undefined ? null : (keyed.get(clue.joins.key) ?? null);
  let version = 1;
  for (const [n, step] of steps.entries()) {
    const earlier = addDays(day, Math.min(clue.daysAgo, (n + 1) * 2));
    const actor = step === 'conclude' ? reviewer : officer;
    const context = { tx, deps: onDay(deps, earlier), actor, id: registered.id, version };
    const result = await STEPS[step](context, { ...clue, into }, earlier);
    if (result.status !== 'done') throw new Error(`demonstration act ${step} refused: ${result.reason}`);
    version = result.version;
  }
  return { id: registered.id, lastDaysAgo: clue.daysAgo - Math.min(clue.daysAgo, 2 * steps.length) };
}

/** `into`: the clue that it is merged into. */
type CarriedClue = DemoClue & { readonly into: string | null };

const LETTER_DAYS = 20;

const STEPS: Readonly<
  Record<DemoStep, (context: ActContext, clue: CarriedClue, day: CalendarDate) => Promise<ActResult>>
> = {
  accept: (context, { kind }) => acceptClue(context, { ...SAID, kind }),
  refuse: (context) => refuseClue(context, { ...SAID, text: '不属本单位职责，已告知向主管部门反映（演示）' }),
  tell: (context, _, day) => tellAcceptance(context, { ...SAID, on: day, of: null }),
  route: (context, clue) => {
    const { county } = context.actor;
    // Half of them stay with the desk, and all of the neighbour's: it has nobody in a community. Nor does a community look
    // into itself.
    const atCommunity = county !== DEMONSTRATION_NEIGHBOUR && clue.office !== '001001';
    const to =
      clue.daysAgo % 2 === 0 && atCommunity
        ? ({ kind: 'organisation', organisation: `${county}001001` } as const)
        : ({ kind: 'person', personId: context.actor.id } as const);
    return routeClue(context, { to, text: '请按期核查并报送结果（演示）' });
  },
  transfer: async (context, clue, day) => {
    const discipline = clue.daysAgo < LETTER_DAYS;
    const sent = await transferClue(context, {
      ...SAID,
      receiver: discipline ? 'discipline' : 'market-regulation',
      receiverName: discipline ? '昌吉市纪委监委' : '昌吉市市场监管局',
      letterNo: `昌市住保函〔${day.slice(0, 4)}〕${clue.daysAgo}号`,
      sentOn: day,
      dueOn: addDays(day, LETTER_DAYS),
    });
    if (sent.status !== 'done' || discipline) return sent;
    return await recordReceipt(
      { ...context, version: sent.version },
      { ...SAID, on: day, no: '回执（演示）' },
    );
  },
  result: (context, { kind }) =>
    reportResult(context, {
      ...SAID,
      result: kind === 'lead' ? 'true' : 'partly-true',
      text: '经实地核查和调阅资料，反映的主要情况属实，已责令整改（演示）',
    }),
  merge: (context, { into }) =>
    mergeClue(context, { into: into ?? context.id, persons: null, text: '反映同一件事（演示）' }),
  unmerge: (context) => unmergeClue(context, { text: '核对门牌后不是同一户（演示）' }),
  conclude: (context) => concludeClue(context, { text: '同意（演示）' }),
  answer: (context, { reporter }) =>
    answerReporter(context, {
      ...SAID,
      method: reporter === undefined ? 'none' : 'phone',
      text: '已按规定反馈或存档（演示）',
    }),
};
