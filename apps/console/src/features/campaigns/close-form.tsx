import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { ChoiceCards } from '../findings/choice-cards.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_ACT } from './queries.ts';

const DECISIONS = [
  { value: 'close', label: '销号', hint: '佐证属实，整改到位' },
  { value: 'return', label: '退回整改', hint: '须写明还差什么' },
] as const;
type Decision = (typeof DECISIONS)[number]['value'];

/** The second person's decision on what was reported rectified. */
export function CloseForm({ problem }: ProblemFormProps) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const [text, setText] = useState('');
  const act = useAct({
    run: (chosen: Decision) => {
      const params = { path: { id: problem.id } };
      const { version } = problem;
      return done(
        chosen === 'close'
          ? api.POST('/api/problems/{id}/close', { params, body: { remark: text.trim(), version } })
          : api.POST('/api/problems/{id}/return', { params, body: { reason: text.trim(), version } }),
      );
    },
    said: (_, chosen) => (chosen === 'close' ? `${problem.number} 已销号` : '已退回，申请人会收到待办'),
    stale: STALE_AFTER_ACT,
  });
  const ready = decision !== null && (decision === 'close' || text.trim().length >= 2) && !act.isPending;
  const submit = () => {
    if (ready) act.mutate(decision);
  };
  useShortcuts({ 1: () => setDecision('close'), 2: () => setDecision('return'), 'ctrl+enter': submit });
  return (
    <div className="act-form">
      <p>
        {problem.rectifiedByName} {problem.rectifiedOn} 报整改完成：{problem.rectification}
      </p>
      <ChoiceCards legend="核实意见" choices={DECISIONS} value={decision} onChange={setDecision} />
      <TextField
        label={decision === 'return' ? '退回原因' : '核实说明（可不填）'}
        value={text}
        onChange={setText}
        maxLength={2000}
      />
      <Button type="primary" disabled={!ready} loading={act.isPending} onClick={submit}>
        {decision === 'return' ? '退回整改' : '销号'}
      </Button>
    </div>
  );
}
