import type { Tx } from '../../platform/postgres/database.ts';
import { ruleTitle } from '../findings/index.ts';
import { indicatorsOf } from '../households/index.ts';
import { type County, countiesOf } from '../organisations/index.ts';
import {
  type CountyMonth,
  countByCounty,
  countByMonth,
  listCompared,
  listRunTrend,
} from './comparison-store.ts';
import { seesCounties } from './desk.ts';
import { type Chart, card, EMPTY_PART, type PartBuilder, type ShortList } from './home.ts';
import { lastMonths } from './last-months.ts';
import type { FindingFigures } from './store.ts';

/** As many months beside each other as a chart has colours. */
const MONTHS = 3;

/** The comparison's indicators, for everybody who may see runs: inside a county, or county beside county. */
export const comparison: PartBuilder = async ({ tx, deps, actor, findings }) => {
  const today = deps.clock.today();
  const several = seesCounties(actor);
  const { active } = await indicatorsOf(tx, actor.scope, today);
  const counts = await findings();
  const counties = several ? await countiesOf(tx, actor.scope) : [];
  const compared = await listCompared(tx);
  const beside = counties.filter(({ county }) => compared.has(county));
  return {
    ...EMPTY_PART,
    lists:
      beside.length < counties.length ? [notCompared(counties.filter((one) => !beside.includes(one)))] : [],
    cards: [
      card('families', '在保家庭', active, '/households?state=active', { unit: '户' }),
      card('incomparable', '不可比', counts.incomparable, '/findings?status=incomparable&settled=false', {
        tone: counts.incomparable > 0 ? 'wait' : 'plain',
      }),
    ],
    charts: [
      byRule(counts),
      ...(several ? await countyCharts(tx, beside, today) : [byCommunity(counts), await trend(tx)]),
    ],
  };
};

interface ProgressRow {
  readonly name: string;
  /** Of the list of findings. */
  readonly filter: string;
  readonly settled: number;
  readonly unsettled: number;
}

/** What is open and what is settled, each leading to its findings. */
function progressChart(key: string, question: string, rows: readonly ProgressRow[]): Chart {
  const links = (settled: boolean) =>
    rows.map(({ filter }) => `/findings?status=fail&${filter}&settled=${settled}`);
  return {
    key,
    question,
    kind: 'stacked',
    unit: '条',
    categories: rows.map((row) => row.name),
    series: [
      { name: '未办结', values: rows.map((row) => row.unsettled), links: links(false) },
      { name: '已有结论', values: rows.map((row) => row.settled), links: links(true) },
    ],
  };
}

function byRule(counts: FindingFigures): Chart {
  return progressChart(
    'by-rule',
    '哪类疑点最多，办了多少？',
    counts.byRule.map((row) => ({ ...row, name: ruleTitle(row.rule), filter: `rule=${row.rule}` })),
  );
}

function byCommunity(counts: FindingFigures): Chart {
  return progressChart(
    'by-community',
    '各社区核查进度如何？',
    counts.byAssignee.map((row) => ({ ...row, filter: `assignedTo=${row.assignee}` })),
  );
}

async function trend(tx: Tx): Promise<Chart> {
  const runs = await listRunTrend(tx);
  const links = (change: string) => runs.map((run) => `/findings?run=${run.id}&change=${change}`);
  return {
    key: 'trend',
    question: '历次比对，疑点在增还是在减？',
    kind: 'line',
    unit: '条',
    categories: runs.map((run) => run.asOf),
    series: [
      { name: '新增', values: runs.map((run) => run.fresh), links: links('new') },
      { name: '消除', values: runs.map((run) => run.cleared), links: links('cleared') },
    ],
  };
}

/** Which counties have no figures beside the others'; all of them, as no page lists counties. */
function notCompared(counties: readonly County[]): ShortList {
  const items = counties.map(({ county, name }) => ({
    text: name,
    link: `/runs?county=${county}`,
    due: null,
    tone: 'wait' as const,
  }));
  return { key: 'not-compared', title: '还没有做过比对的县市', items, total: items.length, more: [] };
}

/** The counties that have been compared, beside each other; nothing where none has. */
async function countyCharts(tx: Tx, counties: readonly County[], today: string): Promise<readonly Chart[]> {
  if (counties.length === 0) return [];
  const progress = new Map((await countByCounty(tx)).map((row) => [row.county, row]));
  const months = lastMonths(today, MONTHS);
  const rows = await countByMonth(tx, months[0]);
  const perMonth = { counties, months, rows };
  return [
    progressChart(
      'by-county',
      '各县市疑点核查进度如何？',
      counties.map(({ county, name }) => ({
        name,
        filter: `county=${county}`,
        settled: progress.get(county)?.settled ?? 0,
        unsettled: progress.get(county)?.unsettled ?? 0,
      })),
    ),
    monthChart('new-by-month', '各县市每月新增多少疑点？', perMonth, (row) => row.fresh),
    monthChart('cleared-by-month', '各县市每月消除多少疑点？', perMonth, (row) => row.cleared),
  ];
}

/** Month beside month in each county; every mark leads to that county's runs of the month. */
function monthChart(
  key: string,
  question: string,
  {
    counties,
    months,
    rows,
  }: { counties: readonly County[]; months: readonly string[]; rows: readonly CountyMonth[] },
  figureOf: (row: CountyMonth) => number,
): Chart {
  return {
    key,
    question,
    kind: 'bar',
    unit: '条',
    categories: counties.map(({ name }) => name),
    series: months.map((month) => ({
      name: month,
      values: counties.map(({ county }) => {
        const row = rows.find((one) => one.county === county && one.month === month);
        return row === undefined ? 0 : figureOf(row);
      }),
      links: counties.map(({ county }) => `/runs?county=${county}&month=${month}`),
    })),
  };
}
