import { addDays, type CalendarDate, calendarDate, earlierOf, laterOf } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import {
  DEMONSTRATION_BY_FILE,
  DEMONSTRATION_COUNTY,
  DEMONSTRATION_NEIGHBOUR,
} from '../organisations/index.ts';
import { addCounties } from './add-counties.ts';
import { carryProblem, idOf, type Stage } from './demo-carry.ts';
import { layClue } from './demo-clue.ts';
import { layDoubtful } from './demo-doubtful.ts';
import { fillNeighbour } from './demo-neighbour.ts';
import { recordResults } from './demo-results.ts';
import { demonstrationFamily, demonstrationFindings } from './demo-store.ts';
import { type ProblemInput, registerProblem, takeFinding } from './register-problem.ts';
import { startCampaign } from './start-campaign.ts';

/** How long the demonstration's campaign has been running. */
const RUNNING_DAYS = 130;
/** How long the county that joined later has been in it. */
const JOINED_DAYS = 75;

/** How far the problems have come, by turns. */
const STAGES: readonly Stage[] = [
  'closed',
  'rectified',
  'overdue',
  'rectifying',
  'returned',
  'registered',
  'closed',
];

/**
 * The plan of source 0 in the demonstration prefecture and its counties: in the first, confirmed findings have become
 * problems; some are closed by a second person, some wait for it, some are late. Everything by the same acts as people do.
 */
export async function startDemonstrationCampaign(deps: Deps, demonstration: Demonstration): Promise<void> {
  const prefecture = demonstration.actor('prefecture-supervisor');
  const officer = demonstration.actor('county-officer');
  const reviewer = demonstration.actor('reviewer');
  const leader = demonstration.actor('leader');
  const campaignId = await inScope(deps.db, prefecture.scope, (tx) =>
    start(tx, daysAgo(deps, RUNNING_DAYS), prefecture, deps.clock.today()),
  );
  await inScope(deps.db, prefecture.scope, (tx) => handleOwn({ tx, deps, prefecture, leader }, campaignId));
  await inScope(deps.db, officer.scope, async (tx) => {
    const findings = await demonstrationFindings(tx, demonstration.county);
    const people = { officer, reviewer, leader };
    for (const [n, findingId] of findings.entries()) {
      const stage = STAGES[n % STAGES.length] ?? 'registered';
      const then = daysAgo(deps, 45 - (n % 6) * 7);
      const taken = await takeFinding(
        { tx, deps: then, actor: officer },
        { findingId, campaignId, place: null },
      );
      await carryProblem({ tx, deps, then, people, id: idOf(taken), stage, n });
    }
    const register = async (then: Deps, own: Own) => {
      const made = await registerProblem(
        { tx, deps: then, actor: officer },
        {
          campaignId,
          ...own,
          source: '自查自纠',
          region: demonstration.county,
          foundOn: then.clock.today(),
          amountFen: null,
        },
      );
      return idOf(made);
    };
    for (const [n, own] of OWN_PROBLEMS.entries()) {
      const then = daysAgo(deps, 110);
      const id = await register(then, { ...own, pressing: true, householdId: null });
      await carryProblem({ tx, deps: daysAgo(deps, 95), then, people, id, stage: 'closed', n });
    }
    const then = daysAgo(deps, 10);
    const householdId = await demonstrationFamily(tx, demonstration.county);
    const sublet = await register(then, { ...SUBLET, pressing: false, householdId });
    await carryProblem({ tx, deps, then, people, id: sublet, stage: 'rectifying', n: 0 });
    await layClue({ tx, deps, people, campaignId });
    await layDoubtful({ tx, deps, people, campaignId });
    await recordResults({ tx, deps, actor: officer }, campaignId);
  });
  await fillNeighbour(deps, demonstration, campaignId);
  await joinByFile(deps, prefecture, campaignId);
}

/** The county whose forms come as files joined when the campaign was running. */
async function joinByFile(deps: Deps, actor: Actor, id: string): Promise<void> {
  const joined = await inScope(deps.db, actor.scope, (tx) =>
    addCounties({ tx, deps: daysAgo(deps, JOINED_DAYS), actor, id, version: 1 }, [DEMONSTRATION_BY_FILE]),
  );
  if (joined.status !== 'done')
    throw new Error(`demonstration county was not added: ${JSON.stringify(joined)}`);
}

const OWN_PROBLEMS = [
  {
    category: '1',
    item: '1.1',
    description: '两个小区的空置房源未在社区公示栏公开（演示）',
  },
  {
    category: '5',
    item: '5.2',
    description: '住户反映楼道照明损坏，超过一个月未维修（演示）',
  },
] as const;

/** What the prefecture handles itself: one problem waits for its leader to close it, one is being rectified. */
async function handleOwn(
  at: { readonly tx: Tx; readonly deps: Deps; readonly prefecture: Actor; readonly leader: Actor },
  campaignId: string,
): Promise<void> {
  const { tx, deps, prefecture, leader } = at;
  const people = { officer: prefecture, reviewer: leader, leader };
  const then = daysAgo(deps, 20);
  for (const [n, stage] of (['rectified', 'rectifying'] as const).entries()) {
    const made = await registerProblem(
      { tx, deps: then, actor: prefecture },
      {
        campaignId,
        category: '3',
        item: '3.4',
        description: `州级检查发现某县住房保障中心审核把关不严，第 ${n + 1} 件（演示）`,
        source: '监督检查/日常检查发现',
        region: prefecture.county,
        foundOn: then.clock.today(),
        amountFen: null,
        pressing: false,
        householdId: null,
      },
    );
    await carryProblem({ tx, deps, then, people, id: idOf(made), stage, n });
  }
}

/** What no register shows: the reviewer may establish that the family has to leave. */
const SUBLET = {
  category: '3',
  item: '3.4',
  description: '入户走访见他人居住，疑似转租（演示）',
};

type Own = Pick<ProblemInput, 'category' | 'item' | 'description' | 'pressing' | 'householdId'>;

async function start(tx: Tx, deps: Deps, actor: Actor, today: CalendarDate): Promise<string> {
  const year = Number(today.slice(0, 4));
  const started = await startCampaign(
    { tx, deps, actor },
    {
      plan: 'allocation-2023',
      year,
      answers: { 'f2-basis': 'period', 'f2-month': 'previous-month', 'rectify-days': '30' },
      participants: [DEMONSTRATION_COUNTY, DEMONSTRATION_NEIGHBOUR],
      documentNo: `演示〔${year}〕1号`,
      startsOn: earlierOf(calendarDate(`${year}-05-01`), deps.clock.today()),
      endsOn: laterOf(calendarDate(`${year}-12-10`), addDays(today, 30)),
    },
  );
  if (started.status === 'refused')
    throw new Error(`demonstration campaign refused: ${JSON.stringify(started.faults)}`);
  return started.id;
}
