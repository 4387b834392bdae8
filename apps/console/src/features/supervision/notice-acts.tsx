import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Notice } from '../../api/contract.ts';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import { DeadlineField, useDeadline, type Wanted } from './deadline-field.tsx';

const STALE = [['supervisions'], ['inbox'], ['home']];
const LABELS = { answer: '回复', settle: '办结', return: '退回' } as const;
const FORMS = { answer: AnswerForm, settle: SettleForm, return: ReturnForm } as const;
type Act = keyof typeof FORMS;

/** What this person may do with the notice now. */
export function NoticeActs({ notice }: { readonly notice: Notice }) {
  const acts: readonly Act[] = notice.allowedActs;
  const [chosen, setChosen] = useState<Act | null>(null);
  const current = chosen !== null && acts.includes(chosen) ? chosen : acts[0];
  if (current === undefined) return null;
  const Form = FORMS[current];
  return (
    <Panel title="办理" order={2}>
      {acts.length > 1 && (
        <Segmented
          block
          value={current}
          onChange={(next: Act) => setChosen(next)}
          options={acts.map((act) => ({ value: act, label: LABELS[act] }))}
          aria-label="办理方式"
        />
      )}
      <Form key={`${current}${notice.version}`} notice={notice} />
    </Panel>
  );
}

function AnswerForm({ notice }: { readonly notice: Notice }) {
  const [text, setText] = useState('');
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/supervisions/{id}/answer', {
          params: { path: { id: notice.id } },
          body: { text: text.trim(), paperIds: papers.map((paper) => paper.id), version: notice.version },
        }),
      ),
    said: () => `已回复 ${notice.number}，附材料 ${papers.length} 份`,
    stale: STALE,
  });
  return (
    <div className="act-form">
      <TextField
        label="办理情况"
        value={text}
        onChange={setText}
        rows={4}
        maxLength={2000}
        placeholder="做了什么、结果如何、还有什么没办完"
      />
      <PaperUpload papers={papers} onChange={setPapers} />
      <Button
        type="primary"
        disabled={text.trim().length < 2}
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        提交回复
      </Button>
    </div>
  );
}

function SettleForm({ notice }: { readonly notice: Notice }) {
  const [text, setText] = useState('');
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/supervisions/{id}/settle', {
          params: { path: { id: notice.id } },
          body: { text: text.trim(), version: notice.version },
        }),
      ),
    said: () => `${notice.number} 已办结`,
    stale: STALE,
  });
  return (
    <div className="act-form">
      <TextField label="核定意见（可不填）" value={text} onChange={setText} rows={2} maxLength={2000} />
      <Button type="primary" loading={act.isPending} onClick={() => act.mutate(undefined)}>
        办结
      </Button>
    </div>
  );
}

function ReturnForm({ notice }: { readonly notice: Notice }) {
  const [reason, setReason] = useState('');
  const [wanted, setWanted] = useState<Wanted>({ workingDays: 3 });
  const deadline = useDeadline(wanted).data;
  const act = useAct({
    run: async () => {
      if (deadline === undefined) return;
      await done(
        api.POST('/api/supervisions/{id}/return', {
          params: { path: { id: notice.id } },
          body: { reason: reason.trim(), dueOn: deadline.day, version: notice.version },
        }),
      );
    },
    said: () => `${notice.number} 已退回，限 ${deadline?.day ?? ''} 前重新回复`,
    stale: STALE,
  });
  return (
    <div className="act-form">
      <TextField label="退回原因" value={reason} onChange={setReason} rows={3} maxLength={2000} />
      <DeadlineField wanted={wanted} deadline={deadline} onChange={setWanted} />
      <Button
        type="primary"
        disabled={reason.trim().length < 2 || deadline === undefined}
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        退回
      </Button>
    </div>
  );
}
