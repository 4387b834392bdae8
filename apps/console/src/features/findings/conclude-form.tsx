import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { whyUnheard } from './conclusions.ts';
import type { ActFormProps } from './finding-acts.tsx';
import { STALE_AFTER_ACT } from './stale.ts';
import { SubmitLine } from './submit-line.tsx';

const DECISIONS = [
  { value: 'agree', label: '同意', hint: '按提出的结论办结' },
  { value: 'return', label: '退回', hint: '补充核实后重新提出，须写明原因' },
] as const;
type Decision = (typeof DECISIONS)[number]['value'];

/** The second person's decision on a proposed conclusion. */
export function ConcludeForm({ finding, onNext }: ActFormProps) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const [remark, setRemark] = useState('');
  const act = useAct({
    run: (chosen: Decision) =>
      done(
        api.POST('/api/findings/{id}/conclude', {
          params: { path: { id: finding.id } },
          body: { agree: chosen === 'agree', remark: remark.trim(), version: finding.version },
        }),
      ),
    said: (_, chosen) => (chosen === 'agree' ? '已审定，疑点办结' : '已退回，承办单位会收到待办'),
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
      <ChoiceCards legend="审定意见" choices={DECISIONS} value={decision} onChange={setDecision} />
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
