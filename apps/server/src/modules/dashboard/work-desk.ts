import { addDays, calendarDate, mayAct, statesWaitingFor, UNDECIDED_DAYS } from '@anju/domain';
import { countClues } from '../clues/index.ts';
import { countNotices } from '../supervision/index.ts';
import { cluesAt, type Desk, type DeskContext, late, noticesAt, problemsAt, waiting } from './desk.ts';
import {
  type DueRow,
  listDueClues,
  listDueNotices,
  listDueProblems,
  listReturnedClues,
} from './due-store.ts';
import { type Card, EMPTY_PART, type HomePart, type ShortList } from './home.ts';
import { countProblemDesk, listReturned } from './problem-store.ts';

/** How far ahead something counts as due. */
const SOON_DAYS = 3;
const ROWS = 8;

type Item = ShortList['items'][number];

/** Results of inquiries that wait for a leader: at the prefecture nobody else concludes them. */
export const concludingDesk: Desk = async ({ tx, deps, actor }) => {
  const waitingIn = statesWaitingFor(actor.roles);
  const value = await countClues(tx, actor, { waitingIn }, deps.clock.today());
  const link = cluesAt({ waiting: 'true' });
  const card = waiting({ key: 'clues-to-conclude', label: '待审定线索', value, unit: '件', link });
  return { ...EMPTY_PART, cards: [card, ...(await undecidedCards({ tx, deps, actor }))] };
};

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
  const clues = await countClues(tx, actor, { waitingIn: states }, today);
  const lateClues = await countClues(tx, actor, { overdue: true }, today);
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
    late({
      key: 'clues-overdue',
      label: '线索逾期',
      value: lateClues,
      unit: '件',
      link: cluesAt({ overdue: 'true' }),
    }),
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
  return { ...EMPTY_PART, cards, lists: [await dueList(context), ...(await returnedList(context))] };
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

/** Clues, problems and notices together, by their day: today's and the coming days' first, then what is late. */
async function dueList({ tx, deps, actor }: DeskContext): Promise<ShortList> {
  const today = deps.clock.today();
  const soon = addDays(calendarDate(today), SOON_DAYS);
  const states = statesWaitingFor(actor.roles);
  const items = (rows: readonly DueRow[], word: string, path: string): readonly Item[] =>
    rows.map(({ id, text, dueOn }) => ({
      text: `${word} ${text}`,
      link: `${path}/${id}`,
      due: dueOn,
      tone: dueOn < today ? 'overdue' : 'wait',
    }));
  const due = [
    ...items(await listDueProblems(tx, actor, soon, ROWS), '整改', '/problems'),
    ...items(await listDueClues(tx, actor, states, soon, ROWS), '线索', '/clues'),
    ...items(await listDueNotices(tx, actor, soon, ROWS), '督办', '/supervision/notices'),
  ].sort((a, b) => order(a, today) - order(b, today));
  return { key: 'supervision-due', title: '今天和三日内到期', items: due.slice(0, ROWS) };
}

/** Days from today, what is late behind what still can be met. */
function order({ due }: Item, today: string): number {
  const days = (Date.parse(due ?? today) - Date.parse(today)) / 86_400_000;
  return days < 0 ? 1_000 - days : days;
}

async function returnedList({ tx, actor }: DeskContext): Promise<HomePart['lists']> {
  return [
    ...(mayAct(actor.roles, 'clue.inquire') ? [await returnedClues(tx, actor)] : []),
    ...(mayAct(actor.roles, 'problem.rectify') ? [await returnedProblems(tx, actor)] : []),
  ];
}

async function returnedClues(tx: DeskContext['tx'], actor: DeskContext['actor']): Promise<ShortList> {
  const clues = await listReturnedClues(tx, actor, ROWS);
  return {
    key: 'clues-returned',
    title: '退回补查和重新办理的线索',
    items: clues.map(({ id, text, dueOn }) => ({ text, link: `/clues/${id}`, due: dueOn, tone: 'wait' })),
  };
}

async function returnedProblems(tx: DeskContext['tx'], actor: DeskContext['actor']): Promise<ShortList> {
  const problems = await listReturned(tx, actor, ROWS);
  return {
    key: 'problems-returned',
    title: '退回整改的问题',
    items: problems.map((problem) => ({
      text: `${problem.number} ${problem.description}`,
      link: `/problems/${problem.id}`,
      due: problem.deadline,
      tone: 'wait',
    })),
  };
}
