import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import { DayField } from './day-field.tsx';
import { fenOf, MoneyField } from './money-field.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_ACT } from './queries.ts';

/** What was done, with the papers that show it: without papers nothing is sent on. */
export function RectifiedForm({ problem }: ProblemFormProps) {
  const me = useMe();
  const [text, setText] = useState('');
  const [on, setOn] = useState<string | null>(me.today);
  const [recovered, setRecovered] = useState('');
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const recoveredFen = fenOf(recovered);
  const ready = text.trim().length >= 2 && on !== null && recoveredFen !== undefined && papers.length > 0;
  const send = useAct({
    run: () =>
      done(
        api.POST('/api/problems/{id}/rectified', {
          params: { path: { id: problem.id } },
          body: {
            text: text.trim(),
            on: on ?? '',
            recoveredFen: recoveredFen ?? null,
            paperIds: papers.map(({ id }) => id),
            version: problem.version,
          },
        }),
      ),
    said: () => '已申请销号，由另一位审核人核实',
    stale: STALE_AFTER_ACT,
  });
  return (
    <div className="act-form">
      <TextField label="整改情况（照此写入清单）" value={text} onChange={setText} rows={3} maxLength={2000} />
      <DayField label="整改完成日期" value={on} onChange={setOn} min={problem.foundOn} max={me.today} />
      <MoneyField label="追缴资金（没有不填）" value={recovered} onChange={setRecovered} />
      <PaperUpload papers={papers} onChange={setPapers} />
      {papers.length === 0 && <p className="muted">须附整改佐证材料，才能申请销号。</p>}
      <Button
        type="primary"
        disabled={!ready}
        loading={send.isPending}
        onClick={() => send.mutate(undefined)}
      >
        申请销号
      </Button>
    </div>
  );
}
