import { addDays, calendarDate, mayAct, statesWaitingFor, UNDECIDED_DAYS } from '@anju/domain';
import { countClues } from '../clues/index.ts';
import { countNotices } from '../supervision/index.ts';
import { cluesAt, type Desk, type DeskContext, late, noticesAt, problemsAt, waiting } from './desk.ts';
import {
  type LateRow,
  listDueClues,
  listDueNotices,
  listDueProblems,
  listLate,
  listReturnedClues,
} from './due-store.ts';
import { type Card, EMPTY_PART, type HomePart, SHORT, type ShortList, SOON_DAYS, shortList } from './home.ts';
import { countExitUndecided, countProblemDesk, listReturned } from './problem-store.ts';

type Item = ShortList['items'][number];

/** Results of inquiries that wait for a leader, who also answers for what is late: at the prefecture nobody else concludes. */
export const concludingDesk: Desk = async (context) => {
  const { tx, deps, actor } = context;
  const value = await countClues(tx, actor, { waitingFor: actor }, deps.clock.today());
  const link = cluesAt({ waiting: 'true' });
  const card = waiting({ key: 'clues-to-conclude', label: '待审定线索', value, unit: '件', link });
  return {
    ...EMPTY_PART,
    cards: [card, await overdueClues(context), ...(await undecidedCards(context))],
  };
};

async function overdueClues({ tx, deps, actor }: DeskContext): Promise<Card> {
  const value = await countClues(tx, actor, { overdue: true }, deps.clock.today());
  return late({
    key: 'clues-overdue',
    label: '线索逾期',
    value,
    unit: '件',
    link: cluesAt({ overdue: 'true' }),
  });
}

/** No legal limit runs for these: the threshold is the bureau's own. */
async function undecidedCards({ tx, deps, actor }: DeskContext): Promise<readonly Card[]> {
  const value = await countClues(tx, actor, { undecided: true }, deps.clock.today());
  if (value === 0) return [];
  const link = cluesAt({ undecided: 'true' });
  return [
    waiting({ key: 'clues-undecided', label: `待受理满 ${UNDECIDED_DAYS} 日`, value, unit: '件', link }),
  ];
}

/** What waits for whoever works on clues and problems: what is due, what is late, what came back. */
export const workDesk: Desk = async (context) => {
  const { tx, deps, actor } = context;
  const today = deps.clock.today();
  const problems = await countProblemDesk(tx, actor, today);
  const states = statesWaitingFor(actor.roles);
  const clues = await countClues(tx, actor, { waitingFor: actor }, today);
  const cards = [
    ...(states.length === 0
      ? []
      : [
          waiting({
            key: 'clues-waiting',
            label: '待我办的线索',
            value: clues,
            unit: '件',
            link: cluesAt({ waiting: 'true' }),
          }),
        ]),
    await overdueClues(context),
    ...(states.includes('received') ? await undecidedCards(context) : []),
  ];
  if (mayAct(actor.roles, 'problem.register'))
    cards.push(
      waiting({
        key: 'problems-registered',
        label: '待落实问题',
        value: problems.registered,
        unit: '个',
        link: problemsAt({ state: 'registered' }),
      }),
      ...(problems.undated === 0 ? [] : [undated(problems.undated)]),
    );
  if (mayAct(actor.roles, 'problem.close'))
    cards.push(
      waiting({
        key: 'problems-rectified',
        label: '待销号问题',
        value: problems.rectified,
        unit: '个',
        link: problemsAt({ state: 'rectified' }),
      }),
    );
  if (mayAct(actor.roles, 'exit.establish'))
    cards.push(
      waiting({
        key: 'problems-exit-undecided',
        label: '待认定是否应退',
        value: await countExitUndecided(tx, actor),
        unit: '个',
        link: problemsAt({ exitUndecided: 'true' }),
      }),
    );
  cards.push(
    late({
      key: 'problems-overdue',
      label: '整改逾期',
      value: problems.overdue,
      unit: '个',
      link: problemsAt({ overdue: 'true' }),
    }),
  );
  if (mayAct(actor.roles, 'supervision.answer'))
    cards.push(
      waiting({
        key: 'notices-open',
        label: '待回复督办',
        value: await countNotices(tx, actor, { state: 'issued' }, today),
        unit: '件',
        link: noticesAt({ state: 'issued' }),
      }),
    );
  return {
    ...EMPTY_PART,
    cards,
    lists: [await dueList(context), await lateList(context), ...(await returnedList(context))],
  };
};

