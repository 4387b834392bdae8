import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { ActFormProps } from './finding-acts.tsx';
import { STALE_AFTER_ACT } from './stale.ts';

const METHODS = ['电话', '上门', '书面送达', '短信'];

/** That and how the family was told: nobody loses anything without having been asked. */
export function TellForm({ finding }: ActFormProps) {
  const [method, setMethod] = useState(METHODS[0] ?? '');
  const [note, setNote] = useState('');
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/findings/{id}/tell', {
          params: { path: { id: finding.id } },
          body: { method, note: note.trim(), version: finding.version },
        }),
      ),
    said: () => `已登记：${method}告知家庭`,
    stale: STALE_AFTER_ACT,
    onDone: () => setNote(''),
  });
  return (
    <div className="act-form">
      <div className="field">
        <span>告知方式</span>
        <Segmented value={method} onChange={setMethod} options={METHODS} aria-label="告知方式" />
      </div>
      <TextField
        label="告知内容（告诉了谁、说了什么、几日内反馈）"
        value={note}
        onChange={setNote}
        rows={2}
        maxLength={500}
      />
      <Button
        type="primary"
        disabled={note.trim().length < 2}
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        登记告知
      </Button>
    </div>
  );
}
