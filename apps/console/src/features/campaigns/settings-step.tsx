import { Radio } from 'antd';
import type { ReactNode } from 'react';
import type { ReadyPlan } from '../../api/contract.ts';
import { DayField } from './day-field.tsx';
import { LineField } from './line-field.tsx';
import type { StartDraft } from './start-draft.ts';

interface SettingsStepProps {
  readonly draft: StartDraft;
  readonly ready: ReadyPlan | undefined;
  readonly onChange: (part: Partial<StartDraft>) => void;
  /** The form of a plan of one's own. */
  readonly children: ReactNode;
}

/** What the source leaves open, asked one by one; name and dates may be changed. */
export function SettingsStep({ draft, ready, onChange, children }: SettingsStepProps) {
  return (
    <div className="act-form">
      {ready?.questions.map((question) => (
        <fieldset key={question.key} className="plain-fieldset">
          <legend>{question.label}</legend>
          <Radio.Group
            value={draft.answers[question.key] ?? null}
            onChange={(event) =>
              onChange({ answers: { ...draft.answers, [question.key]: String(event.target.value) } })
            }
            options={question.options.map((option) => ({ ...option }))}
          />
          <p className="muted">{question.hint}</p>
        </fieldset>
      ))}
      <LineField
        label={ready === undefined ? '名称' : '名称（不填用方案名）'}
        value={draft.title}
        onChange={(title) => onChange({ title })}
        {...(ready === undefined ? {} : { placeholder: `${draft.year}年${ready.title}` })}
      />
      <LineField
        label="本级文号（可不填）"
        value={draft.documentNo}
        onChange={(documentNo) => onChange({ documentNo })}
        maxLength={60}
      />
      <div className="field-pair">
        <DayField
          label="开始日期"
          value={draft.startsOn || (ready?.startsOn ?? null)}
          onChange={(day) => onChange({ startsOn: day ?? '' })}
        />
        <DayField
          label="结束日期"
          value={draft.endsOn || (ready?.endsOn ?? null)}
          onChange={(day) => onChange({ endsOn: day ?? '' })}
        />
      </div>
      {ready !== undefined && ready.content !== null && (
        <p className="muted">改了起止日期，各阶段随之缩短；开始日期以前的阶段、总结和节点不再列入。</p>
      )}
      {ready !== undefined && ready.remark !== '' && <p className="muted">{ready.remark}</p>}
      {children}
    </div>
  );
}
