import { createRandom, type Random } from '@anju/matching';
import type { Actor } from '../../platform/actor.ts';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { DEMONSTRATION_NEIGHBOUR } from '../organisations/index.ts';
import { carryProblem, idOf, type Stage } from './demo-carry.ts';
import { recordResults } from './demo-results.ts';
import { demonstrationCommunities } from './demo-store.ts';
import { registerProblem } from './register-problem.ts';

interface Kind {
  readonly category: string;
  readonly item: string;
  readonly describe: (random: Random) => string;
}

/** What a small county finds when it looks for itself. */
const KINDS: readonly Kind[] = [
  {
    category: '1',
    item: '1.1',
    describe: (random) => `${random.between(2, 6)} 套空置房源没有在公示栏公开`,
  },
  { category: '1', item: '1.3', describe: () => '轮候名单变动后没有重新公开' },
  { category: '2', item: '2.1', describe: (random) => `租金标准 ${random.between(3, 5)} 年没有调整` },
  { category: '3', item: '3.3', describe: (random) => `一户累计欠租 ${random.between(7, 15)} 个月` },
  { category: '3', item: '3.4', describe: () => '入户时由承租人的亲友居住，疑似转借' },
  { category: '4', item: '4.2', describe: () => '一户把住房用作仓库' },
  { category: '5', item: '5.1', describe: () => '反映转租的来电没有按期答复' },
  { category: '5', item: '5.2', describe: (random) => `漏水报修 ${random.between(20, 50)} 天没有维修` },
];

/** Found so many days ago, the oldest first, and how far each has come. */
const FOUND: readonly { readonly daysAgo: number; readonly stage: Stage }[] = [
  { daysAgo: 120, stage: 'closed' },
  { daysAgo: 112, stage: 'closed' },
  { daysAgo: 96, stage: 'closed' },
  { daysAgo: 84, stage: 'overdue' },
  { daysAgo: 71, stage: 'closed' },
  { daysAgo: 58, stage: 'overdue' },
  { daysAgo: 44, stage: 'closed' },
  { daysAgo: 33, stage: 'rectified' },
  { daysAgo: 21, stage: 'rectifying' },
  { daysAgo: 6, stage: 'registered' },
];

/** From finding a problem to its close-out. */
const CLOSED_AFTER = { least: 14, most: 26 };
const SIGNED_AFTER = 2;

/** The second county's own ledger: invented anew by the same seed each time, carried on by its two people. */
export async function fillNeighbour(
  deps: Deps,
  demonstration: Demonstration,
  campaignId: string,
): Promise<void> {
  const county = DEMONSTRATION_NEIGHBOUR;
  const officer = demonstration.actor('county-officer', county);
  const leader = demonstration.actor('leader', county);
  const random = createRandom(`anju-demonstration/${county}`);
  await inScope(deps.db, county, async (tx) => {
    const communities = await demonstrationCommunities(tx, county);
    const kinds = random.shuffle(KINDS);
    for (const [n, found] of FOUND.entries()) {
      const kind = kinds[n % kinds.length] ?? random.pick(KINDS);
      const made = { tx, deps, officer, leader, random, kind, communities };
      await addProblem({ ...made, ...found, n }, campaignId);
    }
    await recordResults({ tx, deps, actor: officer }, campaignId);
  });
}

interface Adding {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly officer: Actor;
  readonly leader: Actor;
  readonly random: Random;
  readonly kind: Kind;
  readonly communities: readonly { readonly code: string; readonly name: string }[];
  readonly daysAgo: number;
  readonly stage: Stage;
  readonly n: number;
}

async function addProblem(adding: Adding, campaignId: string): Promise<void> {
  const { tx, deps, officer, leader, random, kind, communities, stage, n } = adding;
  const then = daysAgo(deps, adding.daysAgo);
  const community = random.pick(communities);
  const { category, item } = kind;
  const made = await registerProblem(
    { tx, deps: then, actor: officer },
    {
      campaignId,
      category,
      item,
      description: `${community.name}${kind.describe(random)}（演示）`,
      source: '自查自纠',
      region: community.code,
      foundOn: then.clock.today(),
      amountFen: null,
      pressing: category === '5',
      householdId: null,
    },
  );
  const rectified = Math.max(
    SIGNED_AFTER,
    adding.daysAgo - random.between(CLOSED_AFTER.least, CLOSED_AFTER.most),
  );
  await carryProblem({
    tx,
    deps,
    then,
    people: { officer, reviewer: leader, leader },
    id: idOf(made),
    stage,
    n,
    ended: { rectified, closed: rectified - SIGNED_AFTER },
  });
}
