import { REPORT_STATES, type ReportState } from '@anju/domain';
import { timeInBeijing } from '../../platform/clock.ts';
import {
  changedMeanwhile,
  conflict,
  forbidden,
  invalidInput,
  notFound,
  Problem,
} from '../../platform/problem.ts';
import type { ReportActResult } from './act-on-report.ts';

/** What the person is told of a moment: 7月20日 10:05, in Beijing. */
function printMoment(moment: Date): string {
  const there = timeInBeijing(moment);
  return `${Number(there.slice(5, 7))}月${Number(there.slice(8, 10))}日 ${there.slice(11, 16)}`;
}

const printDay = (day: string): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`;

/** The outcome of an act, or the problem that the person is told. */
export function answerReport(result: ReportActResult): {
  version: number;
  state: ReportState;
  stateLabel: string;
} {
  if (result.status === 'done')
    return { version: result.version, state: result.state, stateLabel: REPORT_STATES[result.state] };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这张报表');
    case 'no-form':
      throw conflict('no-form', '专项整治里已没有这张表或这一期，请联系县级业务管理员。');
    case 'no-figures':
      throw conflict('no-figures', '这份总结还没有取数。请经办先在“阶段总结”中取数，再审签。');
    case 'period-runs':
      throw conflict(
        'period-runs',
        `统计期到 ${printDay(result.to)}为止，期满以前发现的还要计入。请在 ${printDay(result.from)}起再审签、上报。`,
      );
    case 'barred':
      throw barredProblem();
    case 'changed-meanwhile':
      throw changedMeanwhile('这张报表', result.by);
    case 'locked':
      throw conflict(
        'locked',
        `这张报表已由${result.by}于${printMoment(result.at)}锁定，不能再改。确需修改，请联系上级解除锁定。`,
      );
    case 'not-in-this-state':
      throw conflict('not-in-this-state', '这张报表已经进入下一步，不能这样操作。请刷新后查看。');
    case 'not-your-role':
      throw forbidden('您的角色不能做这一步。请联系县级业务管理员。');
    case 'not-your-level':
      throw forbidden('报表由本级填报、审签、上报，由上级退回、锁定；这一步不由您这一级办理。');
    case 'reviewed-above':
      throw forbidden('已上报的报表由上级退回，不由本级收回。请联系上级退回。');
    case 'parts-moved':
      throw conflict(
        'parts-moved',
        `${result.counties.join('、')}在取数以后又有上报或被退回，本表的合计已经不是现在的数。请退回修改，重新取数并审签。`,
      );
    case 'not-filled':
      throw conflict('not-filled', '这张报表还没有经办填报，请先由经办核对数据并送审。');
    case 'same-person':
      throw conflict('same-person', '这张报表是您填的，须由另一位领导审签。');
    case 'open-faults':
      throw new Problem({
        status: 409,
        code: 'open-faults',
        title: '还有问题没有处理',
        detail: `还有 ${result.faults.length} 处问题。请在来源处改正，或写明原因后再审签。`,
        errors: result.faults.map((fault) => ({
          path: fault.cell ?? fault.path ?? '',
          message: fault.message,
        })),
      });
    case 'invalid':
      throw invalidInput(result.message, [{ path: result.path, message: result.message }]);
  }
}

export const barredProblem = (): Problem =>
  conflict('barred', '表里有按回避规定您不能查看的线索或问题，请由其他同事办理这张报表。');
