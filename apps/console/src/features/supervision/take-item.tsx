import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Check, DrawnItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { NONE } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { type Place, PlaceChoice } from '../campaigns/place-choice.tsx';
import { STALE_AFTER_ACT, useCampaign } from '../campaigns/queries.ts';

interface ItemProps {
  readonly check: Check;
  readonly item: DrawnItem;
}

/** Of a drawn household: the problem it has become, or the button that makes it one. */
export function ItemProblem({ check, item }: ItemProps) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (item.problem !== null) return <Link to={`/problems/${item.problem.id}`}>{item.problem.number}</Link>;
  const takes = check.kind === 'household' && check.state === 'drawn' && item.spotCheck === 'problem';
  if (!takes || !may('problem.register')) return <>{NONE}</>;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        转为问题…
      </Button>
      {open && <TakeItem check={check} item={item} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The category is the officer's to choose; what was found on the spot goes along. */
function TakeItem({ check, item, onClose }: ItemProps & { readonly onClose: () => void }) {
  const campaign = useCampaign(check.campaignId);
  const [place, setPlace] = useState<Place | null>(null);
  const act = useAct({
    run: (chosen: Place) =>
      take(api.POST('/api/problems/from-check-item', { body: { itemId: item.id, place: chosen } })),
    said: ({ number }) => `已登记 ${number}`,
    stale: [...STALE_AFTER_ACT, ['checks']],
    onDone: onClose,
  });
  return (
    <Modal
      title={`转为问题：${item.label}`}
      open
      onCancel={onClose}
      onOk={() => place !== null && act.mutate(place)}
      okText="登记问题"
      okButtonProps={{ disabled: place === null }}
      confirmLoading={act.isPending}
    >
      <div className="act-form">
        <p className="muted">对象编号、核查说明和核查日期带入“{check.campaignTitle}”台账。</p>
        {campaign.data !== undefined && (
          <PlaceChoice
            content={campaign.data.content}
            value={place}
            onChange={setPlace}
            none="请选择问题类别"
          />
        )}
      </div>
    </Modal>
  );
}
