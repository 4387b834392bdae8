import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';

type Kind = 'accountability' | 'unit-measures' | 'exposures';

interface WithdrawButtonProps {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
  /** What it is, for the title. */
  readonly what: string;
}

function withdraw(kind: Kind, id: string, body: { reason: string; version: number }): Promise<void> {
  const params = { path: { id } };
  switch (kind) {
    case 'accountability':
      return done(api.POST('/api/accountability/{id}/withdraw', { params, body }));
    case 'unit-measures':
      return done(api.POST('/api/unit-measures/{id}/withdraw', { params, body }));
    case 'exposures':
      return done(api.POST('/api/exposures/{id}/withdraw', { params, body }));
  }
}

/** Takes a record out of all figures, with a reason; it stays to be read. */
export function WithdrawButton({ kind, id, version, what }: WithdrawButtonProps) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct({
    run: () => withdraw(kind, id, { reason: reason.trim(), version }),
    said: () => `已撤回：${what}`,
    stale: [[kind], ['reports'], ['home']],
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        撤回
      </Button>
      {open && (
        <Dialog
          title={`撤回：${what}`}
          open
          onCancel={() => setOpen(false)}
          onOk={() => act.mutate(undefined)}
          okText="撤回"
          okButtonProps={{ disabled: reason.trim().length < 2 }}
          confirmLoading={act.isPending}
        >
          <div className="act-form">
            <FormProblem error={act.error} />
            <p className="muted">记录不删除，注明撤回原因；报表不再统计这一条。</p>
            <TextField label="撤回原因" value={reason} onChange={setReason} rows={2} maxLength={500} />
          </div>
        </Dialog>
      )}
    </>
  );
}
