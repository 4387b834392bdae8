import { formatFormDate } from '@anju/official-forms';
import type { ListedProblem } from './problem-store.ts';

type Rectified = Pick<ListedProblem, 'rectification' | 'closed' | 'progress' | 'task' | 'deadline'>;

/** Whoever reads the form must not take what is only reported for what a second person has found true. */
const UNVERIFIED = '（已申请销号，待审核）';

/** What stands under 整改情况: what was done, or else what is planned and by when. */
export function rectificationOf({ rectification, closed, progress, task, deadline }: Rectified): string {
  if (rectification.trim() !== '') return closed ? rectification : `${rectification}${UNVERIFIED}`;
  const doing = progress.trim() || task.trim();
  if (doing === '' || deadline === null) return doing;
  return `${doing}（${formatFormDate(deadline)}前完成）`;
}
