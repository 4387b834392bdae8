import { reportTitle, workerAt } from '@anju/domain';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { notify, settleNotices } from '../../inbox/index.ts';
import type { ReportRow } from '../report-store.ts';

type NoticeDeps = Pick<Deps, 'clock' | 'ids' | 'config'>;

/** What a notice is about; its key is "report-WHAT:ID". */
const ABOUTS = [
  'due',
  'late',
  'late-leader',
  'approve',
  'submit',
  'fix',
  'returned',
  'review',
  'chase',
  'copy',
  'moved',
  'moved-leader',
  'moved-inspector',
] as const;
type About = (typeof ABOUTS)[number];

const keyOf = (about: About, report: Pick<ReportRow, 'id'>) => `report-${about}:${report.id}`;

/** A report as notices call it: with its campaign where the county runs several. */
const reportNotice = (report: ReportRow): string => reportTitle(report) + report.campaign_beside;

/** To who fills it in: the officers of the county, or the supervisor of the prefecture's own. `says`: what is with it. */
export async function tellOfficers(
  tx: Tx,
  deps: NoticeDeps,
  report: ReportRow,
  about: About,
  says: string,
): Promise<void> {
  await notify(tx, deps, {
    county: report.county,
    role: workerAt(report.county),
    region: report.county,
    kind: about === 'due' ? 'due' : about === 'late' || about === 'chase' ? 'warning' : 'todo',
    title: `${says}：${reportNotice(report)}`,
    link: `/reports/${report.id}`,
    dueOn: report.due_on,
    key: keyOf(about, report),
  });
}

/** To the leader of the county, who answers for what is not sent in time. */
export async function tellLeaderLate(tx: Tx, deps: NoticeDeps, report: ReportRow): Promise<void> {
  await notify(tx, deps, {
    county: report.county,
    role: 'leader',
    region: report.county,
    kind: 'warning',
    title: `报表逾期未报：${reportNotice(report)}`,
    link: `/reports/${report.id}`,
    dueOn: report.due_on,
    key: keyOf('late-leader', report),
  });
}

/**
 * To who fills the form in, who signs it, and who watches over both, to read: the records behind what was signed say
 * otherwise now. Once for all entries until the form is taken up again.
 */
export async function tellMoved(tx: Tx, deps: NoticeDeps, report: ReportRow): Promise<void> {
  const since = report.state === 'approved' ? '审签后' : '报送后';
  const to = [
    [workerAt(report.county), 'moved'],
    ['leader', 'moved-leader'],
    ['inspector', 'moved-inspector'],
  ] as const;
  for (const [role, about] of to)
    await notify(tx, deps, {
      county: report.county,
      role,
      region: report.county,
      kind: 'warning',
      title: `${since}记录有变动：${reportNotice(report)}`,
      link: `/reports/${report.id}`,
      dueOn: null,
      key: keyOf(about, report),
    });
}

export async function tellLeader(tx: Tx, deps: NoticeDeps, report: ReportRow): Promise<void> {
  await notify(tx, deps, {
    county: report.county,
    role: 'leader',
    region: report.county,
    kind: 'todo',
    title: `报表待审签：${reportNotice(report)}`,
    link: `/reports/${report.id}`,
    dueOn: report.due_on,
    key: keyOf('approve', report),
  });
}

/** Stage summaries and the final report go "同时报送同级纪检监察部门" (document 0, four.4): to read, nothing to do. */
export async function tellInspectors(tx: Tx, deps: NoticeDeps, report: ReportRow): Promise<void> {
  await notify(tx, deps, {
    county: report.county,
    role: 'inspector',
    region: report.county,
    kind: 'todo',
    title: `抄送纪检监察：${report.county_name}${reportNotice(report)}`,
    link: `/reports/${report.id}`,
    dueOn: null,
    key: keyOf('copy', report),
  });
}

/** To the level above; written when its own desk is looked after, because a county does not see its rows. */
export async function tellPrefecture(
  tx: Tx,
  deps: NoticeDeps,
  report: ReportRow,
  prefecture: string,
): Promise<void> {
  await notify(tx, deps, {
    county: prefecture,
    role: 'prefecture-supervisor',
    kind: 'todo',
    title: `${report.county_name}已上报：${reportNotice(report)}`,
    link: `/reports/${report.id}`,
    dueOn: null,
    key: keyOf('review', report),
  });
}

export async function settle(
  tx: Tx,
  deps: NoticeDeps,
  report: Pick<ReportRow, 'id'>,
  ...abouts: readonly About[]
): Promise<void> {
  for (const about of abouts) await settleNotices(tx, deps, keyOf(about, report));
}

/** The form was taken up again, or its records bear it out. */
export async function settleMoved(tx: Tx, deps: NoticeDeps, report: Pick<ReportRow, 'id'>): Promise<void> {
  await settle(tx, deps, report, 'moved', 'moved-leader', 'moved-inspector');
}

/** What asks for a report that the level above took in by other ways than the system. */
export async function settleReceived(tx: Tx, deps: NoticeDeps, report: Pick<ReportRow, 'id'>): Promise<void> {
  await settle(
    tx,
    deps,
    report,
    'due',
    'late',
    'late-leader',
    'approve',
    'submit',
    'fix',
    'returned',
    'chase',
  );
}

/** Every notice about a report that is no longer asked for. */
export async function settleAll(tx: Tx, deps: NoticeDeps, report: Pick<ReportRow, 'id'>): Promise<void> {
  await settle(tx, deps, report, ...ABOUTS);
}
