import type { Role } from '../access/index.ts';
import type { CampaignFormCode } from '../campaigns/index.ts';
import { periodLabel } from './form-period.ts';

/** Where a report (one form of one period) stands. */
export const REPORT_STATES = {
  draft: '填报中',
  approved: '已审签',
  submitted: '已上报',
  returned: '被退回',
  locked: '已锁定',
} as const;

export type ReportState = keyof typeof REPORT_STATES;

/** Not with the level above: never sent, or sent back. */
export const UNSENT_STATES: readonly ReportState[] = ['draft', 'returned', 'approved'];

export const REPORT_ACTS = {
  fill: '填报',
  approve: '审签',
  'send-back': '退回修改',
  submit: '上报',
  attach: '附签章件',
  return: '退回',
  lock: '锁定',
  unlock: '解除锁定',
  recall: '收回重报',
  'accept-file': '收外报材料',
} as const;

/** What is reported: the official forms, and the summaries in words. */
export const REPORT_NAMES = {
  F1: '专项整治问题清单',
  F2: '工作情况月报表',
  F3: '应退未退整改情况表',
  F4: '查处整改情况统计表',
  F5: '问题线索统计表',
  F6: '联络人名单',
  stage: '阶段小结',
  final: '工作总结',
} as const;

export type ReportForm = keyof typeof REPORT_NAMES;

/** Whether a report is one of the official forms, with cells; the others are summaries in words. */
export function isOfficialForm(form: ReportForm): form is CampaignFormCode {
  return form !== 'stage' && form !== 'final';
}

export const isReportForm = (text: string): text is ReportForm => Object.hasOwn(REPORT_NAMES, text);

/** F4 查处整改情况统计表（2026年6月） */
export function reportTitle(report: { readonly form: ReportForm; readonly period: string }): string {
  const code = isOfficialForm(report.form) ? `${report.form} ` : '';
  return `${code}${REPORT_NAMES[report.form]}（${periodLabel(report.period)}）`;
}

export type ReportAct = keyof typeof REPORT_ACTS;

/** What puts a report back on the desk of who fills it. */
export const ACTS_BACK: readonly ReportAct[] = ['send-back', 'return', 'unlock', 'recall'];

export interface ReportTransition {
  readonly from: ReportState;
  readonly act: ReportAct;
  readonly to: ReportState;
  readonly by: readonly Role[];
  readonly needs: readonly (
    | 'no-open-fault'
    | 'another-person'
    /** Sent to be signed, and not sent back since. */
    | 'sent-to-sign'
    | 'reason'
    /** Filled, signed and sent by the unit whose report it is; returned and locked by the level above. */
    | 'own-report'
    | 'report-from-below'
    /** Sent to a level that does not use the system: nobody there can return it. */
    | 'nobody-above'
  )[];
}

/** Of the level's own report: the prefecture's is what its counties sent, put together. */
const FILLERS = ['county-officer', 'county-admin', 'prefecture-supervisor'] as const;

/** The whole life of a report. "统计数据在报送前需呈分管领导审核": nothing is sent that the leader has not approved. */
export const REPORT_TRANSITIONS: readonly ReportTransition[] = Object.freeze([
  { from: 'draft', act: 'fill', to: 'draft', by: FILLERS, needs: ['own-report'] },
  { from: 'returned', act: 'fill', to: 'draft', by: FILLERS, needs: ['own-report'] },
  {
    from: 'draft',
    act: 'approve',
    to: 'approved',
    by: ['leader'],
    needs: ['no-open-fault', 'sent-to-sign', 'another-person', 'own-report'],
  },
  {
    from: 'draft',
    act: 'send-back',
    to: 'draft',
    by: ['leader'],
    needs: ['reason', 'sent-to-sign', 'own-report'],
  },
  {
    from: 'approved',
    act: 'send-back',
    to: 'draft',
    by: ['leader', ...FILLERS],
    needs: ['reason', 'own-report'],
  },
  { from: 'approved', act: 'submit', to: 'submitted', by: FILLERS, needs: ['own-report'] },
  // The scan with signature and seal follows what was sent; the figures stay as they are.
  { from: 'submitted', act: 'attach', to: 'submitted', by: FILLERS, needs: ['own-report'] },
  { from: 'locked', act: 'attach', to: 'locked', by: FILLERS, needs: ['own-report'] },
  {
    from: 'submitted',
    act: 'return',
    to: 'returned',
    by: ['prefecture-supervisor'],
    needs: ['reason', 'report-from-below'],
  },
  {
    from: 'submitted',
    act: 'lock',
    to: 'locked',
    by: ['prefecture-supervisor'],
    needs: ['report-from-below'],
  },
  // A county without the system sends its .xlsx, or a summary as a document: the level above takes it in as sent.
  {
    from: 'draft',
    act: 'accept-file',
    to: 'submitted',
    by: ['prefecture-supervisor'],
    needs: ['no-open-fault', 'report-from-below'],
  },
  {
    from: 'returned',
    act: 'accept-file',
    to: 'submitted',
    by: ['prefecture-supervisor'],
    needs: ['no-open-fault', 'report-from-below'],
  },
  {
    from: 'locked',
    act: 'unlock',
    to: 'returned',
    by: ['prefecture-supervisor'],
    needs: ['reason', 'report-from-below'],
  },
  {
    from: 'submitted',
    act: 'recall',
    to: 'returned',
    by: ['leader'],
    needs: ['reason', 'own-report', 'nobody-above'],
  },
]);

export type ReportRefusal =
  | 'not-in-this-state'
  | 'not-your-role'
  | 'not-your-level'
  | 'same-person'
  | 'not-filled'
  | 'reviewed-above';

/** What of a report decides whether an act may be done. `filledBy`: who filled it last; null until it is sent to be signed. */
export interface ReportStanding {
  readonly county: string;
  readonly state: ReportState;
  readonly filledBy: string | null;
  /** Whether the level above uses the system; unknown counts as yes. */
  readonly reviewedAbove?: boolean;
}

export interface ReportActor {
  readonly id: string;
  readonly county: string;
  readonly roles: readonly Role[];
}

/** Whether `actor` may do `act` now. */
export function decideReportAct(
  report: ReportStanding,
  act: ReportAct,
  actor: ReportActor,
): ReportTransition | ReportRefusal {
  const line = REPORT_TRANSITIONS.find((one) => one.from === report.state && one.act === act);
  if (line === undefined) return 'not-in-this-state';
  if (!actor.roles.some((role) => line.by.includes(role))) return 'not-your-role';
  if (line.needs.includes(report.county === actor.county ? 'report-from-below' : 'own-report'))
    return 'not-your-level';
  if (line.needs.includes('nobody-above') && report.reviewedAbove !== false) return 'reviewed-above';
  if (line.needs.includes('sent-to-sign') && report.filledBy === null) return 'not-filled';
  // Two people stand for a form: one who filled it, one who signs.
  if (line.needs.includes('another-person') && report.filledBy === actor.id) return 'same-person';
  return line;
}

/** The acts open to `actor` on a report, in the order of the table. */
export function allowedReportActs(report: ReportStanding, actor: ReportActor): readonly ReportAct[] {
  return Object.keys(REPORT_ACTS)
    .filter(isReportAct)
    .filter((act) => typeof decideReportAct(report, act, actor) === 'object');
}

export function isReportAct(text: string): text is ReportAct {
  return Object.hasOwn(REPORT_ACTS, text);
}

export function isReportState(text: string): text is ReportState {
  return Object.hasOwn(REPORT_STATES, text);
}
