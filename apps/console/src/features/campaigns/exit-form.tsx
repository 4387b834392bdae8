import type { ExitNature } from '@anju/domain';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { EXIT_NATURE_CHOICES } from '../findings/conclusions.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_EXIT } from './queries.ts';

/** The problem's family has to leave: a subletting or lending that no register shows comes onto form F3 this way. */
export function ExitForm({ problem }: ProblemFormProps) {
  const selectId = useId();
  const [nature, setNature] = useState<ExitNature | null>(null);
  const [reason, setReason] = useState('');
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const send = useAct({
    run: (chosen: ExitNature) =>
      done(
        api.POST('/api/problems/{id}/exit', {
          params: { path: { id: problem.id } },
          body: {
            nature: chosen,
            reason: reason.trim(),
            paperIds: papers.map((paper) => paper.id),
            version: problem.version,
          },
        }),
      ),
    said: () => `户 ${problem.householdCode} 已列入应退未退台账，经办会收到待办`,
    stale: STALE_AFTER_EXIT,
  });
  const proved = problem.papers.length + papers.length > 0;
  return (
    <div className="act-form">
      <p className="muted">
        认定后，户 {problem.householdCode}{' '}
        从今天起列入应退未退台账，计入整改情况表；已在台账上的，作为另一项性质记在旁边。
      </p>
      <div className="field">
        <label htmlFor={selectId}>退出性质</label>
        <Select
          id={selectId}
          className="full"
          value={nature}
          onChange={setNature}
          options={EXIT_NATURE_CHOICES}
          placeholder="选择退出性质"
        />
      </div>
      <TextField
        label="认定的理由（谁在什么时候看到什么）"
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={2000}
      />
      <PaperUpload papers={papers} onChange={setPapers} />
      {!proved && <p className="muted">问题下还没有佐证材料，请上传入户照片、笔录等。</p>}
      <Button
        type="primary"
        disabled={nature === null || reason.trim().length < 2 || !proved}
        loading={send.isPending}
        onClick={() => nature !== null && send.mutate(nature)}
      >
        认定应退
      </Button>
    </div>
  );
}
