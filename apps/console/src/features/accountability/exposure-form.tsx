import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { CampaignChoice, CaseChoice } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { CampaignField } from '../supervision/campaign-field.tsx';
import { CaseField } from '../supervision/case-field.tsx';
import { DayField, TextLine } from './fields.tsx';

/** Records one exposure with the problems, the unit and the number of persons that it names. */
export function ExposureForm({ onClose }: { readonly onClose: () => void }) {
  const { today } = useMe();
  const personsId = useId();
  const [campaign, setCampaign] = useState<CampaignChoice | null>(null);
  const [cases, setCases] = useState<readonly CaseChoice[]>([]);
  const [unit, setUnit] = useState('');
  const [title, setTitle] = useState('');
  const [medium, setMedium] = useState('');
  const [exposedOn, setExposedOn] = useState<string>(today);
  const [persons, setPersons] = useState(0);
  const save = useAct({
    run: async () => {
      if (campaign === null) return;
      await done(
        api.POST('/api/exposures', {
          body: {
            campaignId: campaign.id,
            exposedOn,
            medium: medium.trim(),
            title: title.trim(),
            problemIds: cases.map((one) => one.id),
            unitName: unit.trim(),
            persons,
          },
        }),
      );
    },
    said: () => `已登记：${title.trim()}`,
    stale: [['exposures'], ['reports']],
    onDone: onClose,
  });
  const ready =
    campaign !== null &&
    (cases.length > 0 || unit.trim().length >= 2) &&
    title.trim().length >= 2 &&
    medium.trim().length >= 2;
  return (
    <Dialog
      title="登记通报曝光"
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="登记"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        <FormProblem error={save.error} />
        <CampaignField
          own
          value={campaign}
          onChange={(next) => {
            setCampaign(next);
            setCases([]);
          }}
        />
        <CaseField
          own
          label="涉及的问题（可选多个；台账上没有的不选）"
          kind="problem"
          many
          campaign={campaign?.id ?? null}
          value={cases}
          onChange={setCases}
        />
        <TextLine
          label="被通报单位（没有选问题的必填，报表的问题数计 0）"
          value={unit}
          maxLength={60}
          onChange={setUnit}
        />
        <TextLine label="标题" value={title} maxLength={120} onChange={setTitle} />
        <TextLine
          label="方式"
          value={medium}
          maxLength={60}
          onChange={setMedium}
          placeholder="例如 市纪委监委通报、电视台"
        />
        <DayField label="通报曝光日期" value={exposedOn} onChange={setExposedOn} today={today} />
        <div className="field">
          <label htmlFor={personsId}>涉及人数</label>
          <InputNumber
            id={personsId}
            value={persons}
            min={0}
            max={10_000}
            precision={0}
            onChange={(next) => setPersons(next ?? 0)}
          />
        </div>
      </div>
    </Dialog>
  );
}
