import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import type { ActFormProps } from './act-form-props.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { whyUnheard } from './conclusions.ts';
import { STALE_AFTER_ACT } from './stale.ts';
import { SubmitLine } from './submit-line.tsx';

const RETURN = { value: 'return', label: '退回', hint: '补充核实后重新提出，须写明原因' } as const;
const DECISIONS = [{ value: 'agree', label: '同意', hint: '按提出的结论办结' }, RETURN] as const;
const OTHER_FACTS =
  '提出结论之后，比对事实有变化，不能按原结论审定。请退回，由经办人就现在的事实重新核查；拟认定属实的，还须重新告知家庭。';
type Decision = (typeof DECISIONS)[number]['value'];

/** The second person's decision on a proposed conclusion. */
export function ConcludeForm({ finding, onNext }: ActFormProps) {
  const changed = (finding.proposal?.changesSince.length ?? 0) > 0;
  const [chosen, setDecision] = useState<Decision | null>(null);
  const decision = changed ? 'return' : chosen;
  const [remark, setRemark] = useState('');
  const act = useAct({
    run: (made: Decision) =>
      done(
        api.POST('/api/findings/{id}/conclude', {
          params: { path: { id: finding.id } },
          body: { agree: made === 'agree', remark: remark.trim(), version: finding.version },
        }),
      ),
    said: (_, made) => (made === 'agree' ? '已审定，疑点办结' : '已退回，承办单位会收到待办'),
    stale: STALE_AFTER_ACT,
    onDone: () => onNext?.(),
  });
  const unheard =
    decision === 'agree' && finding.proposal?.conclusion === 'confirmed' ? whyUnheard(finding) : null;
  const complete = decision === 'agree' ? unheard === null : remark.trim().length >= 2;
  const ready = decision !== null && complete && !act.isPending;
  const submit = () => {
    if (ready) act.mutate(decision);
  };
  useShortcuts({
    1: () => setDecision('agree'),
    2: () => setDecision('return'),
    'ctrl+enter': submit,
  });
  return (
    <div className="act-form">
      {changed && <Alert type="warning" showIcon title={OTHER_FACTS} />}
      <ChoiceCards
        legend="审定意见"
        choices={changed ? [RETURN] : DECISIONS}
        value={decision}
        onChange={setDecision}
      />
      {unheard !== null && <Alert type="warning" showIcon title={`${unheard}请退回。`} />}
      <TextField
        label={decision === 'return' ? '退回原因' : '审定说明（可不填）'}
        value={remark}
        onChange={setRemark}
        rows={2}
        maxLength={500}
      />
      <SubmitLine goesOn={onNext !== undefined}>
        <Button type="primary" disabled={!ready} loading={act.isPending} onClick={submit}>
          {decision === 'return' ? '退回' : '审定'}
        </Button>
      </SubmitLine>
    </div>
  );
}
