import { Input, InputNumber } from 'antd';
import { useId } from 'react';
import type { CampaignContent } from '../../api/contract.ts';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

interface LinesFieldProps {
  readonly label: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: string[]) => void;
}

/** A list that is typed a line each. */
function LinesField({ label, lines, onChange }: LinesFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        defaultValue={lines.join('\n')}
        autoSize={{ minRows: 2, maxRows: 10 }}
        onBlur={(event) => onChange(linesOf(event.target.value))}
      />
    </div>
  );
}

interface PlanListsProps {
  readonly content: CampaignContent;
  readonly set: (part: Partial<CampaignContent>) => void;
}

/** Drop-downs and defaults; folded, because they are seldom changed. */
export function PlanLists({ content, set }: PlanListsProps) {
  const id = useId();
  const { lists } = content;
  return (
    <details className="full">
      <summary>下拉序列、抄送与本次整治设定的办结天数</summary>
      <div className="act-form">
        <LinesField
          label="来源渠道（一行一项）"
          lines={lists.sources}
          onChange={(sources) => set({ lists: { ...lists, sources } })}
        />
        <LinesField
          label="级别（一行一项）"
          lines={lists.levels}
          onChange={(levels) => set({ lists: { ...lists, levels } })}
        />
        <LinesField
          label="处置情况（一行一项）"
          lines={lists.disposals}
          onChange={(disposals) => set({ lists: { ...lists, disposals } })}
        />
        <LinesField
          label="总结报告抄送（一行一个）"
          lines={content.copyTo}
          onChange={(copyTo) => set({ copyTo })}
        />
        <div className="field">
          <label htmlFor={id}>本次整治设定的办结天数</label>
          <InputNumber
            id={id}
            min={1}
            max={365}
            value={content.rectifyDays}
            onChange={(rectifyDays) => (rectifyDays === null ? undefined : set({ rectifyDays }))}
          />
        </div>
      </div>
    </details>
  );
}
