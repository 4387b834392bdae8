import { Readable } from 'node:stream';
import { addDays, type CalendarDate, calendarDate, earlierOf, laterOf } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { insertPaper } from '../papers/index.ts';
import { closeProblem, returnProblem } from './close-problem.ts';
import { demonstrationFindings } from './demo-store.ts';
import type { ProblemActResult } from './perform-act.ts';
import { addResult } from './record-result.ts';
import { pinProblem, recordProgress, reportRectified } from './rectify-problem.ts';
import { type RegisterResult, registerProblem, takeFinding } from './register-problem.ts';
import { startCampaign } from './start-campaign.ts';

/** How long the demonstration's campaign has been running. */
const RUNNING_DAYS = 130;

/** How far the problems have come, by turns. */
const STAGES = ['closed', 'rectified', 'overdue', 'rectifying', 'returned', 'registered', 'closed'] as const;
type Stage = (typeof STAGES)[number];

/**
 * The plan of source 0 in the demonstration prefecture: confirmed findings have become problems, some are closed by a
 * second person, some wait for it, some are late. Everything by the same acts as people do.
 */
export async function startDemonstrationCampaign(deps: Deps, demonstration: Demonstration): Promise<void> {
  const prefecture = demonstration.actor('prefecture-supervisor');
  const officer = demonstration.actor('county-officer');
  const reviewer = demonstration.actor('reviewer');
  const leader = demonstration.actor('leader');
  const campaignId = await inScope(deps.db, prefecture.scope, (tx) =>
    start(tx, daysAgo(deps, RUNNING_DAYS), prefecture, demonstration.county, deps.clock.today()),
  );
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
      await carry({ tx, deps, then, people, id: idOf(taken), stage, n });
    }
    for (const [n, own] of OWN_PROBLEMS.entries()) {
      const then = daysAgo(deps, 110);
      const context = { tx, deps: then, actor: officer };
      const made = await registerProblem(context, {
        campaignId,
        ...own,
        source: '自查自纠',
        region: demonstration.county,
        foundOn: then.clock.today(),
        amountFen: null,
        pressing: true,
      });
      await carry({ tx, deps: daysAgo(deps, 95), then, people, id: idOf(made), stage: 'closed', n });
    }
    await recordResults({ tx, deps, actor: officer }, campaignId);
  });
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

async function start(tx: Tx, deps: Deps, actor: Actor, county: string, today: CalendarDate): Promise<string> {
  const year = Number(today.slice(0, 4));
  const started = await startCampaign(
    { tx, deps, actor },
    {
      plan: 'allocation-2023',
      year,
      answers: { 'f2-basis': 'period', 'f2-month': 'previous-month', 'rectify-days': '30' },
      participants: [county],
      documentNo: `演示〔${year}〕1号`,
      startsOn: earlierOf(calendarDate(`${year}-05-01`), deps.clock.today()),
      endsOn: laterOf(calendarDate(`${year}-12-10`), addDays(today, 30)),
    },
  );
  if (started.status === 'refused')
    throw new Error(`demonstration campaign refused: ${JSON.stringify(started.faults)}`);
  return started.id;
}

interface Carrying {
  readonly tx: Tx;
  readonly deps: Deps;
  /** When it was put on the ledger and pinned. */
  readonly then: Deps;
  readonly people: { readonly officer: Actor; readonly reviewer: Actor; readonly leader: Actor };
  readonly id: string;
  readonly stage: Stage;
  readonly n: number;
}

async function carry({ tx, deps, then, people, id, stage, n }: Carrying): Promise<void> {
  if (stage === 'registered') return;
  let version = 1;
  const done = (result: ProblemActResult) => {
    if (result.status !== 'done') throw new Error(`demonstration act refused: ${result.reason}`);
    version = result.version;
  };
  const by = (actor: Actor, at: Deps) => ({ tx, deps: at, actor, id, version });
  const { officer, reviewer, leader } = people;
  const late = stage === 'overdue';
  done(
    await pinProblem(by(officer, then), {
      task: '核清情况，依规处理并补办手续（演示）',
      responsible: '住房保障中心（李经办）',
      staff: '李经办、陈社区',
      deadline: addDays(late ? then.clock.today() : deps.clock.today(), late ? 3 : 20 + (n % 3) * 5),
      reason: '',
    }),
  );
  done(await recordProgress(by(officer, then), { text: '已约谈住户并发出整改通知（演示）', paperIds: [] }));
  if (stage === 'overdue' || stage === 'rectifying') return;
  const rectified = daysAgo(deps, 8 - (n % 3) * 3);
  const paper = await evidence(tx, rectified, officer);
  done(
    await reportRectified(by(officer, rectified), {
      text: '已按要求整改到位，材料附后（演示）',
      on: rectified.clock.today(),
      recoveredFen: null,
      paperIds: [paper],
    }),
  );
  if (stage === 'rectified') return;
  if (stage === 'returned') {
    done(await returnProblem(by(leader, deps), '佐证材料不清楚，请补充现场照片（演示）'));
    return;
  }
  done(await closeProblem(by(reviewer, daysAgo(deps, n % 2)), '材料齐全，同意销号（演示）'));
}

function idOf(result: RegisterResult): string {
  if (result.status === 'done') return result.id;
  throw new Error(`demonstration problem refused: ${result.reason}`);
}

async function recordResults(
  context: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  campaignId: string,
): Promise<void> {
  const on = addDays(context.deps.clock.today(), -5);
  const add = async (
    kind: Parameters<typeof addResult>[2],
    input: Omit<Parameters<typeof addResult>[3], 'cases'>,
  ) => {
    const added = await addResult(context, campaignId, kind, { ...input, cases: [] });
    if (added.status !== 'done') throw new Error(`demonstration result refused: ${added.reason}`);
  };
  await add('institution', {
    title: '公租房房源公开办法（演示）',
    documentNo: '',
    content: '每月在社区公示栏和门户网站公开空置房源',
    on,
    projects: null,
  });
  await add('achievement', {
    title: '房源公开实现全覆盖（演示）',
    documentNo: '',
    content: '全部小区设公示栏',
    on,
    projects: null,
  });
  await add('publication', {
    title: '第一批整治成果公布（演示）',
    documentNo: '',
    content: '',
    on,
    projects: 2,
  });
}

/** One page that says what it is: the evidence of the demonstration. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length 62>>stream
BT /F 18 Tf 72 760 Td (Demonstration: evidence of a case) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

async function evidence(tx: Tx, deps: Deps, actor: Actor): Promise<string> {
  const id = deps.ids();
  const stored = await deps.files.put(Readable.from([Buffer.from(`${PDF}% ${id}\n`)]), {
    maxBytes: 1_000_000,
    types: ['application/pdf'],
  });
  await insertPaper(tx, {
    county: actor.county,
    id,
    region: actor.scope.padEnd(12, '0'),
    sha256: stored.sha256,
    name: '整改佐证（演示）.pdf',
    type: stored.type,
    size: stored.size,
    by: actor.id,
    at: deps.clock.now(),
  });
  return id;
}
