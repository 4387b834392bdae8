import { CONCLUDE_BARS } from '@anju/domain';
import { Alert, Segmented } from 'antd';
import { useState } from 'react';

import { Panel } from '../../ui/panel.tsx';
import type { ActFormProps } from './act-form-props.ts';
import { AnswerForm } from './answer-form.tsx';
import { AssignBar } from './assign-bar.tsx';
import { ConcludeForm } from './conclude-form.tsx';
import { closedByRun } from './finding-tags.tsx';
import { Proposal } from './proposal.tsx';
import { ProposeForm } from './propose-form.tsx';
import { ReopenForm } from './reopen-form.tsx';
import { TellForm } from './tell-form.tsx';

const FORMS = [
  { act: 'conclude', label: '审定', Form: ConcludeForm },
  { act: 'propose', label: '提出结论', Form: ProposeForm },
  { act: 'record-answer', label: '登记反馈', Form: AnswerForm },
  { act: 'tell-family', label: '告知家庭', Form: TellForm },
  { act: 'reopen', label: '重新核查', Form: ReopenForm },
] as const;

const WHY_CLOSED = {
  cleared:
    '最近一次比对没有再出现这条疑点，不再核查。家庭的反馈仍可登记；以后再出现，会回到疑点核查，已办的各步保留。',
  exited: '这户已退出，疑点不再核查。家庭的反馈仍可登记。',
} as const;

/** The acts that are open to this person now; the one that brings the finding furthest stands first. */
export function FindingActs({ finding, onNext }: ActFormProps) {
  const possible = FORMS.filter((form) => finding.allowedActs.includes(form.act));
  const [chosen, setChosen] = useState<string>(possible[0]?.act ?? '');
  const current = possible.find((form) => form.act === chosen) ?? possible[0];
  const assign = finding.allowedActs.includes('assign');
  const closed = closedByRun(finding);
  const nothing = current === undefined && !assign;
  return (
    <Panel title="办理" order={2} acts={assign ? <AssignBar ids={[finding.id]} /> : null}>
      {closed !== null && <Alert className="act-closed" type="info" showIcon title={WHY_CLOSED[closed]} />}
      <Proposal finding={finding} />
      {nothing && closed === null && <p className="muted">{whyNothing(finding)}</p>}
      {possible.length > 1 && (
        <Segmented
          className="act-choice"
          value={current?.act ?? ''}
          onChange={setChosen}
          options={possible.map((form) => ({ value: form.act, label: form.label }))}
        />
      )}
      {current !== undefined && <current.Form finding={finding} onNext={onNext} />}
    </Panel>
  );
}

function whyNothing({ state, concludeBar }: ActFormProps['finding']): string {
  if (state !== 'proposed') return '当前状态下没有需要您办理的事项。';
  if (concludeBar !== null) return `等待审定：${CONCLUDE_BARS[concludeBar]}`;
  return '等待审定：提出结论、登记反馈的人不能自己审定，须由审核人办理。';
}
