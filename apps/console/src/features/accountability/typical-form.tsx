import { countCharacters, MOST_CASE_CHARACTERS } from '@anju/domain';
import { Segmented } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { CampaignChoice, CaseChoice, TypicalCase } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { CampaignField } from '../supervision/campaign-field.tsx';
import { CaseField } from '../supervision/case-field.tsx';
import { useMonthOptions } from '../supervision/choices.ts';
import { ChoiceField, DayField, TextLine } from './fields.tsx';

interface TypicalFormProps {
  /** The case to change; a new one when not given. */
  readonly existing?: TypicalCase;
  readonly onClose: () => void;
}

/** Writes a case for a month's form; counts its characters as the form does. */
export function TypicalForm({ existing, onClose }: TypicalFormProps) {
  const { today } = useMe();
  const months = useMonthOptions();
  const [campaign, setCampaign] = useState<CampaignChoice | null>(null);
  const [cases, setCases] = useState<readonly CaseChoice[]>([]);
  const [month, setMonth] = useState<string>(existing?.month ?? today.slice(0, 7));
  const [text, setText] = useState(existing?.text ?? '');
  const [kind, setKind] = useState<'problem' | 'unit'>('problem');
  const [unitName, setUnitName] = useState('');
  const [concludedOn, setConcludedOn] = useState<string>(today);
  const about = aboutOf();
  const characters = countCharacters(text.trim());
  const over = characters - MOST_CASE_CHARACTERS;
  const save = useAct({
    run: async () => {
      const draft = { month, text: text.trim() };
      if (existing !== undefined) {
        await done(
          api.PATCH('/api/typical-cases/{id}', {
            params: { path: { id: existing.id } },
            body: { ...draft, version: existing.version },
          }),
        );
      } else if (about !== null) {
        await done(api.POST('/api/typical-cases', { body: { ...draft, about } }));
      }
    },
    said: () => `已保存 ${month} 的案例，${characters} 字`,
    stale: [['typical-cases'], ['reports']],
    onDone: onClose,
  });
  const ready = characters > 0 && over <= 0 && (existing !== undefined || about !== null);

  function aboutOf() {
    const [problem] = cases;
    if (kind === 'problem') return problem === undefined ? null : { kind, id: problem.id };
    if (campaign === null || unitName.trim().length < 2) return null;
    return { kind, campaignId: campaign.id, unitName: unitName.trim(), concludedOn };
  }

  return (
    <Dialog
      title={
        existing === undefined
          ? '写典型案例'
          : `修改案例：${existing.problemNumber ?? existing.unitName ?? ''}`
      }
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="保存"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={save.isPending}
      width={600}
    >
      <div className="act-form">
        <FormProblem error={save.error} />
        {existing === undefined && (
          <>
            <CampaignField
              own
              value={campaign}
              onChange={(next) => {
                setCampaign(next);
                setCases([]);
              }}
            />
            <Segmented
              value={kind}
              onChange={(next: 'problem' | 'unit') => setKind(next)}
              options={[
                { value: 'problem', label: '台账上的问题' },
                { value: 'unit', label: '台账上没有的' },
              ]}
              aria-label="写什么案例"
            />
            {kind === 'problem' ? (
              <CaseField
                own
                label="已销号的问题"
                kind="problem"
                closed
                campaign={campaign?.id ?? null}
                value={cases}
                onChange={setCases}
              />
            ) : (
              <>
                <TextLine label="涉及单位" value={unitName} maxLength={60} onChange={setUnitName} />
                <DayField label="了结日期" value={concludedOn} onChange={setConcludedOn} today={today} />
              </>
            )}
          </>
        )}
        <ChoiceField
          label="报哪个月"
          value={month}
          onChange={(next) => setMonth(next ?? today.slice(0, 7))}
          options={months}
        />
        <TextField
          label="案例：何时何种方式发生何违纪违法事实，相关人员受到何处分处理"
          value={text}
          onChange={setText}
          rows={8}
          maxLength={2000}
        />
        <p className={over > 0 ? 'count-over' : 'muted'} aria-live="polite">
          {characters} / {MOST_CASE_CHARACTERS} 字{over > 0 && `，多 ${over} 字，请删减`}
        </p>
      </div>
    </Dialog>
  );
}
