import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import type { ActFormProps } from './act-form-props.ts';
import { PaperUpload, type UploadedPaper } from './paper-upload.tsx';
import { STALE_AFTER_ACT } from './stale.ts';

/** What the family answered, in its words, with its papers. */
export function AnswerForm({ finding }: ActFormProps) {
  const [text, setText] = useState('');
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/findings/{id}/answer', {
          params: { path: { id: finding.id } },
          body: {
            text: text.trim(),
            paperIds: papers.map((paper) => paper.id),
            version: finding.version,
          },
        }),
      ),
    said: () => `已登记家庭反馈，附材料 ${papers.length} 份`,
    stale: STALE_AFTER_ACT,
    onDone: () => {
      setText('');
      setPapers([]);
    },
  });
  const ready = text.trim().length >= 2 && !act.isPending;
  const submit = () => {
    if (ready) act.mutate(undefined);
  };
  useShortcuts({ 'ctrl+enter': submit });
  return (
    <div className="act-form">
      <TextField
        label="家庭怎么说"
        value={text}
        onChange={setText}
        rows={3}
        maxLength={1000}
        placeholder="照家庭的原话记"
      />
      <PaperUpload papers={papers} onChange={setPapers} />
      <Button type="primary" disabled={!ready} loading={act.isPending} onClick={submit}>
        登记反馈
      </Button>
    </div>
  );
}
