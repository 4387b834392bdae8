import { addToYearMonth, calendarDate, daysBetween, lastWorkingDayUpTo, yearMonthOf } from '@anju/domain';
import sharp from 'sharp';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { closeProblem } from './close-problem.ts';
import { type Carrying, carryProblem, demonstrationPaper, type EvidenceFile, idOf } from './demo-carry.ts';
import type { ProblemActResult } from './perform-act.ts';
import { recordProgress, reportRectified } from './rectify-problem.ts';
import { registerProblem } from './register-problem.ts';
import { reopenProblem } from './reopen-problem.ts';

/** Found in one round, and closed together on the day on which the forms were due. */
const FOUND = [
  { category: '1', item: '1.1', description: '三套空置房源没有在公示栏公开（演示）' },
  { category: '1', item: '1.3', description: '轮候名单变动后没有重新公开（演示）' },
  { category: '4', item: '4.2', description: '一户把住房用作仓库（演示）' },
  { category: '5', item: '5.1', description: '反映转租的来电没有按期答复（演示）' },
  { category: '5', item: '5.2', description: '屋顶漏水报修一个月没有维修（演示）' },
  { category: '3', item: '3.4', description: '入户时由承租人的亲友居住，疑似转借（演示）' },
] as const;

/** Of these, two show the same photograph. */
const SHARING: readonly number[] = [2, 4];
/** This one was closed, came back, was closed again and came back again. */
const CAME_BACK = 5;

const DUE_DAY = '18';
const MONTHS_AGO = 2;
/** Days before the close-out. */
const FOUND_BEFORE = 25;
const RECTIFIED_BEFORE = 2;
/** Days after the close-out. */
const BACK_AFTER = { first: 8, rectified: 15, closed: 17, second: 30 };

interface Doubtful extends Pick<Carrying, 'tx' | 'deps' | 'people'> {
  readonly campaignId: string;
}

/** What looks like rectification on paper, by the acts of people: the inspector's desk has something to doubt. */
export async function layDoubtful({ tx, deps, people, campaignId }: Doubtful): Promise<void> {
  const { officer } = people;
  const closed = await closedDaysAgo(tx, deps, officer.county);
  const photo = await drawPhoto();
  const then = daysAgo(deps, closed + FOUND_BEFORE);
  for (const [n, found] of FOUND.entries()) {
    const made = await registerProblem(
      { tx, deps: then, actor: officer },
      {
        campaignId,
        ...found,
        source: '自查自纠',
        region: officer.county,
        foundOn: then.clock.today(),
        amountFen: null,
        pressing: false,
        householdId: null,
      },
    );
    const id = idOf(made);
    const version = await carryProblem({
      tx,
      deps,
      then,
      people,
      id,
      stage: 'closed',
      n,
      ended: { rectified: closed + RECTIFIED_BEFORE, closed },
      ...(SHARING.includes(n) ? { evidence: photo } : {}),
    });
    if (n === CAME_BACK) await comeBackTwice({ tx, deps, people, id, version, closed });
  }
}

/** How many days ago the forms of a month that is over were due. */
async function closedDaysAgo(tx: Tx, deps: Deps, county: string): Promise<number> {
  const today = deps.clock.today();
  const month = addToYearMonth(yearMonthOf(today), -MONTHS_AGO);
  const calendar = await loadCalendar(tx, county);
  const { day } = lastWorkingDayUpTo(calendar, calendarDate(`${month}-${DUE_DAY}`));
  return daysBetween(day, today);
}

interface ComingBack extends Pick<Carrying, 'tx' | 'deps' | 'people' | 'id'> {
  readonly version: number;
  /** So many days ago it was closed for the first time. */
  readonly closed: number;
}

async function comeBackTwice({ tx, deps, people, id, version: first, closed }: ComingBack): Promise<void> {
  const { officer, reviewer, leader } = people;
  let version = first;
  const done = (result: ProblemActResult) => {
    if (result.status !== 'done') throw new Error(`demonstration act refused: ${result.reason}`);
    version = result.version;
  };
  const after = (days: number) => daysAgo(deps, closed - days);
  const by = (actor: Carrying['people']['officer'], days: number) => ({
    tx,
    deps: after(days),
    actor,
    id,
    version,
  });
  const reopen = async (days: number) =>
    done(
      await reopenProblem(by(leader, days), {
        reason: '回访时仍由他人居住（演示）',
        deadline: null,
      }),
    );
  await reopen(BACK_AFTER.first);
  done(await recordProgress(by(officer, BACK_AFTER.first), { text: '再次约谈承租人（演示）', paperIds: [] }));
  const rectified = after(BACK_AFTER.rectified);
  done(
    await reportRectified(by(officer, BACK_AFTER.rectified), {
      text: '借住人已搬离，材料附后（演示）',
      on: rectified.clock.today(),
      recoveredFen: null,
      paperIds: [await demonstrationPaper(tx, rectified, officer)],
    }),
  );
  done(await closeProblem(by(reviewer, BACK_AFTER.closed), '材料齐全，同意销号（演示）'));
  await reopen(BACK_AFTER.second);
}

/** A photograph of a house that is nobody's. */
async function drawPhoto(): Promise<EvidenceFile> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <rect width="640" height="480" fill="#9db8cc"/><rect y="330" width="640" height="150" fill="#7f8a6a"/>
    <rect x="170" y="170" width="300" height="200" fill="#c9b08d"/>
    <polygon points="150,170 320,70 490,170" fill="#8a4f3d"/><rect x="290" y="260" width="60" height="110" fill="#5b4636"/>
    <rect x="200" y="210" width="60" height="50" fill="#e8eef2"/><rect x="380" y="210" width="60" height="50" fill="#e8eef2"/>
  </svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return { name: '整改后现场（演示）.jpg', type: 'image/jpeg', bytes };
}
