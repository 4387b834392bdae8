import {
  judgeCheckItem,
  mustTransfer,
  SELF_CHECKS,
  type SelfCheck,
  SPOT_CHECKS,
  type SpotCheck,
} from '@anju/domain';
import { Alert, Radio } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { DrawnItem } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';

const CHOICES: readonly SpotCheck[] = ['clean', 'problem', 'unreachable'];
const isSelfCheck = (text: string): text is SelfCheck => Object.hasOwn(SELF_CHECKS, text);

/** What was found on the spot, with what it means for the self-check said before it is sent. */
export function ResultDialog({ item, onClose }: { readonly item: DrawnItem; readonly onClose: () => void }) {
  const me = useMe();
  const onId = useId();
  const [spotCheck, setSpotCheck] = useState<SpotCheck | null>(item.spotCheck);
  const [on, setOn] = useState<string>(item.checkedOn ?? me.today);
  const [remark, setRemark] = useState(item.remark);
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const self = isSelfCheck(item.selfCheck) ? item.selfCheck : 'none';
  const handed = mustTransfer(judgeCheckItem(self, spotCheck));
  const paperNeeded = handed && item.papers === 0;
  const wordNeeded = handed || spotCheck === 'unreachable';
  const save = useAct({
    run: async () => {
      if (spotCheck === null) return;
      await done(
        api.POST('/api/check-items/{id}/result', {
          params: { path: { id: item.id } },
          body: {
            spotCheck,
            checkedOn: on,
            remark: remark.trim(),
            paperIds: papers.map((paper) => paper.id),
            version: item.version,
          },
        }),
      );
    },
    said: () => `已登记 ${item.label} 的抽查结果`,
    stale: [['checks']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`登记结果：${item.label}`}
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="登记"
      okButtonProps={{
        disabled:
          spotCheck === null || (wordNeeded && remark.trim() === '') || (paperNeeded && papers.length === 0),
      }}
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        <FormProblem error={save.error} />
        <p>自查结果（抽取时）：{item.selfCheckLabel}</p>
        <Radio.Group
          value={spotCheck}
          onChange={(event) => setSpotCheck(event.target.value)}
          options={CHOICES.map((value) => ({ value, label: SPOT_CHECKS[value] }))}
          aria-label="抽查结果"
        />
        {handed && (
          <Alert
            type="warning"
            showIcon
            title="与自查不符，登记后须移送纪检监察机关进一步调查。请写明情况，并上传现场照片等佐证材料。"
          />
        )}
        <div className="field">
          <label htmlFor={onId}>核查日期</label>
          <DayPicker
            id={onId}
            value={dayjs(on)}
            onChange={(date) => setOn(date?.format('YYYY-MM-DD') ?? me.today)}
            maxDate={dayjs(me.today)}
            allowClear={false}
          />
        </div>
        <TextField
          label={wordNeeded ? '情况说明' : '情况说明（可不填）'}
          value={remark}
          onChange={setRemark}
          rows={3}
          maxLength={1000}
        />
        <PaperUpload papers={papers} onChange={setPapers} />
      </div>
    </Dialog>
  );
}
