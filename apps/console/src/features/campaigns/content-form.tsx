import { CAMPAIGN_FORMS, CAMPAIGN_SCOPES, type CampaignScope, FORM_SCOPES } from '@anju/domain';
import { Input, Radio, Select } from 'antd';
import type { CampaignContent } from '../../api/contract.ts';
import { DayField } from './day-field.tsx';
import { FormSettings } from './form-settings.tsx';
import { LineField } from './line-field.tsx';
import { PlanLists } from './plan-lists.tsx';
import { Rows } from './rows.tsx';

interface ContentFormProps {
  readonly content: CampaignContent;
  readonly onChange: (content: CampaignContent) => void;
  /** The scope is chosen once, before there are problems. */
  readonly fresh?: boolean;
}

/** The next number that none of the rows has. */
function nextCode(rows: readonly { readonly code: string }[], prefix: string): string {
  const taken = new Set(rows.map(({ code }) => code));
  let n = rows.length + 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}

/** Categories, phases, forms, dates and lists of a campaign: for a plan of one's own, and for changing any. */
export function ContentForm({ content, onChange, fresh }: ContentFormProps) {
  const set = (part: Partial<CampaignContent>) => onChange({ ...content, ...part });
  const unused = CAMPAIGN_FORMS.filter(
    (form) => FORM_SCOPES[form].includes(content.scope) && !content.forms.some((one) => one.form === form),
  );
  const setScope = (scope: CampaignScope) =>
    set({ scope, forms: content.forms.filter(({ form }) => FORM_SCOPES[form].includes(scope)) });
  return (
    <div className="act-form">
      {fresh && (
        <Radio.Group
          value={content.scope}
          onChange={(event) => setScope(event.target.value === 'rural' ? 'rural' : 'public-rental')}
          options={Object.entries(CAMPAIGN_SCOPES).map(([value, label]) => ({ value, label }))}
        />
      )}
      <Rows
        title="问题类别"
        add="添加类别"
        rows={content.categories}
        onChange={(categories) => set({ categories: [...categories] })}
        create={() => ({ code: nextCode(content.categories, ''), label: '', items: [] })}
        name={(category) => category.label || '新类别'}
        render={(category, change) => (
          <div className="row-fields">
            <LineField
              label="编号"
              value={category.code}
              onChange={(code) => change({ ...category, code })}
              maxLength={20}
            />
            <LineField
              label="类别"
              value={category.label}
              onChange={(label) => change({ ...category, label })}
            />
            <Rows
              title="整治内容"
              add="添加内容"
              rows={category.items}
              onChange={(items) => change({ ...category, items: [...items] })}
              create={() => ({
                code: nextCode(category.items, `${category.code}.`),
                text: '',
                f1Line: null,
              })}
              name={(item) => item.text || '新内容'}
              render={(item, changeItem) => (
                <Input
                  value={item.text}
                  maxLength={300}
                  addonBefore={item.code}
                  aria-label={`整治内容 ${item.code}`}
                  onChange={(event) => changeItem({ ...item, text: event.target.value })}
                />
              )}
            />
          </div>
        )}
      />
      <Rows
        title="阶段"
        add="添加阶段"
        rows={content.phases}
        onChange={(phases) => set({ phases: [...phases] })}
        create={() => ({ title: '', startsOn: '', endsOn: '' })}
        name={(phase) => phase.title || '新阶段'}
        render={(phase, change) => (
          <div className="row-fields">
            <LineField label="阶段" value={phase.title} onChange={(title) => change({ ...phase, title })} />
            <DayField
              label="开始"
              value={phase.startsOn}
              onChange={(day) => change({ ...phase, startsOn: day ?? '' })}
            />
            <DayField
              label="结束"
              value={phase.endsOn}
              onChange={(day) => change({ ...phase, endsOn: day ?? '' })}
            />
          </div>
        )}
      />
      <Rows
        title="报表"
        rows={content.forms}
        onChange={(forms) => set({ forms: [...forms] })}
        name={(form) => form.form}
        render={(form, change) => <FormSettings form={form} onChange={change} />}
        extra={
          <Select
            value={null}
            placeholder="添加报表"
            aria-label="添加报表"
            style={{ width: 160 }}
            options={unused.map((form) => ({ value: form, label: form }))}
            onChange={(form: (typeof CAMPAIGN_FORMS)[number] | null) => {
              if (form === null) return;
              const added = {
                form,
                every: 'month',
                dueDay: 18,
                reports: 'previous-month',
                basis: 'period',
                nothingAs: 'zero',
              } as const;
              set({ forms: [...content.forms, added] });
            }}
          />
        }
      />
      <Rows
        title="总结报告"
        add="添加报告"
        rows={content.stageReports}
        onChange={(stageReports) => set({ stageReports: [...stageReports] })}
        create={() => ({ kind: 'stage' as const, title: '阶段性总结', dueOn: '' })}
        name={(report) => report.title}
        render={(report, change) => (
          <div className="row-fields">
            <LineField label="报告" value={report.title} onChange={(title) => change({ ...report, title })} />
            <DayField
              label="报送日期"
              value={report.dueOn}
              onChange={(day) => change({ ...report, dueOn: day ?? '' })}
            />
            <Radio.Group
              value={report.kind}
              onChange={(event) =>
                change({ ...report, kind: event.target.value === 'final' ? 'final' : 'stage' })
              }
              options={[
                { value: 'stage', label: '阶段' },
                { value: 'final', label: '最终' },
              ]}
            />
          </div>
        )}
      />
      <Rows
        title="时间节点"
        add="添加节点"
        rows={content.milestones}
        onChange={(milestones) => set({ milestones: [...milestones] })}
        create={() => ({ title: '', dueOn: '' })}
        name={(milestone) => milestone.title || '新节点'}
        render={(milestone, change) => (
          <div className="row-fields">
            <LineField
              label="事项"
              value={milestone.title}
              onChange={(title) => change({ ...milestone, title })}
            />
            <DayField
              label="日期"
              value={milestone.dueOn}
              onChange={(day) => change({ ...milestone, dueOn: day ?? '' })}
            />
          </div>
        )}
      />
      <PlanLists content={content} set={set} />
    </div>
  );
}
