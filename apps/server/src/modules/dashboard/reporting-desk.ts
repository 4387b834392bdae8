import { addDays, calendarDate, REMIND_DAYS_BEFORE, reportTitle, UNSENT_STATES } from '@anju/domain';
import { listReports, openDueReports, type ReportRow } from '../reports/index.ts';
import { countNotices } from '../supervision/index.ts';
import { type Desk, type DeskContext, late, noticesAt, reportsAt } from './desk.ts';
import { type Card, EMPTY_PART, type ShortList } from './home.ts';

const ROWS = 8;

async function openReports({ tx, deps, actor }: DeskContext): Promise<readonly ReportRow[]> {
  await openDueReports(tx, deps, actor.scope);
  return await listReports(tx, { scope: actor.scope, states: UNSENT_STATES });
}

function listOf(
  key: string,
  title: string,
  reports: readonly ReportRow[],
  { deps, actor }: DeskContext,
): ShortList {
  const today = deps.clock.today();
  const above = actor.scope.length < 6;
  return {
    key,
    title,
    items: soonestFirst(reports, today).map((report) => ({
      text: `${above ? `${report.county_name} ` : ''}${reportTitle(report)}`,
      link: `/reports/${report.id}`,
      due: report.due_on,
      tone: report.due_on < today ? 'overdue' : 'wait',
    })),
  };
}

/** What can still be sent in time before what is late, the longest late last. */
function soonestFirst(reports: readonly ReportRow[], today: string): readonly ReportRow[] {
  const late = reports.filter((report) => report.due_on < today);
  return [...reports.filter((report) => report.due_on >= today), ...late.toReversed()].slice(0, ROWS);
}

function openCard(open: readonly ReportRow[], today: string): Card {
  const overdue = open.filter((report) => report.due_on < today).length;
  return {
    key: 'reports-open',
    label: overdue > 0 ? `待报报表（逾期${overdue}张）` : '待报报表',
    value: open.length,
    unit: '张',
    tone: overdue > 0 ? 'overdue' : 'plain',
    link: reportsAt({ show: 'open' }),
  };
}

/** What a county's officer has to report, and what came back from above or from the leader. */
export const fillingDesk: Desk = async (context) => {
  const { deps } = context;
  const today = deps.clock.today();
  const soon = addDays(calendarDate(today), REMIND_DAYS_BEFORE);
  const open = await openReports(context);
  return {
    ...EMPTY_PART,
    cards: [openCard(open, today)],
    lists: [
      listOf(
        'reports-due',
        '要报的报表',
        open.filter((report) => report.state !== 'returned' && report.due_on <= soon),
        context,
      ),
      listOf(
        'reports-returned',
        '被退回的报表',
        open.filter((report) => report.state === 'returned'),
        context,
      ),
    ],
  };
};

/** What waits for the leader's signature: what is filled in, and what is due soon whether filled in or not. */
export const signingDesk: Desk = async (context) => {
  const { deps, actor } = context;
  const soon = addDays(calendarDate(deps.clock.today()), REMIND_DAYS_BEFORE);
  const waiting = (await openReports(context)).filter(
    (report) =>
      report.county === actor.county &&
      report.state === 'draft' &&
      (report.filled_by !== null || report.due_on <= soon),
  );
  return { ...EMPTY_PART, lists: [listOf('reports-to-sign', '等您审签的报表', waiting, context)] };
};

/** Which counties have reported and which have not; the notices still open. */
export const reviewingDesk: Desk = async (context) => {
  const { tx, deps, actor } = context;
  const today = deps.clock.today();
  const open = await openReports(context);
  const sent = await listReports(tx, { scope: actor.scope, states: ['submitted', 'locked'] });
  const missing = open.filter((report) => report.due_on < today);
  const names = new Map([...open, ...sent].map((report) => [report.county, report.county_name]));
  const counties = [...names.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const countOf = (reports: readonly ReportRow[], county: string) =>
    reports.filter((report) => report.county === county).length;
  return {
    cards: [
      openCard(open, today),
      {
        key: 'notices-open',
        label: '未回复督办',
        value: await countNotices(tx, actor, { state: 'issued' }, today),
        unit: '件',
        tone: 'plain',
        link: noticesAt({ state: 'issued' }),
      },
      late({
        key: 'notices-overdue',
        label: '督办逾期未复',
        value: await countNotices(tx, actor, { overdue: true }, today),
        unit: '件',
        link: noticesAt({ overdue: 'true' }),
      }),
    ],
    charts:
      counties.length === 0
        ? []
        : [
            {
              key: 'reports-by-county',
              question: '哪些县市报了，哪些还没报？',
              kind: 'stacked',
              unit: '张',
              categories: counties.map(([, name]) => name),
              series: [
                {
                  name: '未上报',
                  values: counties.map(([county]) => countOf(open, county)),
                  links: counties.map(([county]) => reportsAt({ show: 'open', county })),
                },
                {
                  name: '已上报',
                  values: counties.map(([county]) => countOf(sent, county)),
                  links: counties.map(([county]) => reportsAt({ show: 'sent', county })),
                },
              ],
            },
          ],
    lists: [
      listOf('reports-missing', '逾期未报', missing, context),
      listOf(
        'reports-to-review',
        '等您审核的报表',
        sent.filter((report) => report.county !== actor.county && report.state === 'submitted'),
        context,
      ),
    ],
  };
};
