import { InputNumber } from 'antd';
import { useId } from 'react';
import type { ReadyPlan } from '../../api/contract.ts';
import { ChoiceCards } from '../findings/choice-cards.tsx';
import type { StartDraft } from './start-draft.ts';

interface PlanStepProps {
  readonly draft: StartDraft;
  readonly plans: readonly ReadyPlan[];
  readonly onChange: (part: Partial<StartDraft>) => void;
}

/** Which plan, of which year. */
export function PlanStep({ draft, plans, onChange }: PlanStepProps) {
  const id = useId();
  const choices = [
    ...plans.map((plan) => ({
      value: plan.code,
      label: plan.title,
      hint: `${plan.source}：${plan.content.categories.length} 类问题，报表 ${plan.content.forms
        .map(({ form }) => form)
        .join('、')}`,
    })),
    { value: 'own' as const, label: '自定方案', hint: '自己填写类别、阶段和报表' },
  ];
  return (
    <div className="act-form">
      <ChoiceCards
        legend="方案"
        choices={choices}
        value={draft.plan}
        onChange={(plan) => onChange({ plan })}
      />
      <div className="field">
        <label htmlFor={id}>年度</label>
        <InputNumber
          id={id}
          min={2012}
          max={2100}
          value={draft.year}
          onChange={(year) => (year === null ? undefined : onChange({ year }))}
        />
      </div>
    </div>
  );
}
