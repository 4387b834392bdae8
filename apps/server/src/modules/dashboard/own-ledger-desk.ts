import { isPrefecture, mayAct } from '@anju/domain';
import { countClues } from '../clues/index.ts';
import { cluesAt, type Desk, late, problemsAt, waiting } from './desk.ts';
import { EMPTY_PART, SHORT } from './home.ts';
import { countProblemDesk, listNextDue } from './problem-store.ts';

/** What a prefecture handles itself and waits for its people, apart from what its counties work on. */
export const ownLedgerDesk: Desk = async ({ tx, deps, actor }) => {
  const { county, roles } = actor;
  if (!isPrefecture(county)) return EMPTY_PART;
  const today = deps.clock.today();
  const counts = await countProblemDesk(tx, actor, today, county);
  const open = counts.registered + counts.rectifying + counts.rectified;
  const next = await listNextDue(tx, actor, county, SHORT);
  const problems = (key: string, label: string, value: number, filter: Readonly<Record<string, string>>) => ({
    key: `own-problems-${key}`,
    label,
    value,
    unit: '个',
    link: problemsAt({ region: county, ...filter }),
  });
  const working = mayAct(roles, 'problem.register')
    ? [
        waiting({
          key: 'own-clues-waiting',
          label: '本级待办的线索',
          value: await countClues(tx, actor, { waitingFor: actor }, today),
          unit: '件',
          link: cluesAt({ waiting: 'true' }),
        }),
        waiting(problems('registered', '本级待落实问题', counts.registered, { state: 'registered' })),
      ]
    : [];
  return {
    ...EMPTY_PART,
    cards: [
      ...working,
      waiting(problems('rectified', '本级待销号问题', counts.rectified, { state: 'rectified' })),
      late(problems('overdue', '本级整改逾期', counts.overdue, { overdue: 'true' })),
    ],
    lists: [
      {
        key: 'own-problems',
        title: '本级办理的问题',
        items: next.map(({ id, number, description, deadline }) => ({
          text: `${number} ${description}`,
          link: `/problems/${id}`,
          due: deadline,
          tone: deadline !== null && deadline < today ? 'overdue' : 'plain',
        })),
        total: open,
        more: [{ label: '更多', link: problemsAt({ region: county, settled: 'false' }) }],
      },
    ],
  };
};
