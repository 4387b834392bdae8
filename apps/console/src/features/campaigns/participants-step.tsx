import { type CampaignContent, withinSpan } from '@anju/domain';
import { Button, Checkbox } from 'antd';
import { Link } from 'react-router';
import type { ReadyPlan } from '../../api/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import type { StartDraft } from './start-draft.ts';

interface ParticipantsStepProps {
  readonly draft: StartDraft;
  readonly ready: ReadyPlan | undefined;
  readonly possible: readonly { readonly county: string; readonly name: string }[];
  /** A county starts for itself. */
  readonly alone: boolean;
  readonly onChange: (part: Partial<StartDraft>) => void;
}

/** The plan as it will run on the chosen days. */
function contentOf(ready: ReadyPlan, { startsOn, endsOn }: StartDraft): CampaignContent {
  const chosen = { startsOn: startsOn || ready.startsOn, endsOn: endsOn || ready.endsOn };
  return withinSpan(ready.content, ready, chosen);
}

/** Who takes part, and once more what will run. */
export function ParticipantsStep({ draft, ready, possible, alone, onChange }: ParticipantsStepProps) {
  const all = possible.map(({ county }) => county);
  const content = ready === undefined ? draft.content : contentOf(ready, draft);
  // What the plan has and the chosen days leave nothing of.
  const none = (planned: readonly unknown[] | undefined) =>
    (planned ?? []).length > 0 ? '没有：方案定的都早于或晚于所选日期' : '未设';
  return (
    <div className="act-form">
      {possible.length === 0 ? (
        <p className="muted">
          您的辖区里还没有县市。请先在<Link to="/people">机构用户</Link>中登记。
        </p>
      ) : alone ? (
        <p>参加单位：{possible.map(({ name }) => name).join('、')}</p>
      ) : (
        <fieldset className="plain-fieldset">
          <legend>
            参加的县市、园区{' '}
            <Button type="link" size="small" onClick={() => onChange({ participants: all })}>
              全选
            </Button>
          </legend>
          <Checkbox.Group
            value={[...draft.participants]}
            onChange={(participants) => onChange({ participants })}
            options={possible.map(({ county, name }) => ({ value: county, label: name }))}
          />
        </fieldset>
      )}
      <Facts
        facts={[
          { label: '问题类别', value: `${content.categories.length} 类` },
          {
            label: '阶段',
            value: content.phases.map(({ title }) => title).join('、') || none(ready?.content.phases),
          },
          { label: '报表', value: content.forms.map(({ form }) => form).join('、') || '未设' },
          {
            label: '总结报告',
            value:
              content.stageReports.map(({ dueOn }) => dueOn).join('、') || none(ready?.content.stageReports),
          },
          { label: '抄送', value: content.copyTo.join('、') || '未设' },
        ]}
      />
      <p className="muted">启动后，每个参加单位各有一份台账；只有启动单位能改方案。</p>
    </div>
  );
}
