import { NodeIndexOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Freshness } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useFreshness } from '../feeds/queries.ts';

/** Says of which date and what is missing before a comparison starts. */
export function StartRun() {
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [asOf, setAsOf] = useState(me.today);
  // Asked for with the page, so that the dialog does not grow under the hand.
  const ledger = useFreshness().data?.items ?? [];
  const start = useAct({
    run: () => take(api.POST('/api/runs', { body: { asOf } })),
    said: () => '比对已开始',
    stale: [['runs']],
    onDone: ({ id }) => navigate(`/runs/${id}`),
  });
  return (
    <>
      <Button type="primary" icon={<NodeIndexOutlined />} onClick={() => setOpen(true)}>
        发起比对
      </Button>
      <Dialog
        title="发起比对"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => start.mutate(undefined)}
        okText="开始比对"
        confirmLoading={start.isPending}
        destroyOnHidden
      >
        <div className="act-form">
          <div className="field">
            <label htmlFor="run-date">基准日（年龄、租期、数据新旧按这一天算）</label>
            <DayPicker
              id="run-date"
              value={dayjs(asOf)}
              onChange={(date) => setAsOf(date?.format('YYYY-MM-DD') ?? me.today)}
              maxDate={dayjs(me.today)}
              allowClear={false}
            />
          </div>
          <MissingRegisters ledger={ledger} />
        </div>
      </Dialog>
    </>
  );
}

function MissingRegisters({ ledger }: { readonly ledger: readonly Freshness[] }) {
  const never = ledger.filter((line) => line.lastDeliveredAt === null);
  const late = ledger.filter((line) => line.state === 'overdue' && line.lastDeliveredAt !== null);
  if (never.length + late.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="full"
      title="有数据没有到齐，相关规则会记为“不可比”"
      description={
        <>
          {never.length > 0 && <div>从未报送：{never.map((line) => line.label).join('、')}</div>}
          {late.length > 0 && <div>已过期：{late.map((line) => line.label).join('、')}</div>}
        </>
      }
    />
  );
}
