import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Campaign } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_AFTER_ACT } from './queries.ts';

/** Ends a campaign: no new problems; what is open is finished. */
export function EndCampaign({ campaign }: { readonly campaign: Campaign }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const left = campaign.totals.found - campaign.totals.closed;
  const end = useAct({
    run: () =>
      done(
        api.POST('/api/campaigns/{id}/end', {
          params: { path: { id: campaign.id } },
          body: { reason: reason.trim(), version: campaign.version },
        }),
      ),
    said: () => '专项整治已结束',
    stale: STALE_AFTER_ACT,
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>结束整治…</Button>
      <Dialog
        title="结束专项整治"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => end.mutate(undefined)}
        okText="结束"
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        confirmLoading={end.isPending}
      >
        <div className="act-form">
          <p>
            结束后不能再登记问题、不能再改方案，不能恢复。
            {left > 0 && `还有 ${left} 个问题没有销号，仍在台账里继续整改。`}
          </p>
          <TextField label="结束原因" value={reason} onChange={setReason} />
        </div>
      </Dialog>
    </>
  );
}
