import { reportTitle, UNSENT_STATES } from '@anju/domain';
import { listReports, listToSign, openDueReports, type ReportRow } from '../reports/index.ts';
import { countNotices } from '../supervision/index.ts';
import { countyBefore, type Desk, type DeskContext, late, noticesAt, reportsAt } from './desk.ts';
import { type Card, EMPTY_PART, type ShortList, shortList } from './home.ts';

async function openReports({ tx, deps, actor }: DeskContext): Promise<readonly ReportRow[]> {
  await openDueReports(tx, deps, actor.scope);
  return await listReports(tx, { scope: actor.scope, states: UNSENT_STATES });
}

function listOf(
  key: string,
  title: string,
  reports: readonly ReportRow[],
  { deps, actor }: DeskContext,
  link?: string,
): ShortList {
  const today = deps.clock.today();
  const nameOf = (report: ReportRow) =>
    `${countyBefore(actor, { countyName: report.county_name })}${reportTitle(report)}`;
  const names = reports.map(nameOf);
  // Two campaigns may ask for the same form of the same month.
  const isTwin = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return shortList({
    key,
    title,
    items: soonestFirst(reports, today).map((report) => ({
      text: `${nameOf(report)}${isTwin(nameOf(report)) ? ` · ${report.campaign_title}` : ''}`,
      link: `/reports/${report.id}`,
      // What was sent waits for the reader: its day is no longer missed.
      ...(report.state === 'submitted'
        ? { due: null, tone: 'wait' as const }
        : { due: report.due_on, tone: report.due_on < today ? ('overdue' as const) : ('wait' as const) }),
    })),
    ...(link === undefined ? {} : { link }),
  });
}

/** What can still be sent in time before what is late, the longest late last. */
function soonestFirst(reports: readonly ReportRow[], today: string): readonly ReportRow[] {
  const late = reports.filter((report) => report.due_on < today);
  return [...reports.filter((report) => report.due_on >= today), ...late.toReversed()];
}

/** `label`: whose reports they are to the reader. */
function openCard(label: string, open: readonly ReportRow[], today: string): Card {
  const overdue = open.filter((report) => report.due_on < today).length;
  return {
    key: 'reports-open',
    label: overdue > 0 ? `${label}（逾期${overdue}张）` : label,
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
  const open = await openReports(context);
  return {
    ...EMPTY_PART,
    cards: [openCard('待报报表', open, today)],
    lists: [
      listOf('reports-due', '待报报表', open, context, reportsAt({ show: 'open' })),
      listOf(
        'reports-returned',
        '被退回的报表',
        open.filter((report) => report.came_back),
        context,
      ),
      await movedList(context),
    ],
  };
};

/** What was entered, changed or taken back after the signature is on none of these: to be reported again, or not. */
async function movedList({ tx, actor }: DeskContext): Promise<ShortList> {
  const moved = await listReports(tx, { scope: actor.county, moved: true });
  return shortList({
    key: 'reports-moved',
    title: '审签、报送后记录有变动的报表',
    items: moved.map((report) => ({
      text: reportTitle(report),
      link: `/reports/${report.id}`,
      due: null,
      tone: 'wait',
    })),
  });
}

/** What waits for the leader's signature: what is filled in, and could be signed now. */
export const signingDesk: Desk = async (context) => {
  const { tx, deps, actor } = context;
  const waiting = await listToSign(tx, deps, actor);
  return {
    ...EMPTY_PART,
    lists: [listOf('reports-to-sign', '等您审签的报表', waiting, context), await movedList(context)],
  };
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
  const seriesOf = (name: string, show: string, reports: readonly ReportRow[]) => ({
    name,
    values: counties.map(([county]) => reports.filter((report) => report.county === county).length),
    links: counties.map(([county]) => reportsAt({ show, county })),
  });
  return {
    cards: [
      openCard('县市待报报表', open, today),
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
                seriesOf('逾期未报', 'late', missing),
                seriesOf('已上报', 'sent', sent),
                seriesOf(
                  '未到期',
                  'pending',
                  open.filter((report) => report.due_on >= today),
                ),
              ],
            },
          ],
    lists: [
      listOf('reports-missing', '逾期未报', missing, context, reportsAt({ show: 'late' })),
      listOf(
        'reports-to-review',
        '等您审核的报表',
        sent.filter((report) => report.county !== actor.county && report.state === 'submitted'),
        context,
      ),
      await movedList(context),
    ],
  };
};
