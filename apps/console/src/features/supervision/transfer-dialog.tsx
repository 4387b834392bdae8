import { Input } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { DrawnItem } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useAct } from '../../ui/use-act.ts';

/** Hands a difference to the discipline commission; after that the result stands. */
export function TransferDialog({
  item,
  onClose,
}: {
  readonly item: DrawnItem;
  readonly onClose: () => void;
}) {
  const me = useMe();
  const ids = { letter: useId(), on: useId() };
  const [letterNo, setLetterNo] = useState('');
  const [on, setOn] = useState<string>(me.today);
  const save = useAct({
    run: () =>
      done(
        api.POST('/api/check-items/{id}/transfer', {
          params: { path: { id: item.id } },
          body: { letterNo: letterNo.trim(), on, version: item.version },
        }),
      ),
    said: () => `${item.label} 已登记移送，文号 ${letterNo.trim()}`,
    stale: [['checks']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`移送纪检监察机关：${item.label}`}
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="登记移送"
      okButtonProps={{ disabled: letterNo.trim().length < 2 }}
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        <FormProblem error={save.error} />
        <p>
          {item.verdictLabel}：{item.remark}
        </p>
        <p className="muted">登记后抽查结果不能再更正。</p>
        <div className="field">
          <label htmlFor={ids.letter}>移送函文号</label>
          <Input
            id={ids.letter}
            value={letterNo}
            maxLength={60}
            onChange={(event) => setLetterNo(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={ids.on}>移送日期</label>
          <DayPicker
            id={ids.on}
            value={dayjs(on)}
            onChange={(date) => setOn(date?.format('YYYY-MM-DD') ?? me.today)}
            maxDate={dayjs(me.today)}
            allowClear={false}
          />
        </div>
      </div>
    </Dialog>
  );
}
