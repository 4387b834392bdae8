import { isPrefecture, PACE_DAYS } from '@anju/domain';
import { perMille, printRate } from '@anju/official-forms';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { findFlags } from '../supervision/index.ts';
import { findProblemsAtRisk } from './at-risk.ts';
import { countyBefore, type Desk, flagsAt, late, problemsAt, seesCounties } from './desk.ts';
import { type Chart, EMPTY_PART, SHORT, shortList } from './home.ts';
import {
  countByCategory,
  countByCounty,
  countByTown,
  countProblemDesk,
  listDeskCampaigns,
  listOldest,
  type Progress,
} from './problem-store.ts';

const CAMPAIGNS = 3;

/** Signs of fake rectification: an inspector's first look. */
export const flagDesk: Desk = async ({ tx, actor }) => {
  const flags = await findFlags(tx, actor, {});
  return {
    ...EMPTY_PART,
    cards: [late({ key: 'flags', label: '疑似虚假整改', value: flags.length, unit: '条', link: flagsAt() })],
    lists: [
      shortList({
        key: 'flags',
        title: '疑似虚假整改',
        items: flags.map((flag) => ({
          text: `${countyBefore(actor, flag)}${flag.title}：${flag.why}`,
          link: flagsAt({ code: flag.code, campaign: flag.campaignId }),
          due: null,
          tone: 'overdue',
        })),
        link: flagsAt(),
      }),
    ],
  };
};

/** How rectification goes, where it is slow, what is oldest, what will miss its date. */
export const progressDesk: Desk = async ({ tx, deps, actor }) => {
  const today = deps.clock.today();
  const counts = await countProblemDesk(tx, actor, today);
  const risks = await findProblemsAtRisk(tx, actor, today);
  const oldest = await listOldest(tx, actor, SHORT);
  const open = counts.registered + counts.rectifying + counts.rectified;
  return {
    cards: [
      {
        key: 'problems-closed',
        label: `已销号（整改率${rate(counts.closed, counts.found)}）`,
        value: counts.closed,
        unit: '个',
        tone: 'plain',
        link: problemsAt({ state: 'closed' }),
      },
      {
        key: 'problems-open',
        label: '未销号问题',
        value: open,
        unit: '个',
        tone: 'plain',
        link: problemsAt({ settled: 'false' }),
      },
      late({
        key: 'problems-overdue',
        label: '整改逾期',
        value: counts.overdue,
        unit: '个',
        link: problemsAt({ overdue: 'true' }),
      }),
      {
        key: 'problems-at-risk',
        label: '预计误期',
        value: risks.length,
        unit: '个',
        tone: risks.length > 0 ? 'wait' : 'plain',
        link: '/at-risk',
      },
    ],
    charts: [...(await categoryCharts({ tx, deps, actor })), await placeChart(tx, actor)],
    lists: [
      {
        key: 'problems-oldest',
        title: '时间最长的未销号问题',
        items: oldest.map((problem) => ({
          text: `${countyBefore(actor, problem)}${problem.foundOn}发现 ${problem.description}`,
          link: `/problems/${problem.id}`,
          due: problem.deadline,
          tone: problem.deadline !== null && problem.deadline < today ? 'overdue' : 'plain',
        })),
        total: open,
        more: [{ label: '更多', link: problemsAt({ settled: 'false' }) }],
      },
      shortList({
        key: 'problems-at-risk',
        title: `预计误期（按近${PACE_DAYS}天销号速度推算）`,
        items: risks.map(({ problem, miss }) => ({
          text: `${countyBefore(actor, problem)}${
            miss.daysLate === null ? `近${PACE_DAYS}天没有销号，无法按期` : `预计晚${miss.daysLate}天`
          } ${problem.number} ${problem.description}`,
          link: `/problems/${problem.id}`,
          due: miss.deadline,
          tone: 'wait',
        })),
        link: '/at-risk',
      }),
    ],
  };
};

/** One chart for each running campaign: their categories differ. */
async function categoryCharts({ tx, actor }: Parameters<Desk>[0]): Promise<readonly Chart[]> {
  const charts: Chart[] = [];
  for (const campaign of (await listDeskCampaigns(tx, actor.scope)).slice(0, CAMPAIGNS)) {
    const rows = await countByCategory(tx, actor, campaign.id);
    const labelled = rows.map((row) => ({
      ...row,
      label: campaign.categories.find(({ code }) => code === row.code)?.label ?? row.code,
    }));
    if (labelled.length > 0)
      charts.push(
        progressChart(
          `category-${campaign.id}`,
          `${campaign.title}：哪类问题整改得慢？`,
          labelled,
          (row) => ({
            campaign: campaign.id,
            category: row.code,
          }),
        ),
      );
  }
  return charts;
}

async function placeChart(tx: Tx, actor: Actor): Promise<Chart> {
  const counties = seesCounties(actor);
  const rows = counties ? await countByCounty(tx, actor) : await countByTown(tx, actor);
  const labelled = rows.map((row) => (isPrefecture(row.code) ? { ...row, label: '本级' } : row));
  const question = counties ? '各县市整改进度如何？' : '各乡镇街道整改进度如何？';
  return progressChart('problems-by-place', question, labelled, (row) => ({ region: row.code }));
}

function progressChart(
  key: string,
  question: string,
  rows: readonly Progress[],
  filter: (row: Progress) => Readonly<Record<string, string>>,
): Chart {
  return {
    key,
    question,
    kind: 'stacked',
    unit: '个',
    categories: rows.map((row) => `${row.label} ${rate(row.closed, row.open + row.closed)}`),
    series: [
      {
        name: '未销号',
        values: rows.map((row) => row.open),
        links: rows.map((row) => problemsAt({ ...filter(row), settled: 'false' })),
      },
      {
        name: '已销号',
        values: rows.map((row) => row.closed),
        links: rows.map((row) => problemsAt({ ...filter(row), state: 'closed' })),
      },
    ],
  };
}

const rate = (part: number, whole: number) => printRate(perMille(part, whole));
