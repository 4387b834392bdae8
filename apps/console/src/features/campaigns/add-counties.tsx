import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Campaign } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_AFTER_ACT } from './queries.ts';

/** Adds counties to a running campaign; there is nothing to add where all take part. */
export function AddCounties({ campaign }: { readonly campaign: Campaign }) {
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const add = useAct({
    run: (counties: readonly string[]) =>
      done(
        api.POST('/api/campaigns/{id}/counties', {
          params: { path: { id: campaign.id } },
          body: { counties: [...counties], version: campaign.version },
        }),
      ),
    said: () => '已增加参加单位，已通知对方',
    stale: STALE_AFTER_ACT,
    onDone: () => setChosen(null),
  });
  if (campaign.canJoin.length === 0) return null;
  return (
    <>
      <Button onClick={() => setChosen([])}>增加参加单位…</Button>
      <Dialog
        title="增加参加单位"
        open={chosen !== null}
        onCancel={() => setChosen(null)}
        onOk={() => add.mutate(chosen ?? [])}
        okText="增加"
        okButtonProps={{ disabled: (chosen ?? []).length === 0 }}
        confirmLoading={add.isPending}
      >
        <div className="act-form">
          <p>从今天起参加：各有一份台账，今天以后到期的报表要报，以前各期不补报。不能撤回。</p>
          <Checkbox.Group
            value={[...(chosen ?? [])]}
            onChange={setChosen}
            options={campaign.canJoin.map(({ county, name }) => ({ value: county, label: name }))}
          />
        </div>
      </Dialog>
    </>
  );
}
