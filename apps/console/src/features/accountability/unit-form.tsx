import { UNIT_MEASURES, type UnitMeasure } from '@anju/domain';
import { Segmented } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { CampaignChoice, CaseChoice } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { CampaignField } from '../supervision/campaign-field.tsx';
import { CaseField } from '../supervision/case-field.tsx';
import { DayField, TextLine } from './fields.tsx';

/** Records that a unit had to review itself, or was named in a circular. */
export function UnitForm({ onClose }: { readonly onClose: () => void }) {
  const { today } = useMe();
  const [campaign, setCampaign] = useState<CampaignChoice | null>(null);
  const [cases, setCases] = useState<readonly CaseChoice[]>([]);
  const [unitName, setUnitName] = useState('');
  const [measure, setMeasure] = useState<UnitMeasure>('reviewed');
  const [decidedOn, setDecidedOn] = useState<string>(today);
  const [decidedBy, setDecidedBy] = useState('');
  const [documentNo, setDocumentNo] = useState('');
  const [problem] = cases;
  const save = useAct({
    run: async () => {
      if (problem === undefined) return;
      await done(
        api.POST('/api/unit-measures', {
          body: {
            problemId: problem.id,
            unitName: unitName.trim(),
            measure,
            decidedOn,
            decidedBy: decidedBy.trim(),
            documentNo: documentNo.trim(),
          },
        }),
      );
    },
    said: () => `已登记：${unitName.trim()} ${UNIT_MEASURES[measure]}`,
    stale: [['unit-measures'], ['reports']],
    onDone: onClose,
  });
  const filled = [unitName, decidedBy, documentNo].every((text) => text.trim().length >= 2);
  return (
    <Dialog
      title="登记单位处理"
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="登记"
      okButtonProps={{ disabled: problem === undefined || !filled }}
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
          label="问题"
          kind="problem"
          campaign={campaign?.id ?? null}
          value={cases}
          onChange={setCases}
        />
        <TextLine label="单位" value={unitName} maxLength={60} onChange={setUnitName} />
        <div className="field">
          <span>处理</span>
          <Segmented
            value={measure}
            onChange={(next: UnitMeasure) => setMeasure(next)}
            options={[
              { value: 'reviewed', label: UNIT_MEASURES.reviewed },
              { value: 'notified', label: UNIT_MEASURES.notified },
            ]}
            aria-label="处理"
          />
        </div>
        <TextLine label="决定机关" value={decidedBy} maxLength={60} onChange={setDecidedBy} />
        <TextLine label="文号" value={documentNo} maxLength={60} onChange={setDocumentNo} />
        <DayField label="决定日期" value={decidedOn} onChange={setDecidedOn} today={today} />
      </div>
    </Dialog>
  );
}
