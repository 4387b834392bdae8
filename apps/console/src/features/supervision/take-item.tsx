import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Check, DrawnItem } from '../../api/contract.ts';
import { useMayOn } from '../../app/session.ts';
import { NONE } from '../../ui/format.ts';
import { RegisterFrom } from '../campaigns/register-from.tsx';

interface ItemProps {
  readonly check: Check;
  readonly item: DrawnItem;
}

/** Of a drawn household: the problem it has become, or the button that makes it one. */
export function ItemProblem({ check, item }: ItemProps) {
  const mayOn = useMayOn();
  const [open, setOpen] = useState(false);
  if (item.problem !== null) return <Link to={`/problems/${item.problem.id}`}>{item.problem.number}</Link>;
  const takes = check.kind === 'household' && check.state === 'drawn' && item.spotCheck === 'problem';
  if (!takes || !mayOn('problem.register', check)) return <>{NONE}</>;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        转为问题…
      </Button>
      {open && (
        <RegisterFrom
          title={`转为问题：${item.label}`}
          about={`对象编号、核查说明和核查日期带入“${check.campaignTitle}”台账。`}
          campaignId={check.campaignId}
          register={(place) =>
            take(api.POST('/api/problems/from-check-item', { body: { itemId: item.id, place } }))
          }
          from="checks"
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
