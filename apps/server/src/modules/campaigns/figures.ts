import { addDays, type CalendarDate, type CampaignContent, calendarDate, closedLongAgo } from '@anju/domain';
import { perMille } from '@anju/official-forms';
import { z } from 'zod';
import type { Tx } from '../../platform/postgres/database.ts';
import { countByCategory, countByPlace, countByWeek, countTotals, type GroupCount } from './figures-store.ts';
import type { ProblemReader } from './problem-store.ts';

export const TOTALS = z.object({
  found: z.number().int(),
  registered: z.number().int(),
  rectifying: z.number().int(),
  rectified: z.number().int(),
  closed: z.number().int(),
  overdue: z.number().int(),
  lookBack: z.number().int(),
  pressing: z.number().int(),
  /** Closed of found, in tenths of a percent, as every paper and page rounds it. Null where nothing was found. */
  rateTenths: z.number().int().nullable(),
});

export const CHART = z.object({
  key: z.string(),
  question: z.string(),
  kind: z.enum(['bar', 'line', 'stacked']),
  categories: z.array(z.string()),
  series: z.array(z.object({ name: z.string(), values: z.array(z.number()), links: z.array(z.string()) })),
});

interface Of {
  readonly reader: ProblemReader;
  readonly campaign: string;
  readonly today: CalendarDate;
}

export async function readTotals(tx: Tx, of: Of): Promise<z.infer<typeof TOTALS>> {
  const totals = await countTotals(tx, { ...of, closedLongAgo: closedLongAgo(of.today) });
  return { ...totals, rateTenths: perMille(totals.closed, totals.found) };
}

const WEEKS = 12;

/** The charts of a campaign's page; each mark opens the part of the ledger it counts. */
export async function readCharts(
  tx: Tx,
  of: Of & { readonly startsOn: string; readonly content: CampaignContent },
): Promise<z.infer<typeof CHART>[]> {
  const labels = new Map(of.content.categories.map(({ code, label }) => [code, label]));
  const categories = (await countByCategory(tx, of)).map((group) => ({
    ...group,
    name: labels.get(group.key) ?? group.key,
  }));
  const places = await countByPlace(tx, of);
  const from = firstWeek(of);
  const weeks = await countByWeek(tx, { ...of, from });
  const ledger = (query: string) => `/problems?campaign=${of.campaign}&${query}`;
  return [
    groupChart('by-category', '哪类问题最多，销号了多少？', categories, (key) => ledger(`category=${key}`)),
    groupChart(
      'by-place',
      of.reader.scope.length < 6 ? '各县市整改进度如何？' : '各街道乡镇整改进度如何？',
      places,
      // The county's own problems: a prefix of nine digits ending in 000 opens just them.
      (key) => ledger(`region=${key}`),
    ),
    {
      key: 'by-week',
      question: '每周发现多少，销号多少？',
      kind: 'line',
      categories: weeks.map(({ week }) => week.slice(5)),
      series: [
        {
          name: '发现',
          values: weeks.map(({ found }) => found),
          links: weeks.map(({ week }) => ledger(`foundFrom=${week}&foundTo=${lastDay(week)}`)),
        },
        {
          name: '销号',
          values: weeks.map(({ closed }) => closed),
          links: weeks.map(({ week }) => ledger(`closedFrom=${week}&closedTo=${lastDay(week)}`)),
        },
      ],
    },
  ];
}

function groupChart(
  key: string,
  question: string,
  groups: readonly GroupCount[],
  link: (key: string) => string,
): z.infer<typeof CHART> {
  return {
    key,
    question,
    kind: 'stacked',
    categories: groups.map(({ name }) => name),
    series: [
      {
        name: '未销号',
        values: groups.map(({ found, closed }) => found - closed),
        links: groups.map((group) => `${link(group.key)}&settled=false`),
      },
      {
        name: '已销号',
        values: groups.map(({ closed }) => closed),
        links: groups.map((group) => `${link(group.key)}&state=closed`),
      },
    ],
  };
}

const lastDay = (monday: string): CalendarDate => addDays(calendarDate(monday), 6);

/** The Monday from which the weeks are shown: the campaign's first, or twelve weeks back. */
function firstWeek({ today, startsOn }: { readonly today: CalendarDate; readonly startsOn: string }): string {
  const back = mondayOf(addDays(today, -7 * (WEEKS - 1)));
  const first = mondayOf(calendarDate(startsOn));
  return first > back && first <= today ? first : back;
}

function mondayOf(day: CalendarDate): CalendarDate {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}
