import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { ActFormProps } from './act-form-props.ts';
import { STALE_AFTER_ACT } from './stale.ts';

/** Takes back a conclusion, with the reason. */
export function ReopenForm({ finding }: ActFormProps) {
  const [reason, setReason] = useState('');
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/findings/{id}/reopen', {
          params: { path: { id: finding.id } },
          body: { reason: reason.trim(), version: finding.version },
        }),
      ),
    said: () => '已重新核查，疑点回到待派发',
    stale: STALE_AFTER_ACT,
  });
  return (
    <div className="act-form">
      <TextField label="重新核查的原因" value={reason} onChange={setReason} rows={2} maxLength={500} />
      <Button
        disabled={reason.trim().length < 2}
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        重新核查
      </Button>
    </div>
  );
}
