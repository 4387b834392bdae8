import {
  type Action,
  addDays,
  EXIT_NATURES,
  groupBy,
  mayAct,
  PERMISSIONS,
  readExitNature,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { type CountyEntry, isLate, ledgersOf } from '../feeds/index.ts';
import { ruleTitle } from '../findings/index.ts';
import { accountsChart, signInsChart } from './account-charts.ts';
import { comparison } from './comparison.ts';
import { countyBefore, seesCounties } from './desk.ts';
import { feedChart } from './feed-chart.ts';
import {
  card,
  EMPTY_PART,
  overdueTone,
  type PartBuilder,
  SHORT,
  type ShortList,
  SOON_DAYS,
  shortList,
} from './home.ts';
import { countEventsSince, countExitNatures, countUsers, listDueFirst } from './store.ts';
import { supervisionDesk } from './supervision-parts.ts';

/** Bars that a chart of acts has room for. */
const MOST_ACTS = 12;

/** What waits for a county officer: hand out, chase, take to the form. */
const work: PartBuilder = async ({ findings }) => {
  const counts = await findings();
  return {
    ...EMPTY_PART,
    cards: [
      card('open', '待派发疑点（不含不可比）', counts.open, '/findings?status=fail&state=open', {
        tone: counts.open > 0 ? 'wait' : 'plain',
      }),
      card('answered', '已反馈待结论', counts.answered, '/findings?status=fail&state=answered'),
    ],
  };
};

const ASSIGNED = '/findings?status=fail&state=assigned';

/** What a community has to look into. */
const inquiry: PartBuilder = async ({ tx, deps, actor, findings }) => {
  const today = deps.clock.today();
  const soon = addDays(today, SOON_DAYS);
  const counts = await findings();
  const due = await listDueFirst(tx, actor.scope, SHORT);
  return {
    ...EMPTY_PART,
    cards: [
      card('assigned', '待核查疑点', counts.assigned, ASSIGNED),
      card(
        'due-soon',
        '疑点三日内到期',
        counts.dueSoon,
        `/findings?status=fail&settled=false&dueTo=${soon}`,
        {
          tone: counts.dueSoon > 0 ? 'wait' : 'plain',
        },
      ),
      card('overdue', '疑点逾期未办', counts.overdue, '/findings?status=fail&overdue=true', {
        tone: overdueTone(counts.overdue),
      }),
    ],
    lists: [
      {
        key: 'due-first',
        title: '待核查疑点（最先到期的在前）',
        items: due.map((finding) => ({
          text: `${finding.applicant_name}家庭 ${ruleTitle(finding.rule)}`,
          link: `/findings/${finding.id}`,
          due: finding.due_on,
          tone: finding.due_on !== null && finding.due_on < today ? 'overdue' : 'wait',
        })),
        total: counts.assigned,
        more: [{ label: '更多', link: ASSIGNED }],
      },
    ],
  };
};

const conclusions: PartBuilder = async ({ findings }) => {
  const counts = await findings();
  return {
    ...EMPTY_PART,
    cards: [
      card('proposed', '待审定', counts.proposed, '/findings?status=fail&state=proposed', {
        tone: counts.proposed > 0 ? 'wait' : 'plain',
      }),
      card('confirmed', '属实', counts.confirmed, '/findings?status=fail&state=confirmed'),
    ],
  };
};

const exits: PartBuilder = async ({ tx }) => {
  const natures = await countExitNatures(tx);
  const sum = (of: (row: (typeof natures)[number]) => number) =>
    natures.reduce((total, row) => total + of(row), 0);
  const labels = natures.map((row) => {
    const nature = readExitNature(row.nature);
    return nature === null ? row.nature : `${EXIT_NATURES[nature].sign}${EXIT_NATURES[nature].label}`;
  });
  return {
    ...EMPTY_PART,
    cards: [
      card(
        'exits',
        '应退未退',
        sum((row) => row.open),
        '/exits?state=open',
        { unit: '户' },
      ),
      card(
        'exits-without-plan',
        '缺整改措施或计划',
        sum((row) => row.late),
        '/exits?unplanned=true',
        {
          unit: '户',
          tone: overdueTone(sum((row) => row.late)),
        },
      ),
    ],
    charts:
      natures.length === 0
        ? []
        : [
            {
              key: 'exits',
              question: '应清退家庭，清退了多少？',
              kind: 'stacked',
              unit: '户',
              categories: labels,
              series: [
                {
                  name: '未清退',
                  values: natures.map((row) => row.open),
                  links: natures.map((row) => `/exits?nature=${row.nature}&state=open`),
                },
                {
                  name: '已清退',
                  values: natures.map((row) => row.exited),
                  links: natures.map((row) => `/exits?nature=${row.nature}&state=exited`),
                },
              ],
            },
          ],
  };
};

/** Which departments owe data; a department's own person sees its own registers only. */
const deliveries: PartBuilder = async (context) => {
  const { tx, deps, actor } = context;
  const ledger = await ledgersOf(tx, deps, actor, actor.scope);
  const several = seesCounties(actor);
  const late = ledger.filter(isLate);
  const soon = ledger.filter((entry) => entry.state === 'due-soon');
  const never = ledger.filter((entry) => entry.state === 'never');
  const listOf = (key: string, title: string, entries: readonly CountyEntry[], link?: string) =>
    shortList({
      key,
      title,
      items: entries.map((entry) => ({
        text: `${countyBefore(actor, entry)}${entry.label}（${entry.department}）${isLate(entry) && entry.lastDeliveredAt === null ? '从未报送' : ''}`,
        link: `/feeds?kind=${entry.kind}${several ? `&county=${entry.county}` : ''}`,
        due: entry.dueOn,
        tone: isLate(entry) ? 'overdue' : 'wait',
      })),
      ...(link === undefined ? {} : { link }),
    });
  return {
    ...EMPTY_PART,
    cards: [
      card('feeds-overdue', '逾期或过旧数据', late.length, '/feeds?late=true', {
        unit: '类',
        tone: overdueTone(late.length),
      }),
    ],
    charts: actor.roles.includes('department-data') ? [await feedChart(context)] : [],
    lists: [
      several ? lateByCounty(late) : listOf('feeds', '逾期或过旧数据', late, '/feeds?late=true'),
      ...(soon.length === 0 ? [] : [listOf('feeds-soon', '快到期的数据报送', soon)]),
      ...(several || never.length === 0 ? [] : [listOf('feeds-never', '从未报送、尚未到期的数据', never)]),
    ],
  };
};

/** Which counties' departments owe data, the most of it first; all of them, as no page lists counties. */
function lateByCounty(late: readonly CountyEntry[]): ShortList {
  const counties = groupBy(late, ({ county }) => county).toSorted((a, b) => b.length - a.length);
  const items = counties.flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    return {
      text: `${first.countyName} ${entries.length}类逾期或过旧`,
      link: `/feeds?late=true&county=${first.county}`,
      due: null,
      tone: 'overdue' as const,
    };
  });
  return { key: 'feeds', title: '逾期或过旧数据的县市', items, total: items.length, more: [] };
}

