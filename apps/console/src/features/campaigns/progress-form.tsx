import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_ACT } from './queries.ts';

/** How far the rectification is. */
export function ProgressForm({ problem }: ProblemFormProps) {
  const [text, setText] = useState('');
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const save = useAct({
    run: () =>
      done(
        api.POST('/api/problems/{id}/progress', {
          params: { path: { id: problem.id } },
          body: { text: text.trim(), paperIds: papers.map(({ id }) => id), version: problem.version },
        }),
      ),
    said: () => '已登记进展',
    stale: STALE_AFTER_ACT,
    onDone: () => {
      setText('');
      setPapers([]);
    },
  });
  return (
    <div className="act-form">
      <TextField label="整改进度" value={text} onChange={setText} rows={3} maxLength={2000} />
      <PaperUpload papers={papers} onChange={setPapers} />
      <Button
        type="primary"
        disabled={text.trim().length < 2}
        loading={save.isPending}
        onClick={() => save.mutate(undefined)}
      >
        登记进展
      </Button>
    </div>
  );
}