/** 五落实 gives them their deadline. */
const undated = (value: number): Card =>
  waiting({
    key: 'problems-undated',
    label: '未定期限问题',
    value,
    unit: '个',
    link: problemsAt({ undated: 'true' }),
  });

/** Clues, problems and notices together that still can be met, by their day. */
async function dueList({ tx, deps, actor }: DeskContext): Promise<ShortList> {
  const today = deps.clock.today();
  const span = { from: today, to: addDays(calendarDate(today), SOON_DAYS), limit: SHORT };
  const due = [
    { kind: 'problem', ...(await listDueProblems(tx, actor, span)) },
    { kind: 'clue', ...(await listDueClues(tx, actor, span)) },
    { kind: 'notice', ...(await listDueNotices(tx, actor, span)) },
  ] as const;
  return shortList({
    key: 'supervision-due',
    title: '整改、线索、督办：今天和三日内到期',
    items: due
      .flatMap(({ kind, rows }) => rows.map((row) => ({ ...row, kind })))
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
      .map((row) => itemOf(row, 'wait')),
    total: due.reduce((sum, { total }) => sum + total, 0),
  });
}

/** What is late of each, the newest arrears first; each kind's own list has them all. */
async function lateList({ tx, deps, actor }: DeskContext): Promise<ShortList> {
  const today = deps.clock.today();
  const counts = [
    {
      kind: 'problem',
      value: (await countProblemDesk(tx, actor, today)).overdue,
      link: problemsAt({ overdue: 'true' }),
    },
    {
      kind: 'clue',
      value: await countClues(tx, actor, { overdue: true }, today),
      link: cluesAt({ overdue: 'true' }),
    },
    {
      kind: 'notice',
      value: await countNotices(tx, actor, { overdue: true }, today),
      link: noticesAt({ overdue: 'true' }),
    },
  ] as const;
  return {
    key: 'supervision-late',
    title: '整改、线索、督办：已逾期',
    items: (await listLate(tx, actor, today, SHORT)).map((row) => itemOf(row, 'overdue')),
    total: counts.reduce((sum, { value }) => sum + value, 0),
    more: counts
      .filter(({ value }) => value > 0)
      .map(({ kind, value, link }) => ({ label: `${KINDS[kind].word} ${value}`, link })),
  };
}

const KINDS = {
  problem: { word: '整改', path: '/problems' },
  clue: { word: '线索', path: '/clues' },
  notice: { word: '督办', path: '/supervision/notices' },
} as const;

/** Its number says of which kind it is: 问题〔2026〕3号, 线索〔2026〕3号, 督〔2026〕3号. */
const itemOf = ({ kind, id, text, dueOn }: LateRow, tone: Item['tone']): Item => ({
  text,
  link: `${KINDS[kind].path}/${id}`,
  due: dueOn,
  tone,
});

async function returnedList({ tx, actor }: DeskContext): Promise<HomePart['lists']> {
  return [
    ...(mayAct(actor.roles, 'clue.inquire') ? [await returnedClues(tx, actor)] : []),
    ...(mayAct(actor.roles, 'problem.rectify') ? [await returnedProblems(tx, actor)] : []),
  ];
}

async function returnedClues(tx: DeskContext['tx'], actor: DeskContext['actor']): Promise<ShortList> {
  const clues = await listReturnedClues(tx, actor, SHORT);
  return shortList({
    key: 'clues-returned',
    title: '退回补查和重新办理的线索',
    items: clues.rows.map(({ id, text, dueOn }) => ({
      text,
      link: `/clues/${id}`,
      due: dueOn,
      tone: 'wait',
    })),
    total: clues.total,
  });
}

async function returnedProblems(tx: DeskContext['tx'], actor: DeskContext['actor']): Promise<ShortList> {
  const problems = await listReturned(tx, actor, SHORT);
  return shortList({
    key: 'problems-returned',
    title: '退回整改的问题',
    items: problems.rows.map((problem) => ({
      text: `${problem.number} ${problem.description}`,
      link: `/problems/${problem.id}`,
      due: problem.deadline,
      tone: 'wait',
    })),
    total: problems.total,
  });
}
