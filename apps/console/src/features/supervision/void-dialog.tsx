import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Check } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';

/** Declares a check void; it stays to be seen with its reason. */
export function VoidDialog({ check, onClose }: { readonly check: Check; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/checks/{id}/void', {
          params: { path: { id: check.id } },
          body: { reason: reason.trim(), version: check.version },
        }),
      ),
    said: () => `“${check.title}”已作废`,
    stale: [['checks']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`作废“${check.title}”`}
      open
      onCancel={onClose}
      onOk={() => act.mutate(undefined)}
      okText="作废"
      okButtonProps={{ disabled: reason.trim().length < 4, danger: true }}
      confirmLoading={act.isPending}
    >
      <div className="act-form">
        <FormProblem error={act.error} />
        <p className="muted">
          名单、种子和抽取结果原样保留，注明作废和原因；要再抽，另冻结一次名单，原来的不会被改动。
        </p>
        <TextField label="作废原因" value={reason} onChange={setReason} rows={3} maxLength={500} />
      </div>
    </Dialog>
  );
}