const accounts: PartBuilder = async (context) => {
  const { tx, deps, actor } = context;
  const users = await countUsers(tx, deps.clock.now());
  return {
    ...EMPTY_PART,
    cards: [
      card('users', '在用账号', users.active, '/people?state=active', { unit: '个' }),
      card('locked', '已锁定账号', users.locked, '/people?state=locked', {
        unit: '个',
        tone: overdueTone(users.locked),
      }),
      card('first-password', '未改初始密码', users.firstPassword, '/people?state=first-password', {
        unit: '个',
        tone: users.firstPassword > 0 ? 'wait' : 'plain',
      }),
    ],
    charts: [
      ...(mayAct(actor.roles, 'user.manage') ? [await accountsChart(context)] : []),
      ...(mayAct(actor.roles, 'sign-in.read') ? [await signInsChart(context)] : []),
    ],
  };
};

/** How many days back, today among them. */
const WEEK = 7;

const record: PartBuilder = async ({ tx, deps }) => {
  const from = addDays(deps.clock.today(), 1 - WEEK);
  const acts = await countEventsSince(tx, from);
  const most = acts.slice(0, MOST_ACTS);
  return {
    ...EMPTY_PART,
    cards: [
      card(
        'events',
        '近七日操作',
        acts.reduce((sum, row) => sum + row.count, 0),
        `/events?from=${from}`,
        { unit: '次' },
      ),
      card(
        'reveals',
        '查看完整证件号',
        acts.find((row) => row.act === 'household.reveal')?.count ?? 0,
        `/events?act=household.reveal&from=${from}`,
        { unit: '次' },
      ),
    ],
    charts: [
      {
        key: 'acts',
        question: '近七日，大家在系统里做了什么？',
        kind: 'bar',
        unit: '次',
        categories: most.map((row) => actLabel(row.act, deps.actLabels)),
        series: [
          {
            name: '次数',
            values: most.map((row) => row.count),
            links: most.map((row) => `/events?act=${row.act}&from=${from}`),
          },
        ],
      },
    ],
  };
};

const LABELS: Readonly<Record<string, { readonly label: string } | undefined>> = PERMISSIONS;

function actLabel(act: string, own: Deps['actLabels']): string {
  return own[act] ?? LABELS[act]?.label ?? act;
}

/** Which part belongs to whom: the action that opens the list behind the numbers. In order of appearance. */
export const HOME_PARTS: readonly { readonly action: Action; readonly build: PartBuilder }[] = [
  { action: 'campaign.read', build: supervisionDesk },
  { action: 'finding.assign', build: work },
  { action: 'finding.propose', build: inquiry },
  { action: 'finding.conclude', build: conclusions },
  { action: 'exit.read', build: exits },
  { action: 'run.read', build: comparison },
  { action: 'feed.read', build: deliveries },
  { action: 'user.read', build: accounts },
  { action: 'event.read', build: record },
];
