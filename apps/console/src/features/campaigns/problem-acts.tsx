import { Segmented } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../api/contract.ts';
import { Panel } from '../../ui/panel.tsx';
import { CloseForm } from './close-form.tsx';
import { CorrectForm } from './correct-form.tsx';
import { ExitForm } from './exit-form.tsx';
import { PinForm } from './pin-form.tsx';
import { ProgressForm } from './progress-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { RectifiedForm } from './rectified-form.tsx';

/** The acts in the order of what brings the problem furthest. */
const FORMS = [
  { act: 'close', label: '核实销号', Form: CloseForm },
  { act: 'report-rectified', label: '申请销号', Form: RectifiedForm },
  { act: 'progress', label: '登记进展', Form: ProgressForm },
  { act: 'pin', label: '五落实', Form: PinForm },
  { act: 'look-back', label: '回头看', Form: ReasonForm },
  { act: 'reopen', label: '重新整改', Form: ReasonForm },
  { act: 'restore', label: '恢复', Form: ReasonForm },
  { act: 'establish-exit', label: '认定应退', Form: ExitForm },
  { act: 'need-not-leave', label: '不需退出', Form: ReasonForm },
  { act: 'withdraw-exit', label: '撤回应退', Form: ReasonForm },
  { act: 'correct', label: '更正', Form: CorrectForm },
  { act: 'withdraw', label: '撤销', Form: ReasonForm },
] as const;

/** Why nobody of this role has anything to do now. */
function idleWords(problem: Problem): string {
  if (problem.state === 'rectified') return '等待销号：申请销号的人不能自己销号，须由另一位审核人办理。';
  if (problem.state === 'registered') return '等待五落实：由经办或业务管理员办理。';
  return '当前状态下没有需要您办理的事项。';
}

export function ProblemActs({ problem }: { readonly problem: Problem }) {
  const possible = FORMS.filter(({ act }) => problem.allowedActs.includes(act));
  // 待落实 comes before 登记进展: what is not pinned down has to be first.
  const first = problem.state === 'registered' ? 'pin' : (possible[0]?.act ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const current = possible.find(({ act }) => act === (chosen ?? first)) ?? possible[0];
  return (
    <Panel title="办理" order={2}>
      {current === undefined && <p className="muted">{idleWords(problem)}</p>}
      {possible.length > 1 && (
        <Segmented
          className="act-choice"
          value={current?.act ?? ''}
          onChange={setChosen}
          options={possible.map(({ act, label }) => ({ value: act, label }))}
        />
      )}
      {current !== undefined && <current.Form key={current.act} problem={problem} act={current.act} />}
    </Panel>
  );
}
