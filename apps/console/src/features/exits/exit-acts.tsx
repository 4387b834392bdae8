import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Exit } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';

const STALE = [['exits'], ['reports'], ['home'], ['inbox']];

/** Plan and end of one family's exit; of one that has left, taking the record back. */
export function ExitActs({ row }: { readonly row: Exit }) {
  const may = useMay();
  return row.exitedOn === null
    ? may('exit.manage') && <OpenExitActs row={row} />
    : may('exit.restore') && <RestoreAct row={row} />;
}

function OpenExitActs({ row }: { readonly row: Exit }) {
  const [open, setOpen] = useState<'plan' | 'exited' | null>(null);
  const close = () => setOpen(null);
  return (
    <span className="row-acts">
      <Button size="small" onClick={() => setOpen('plan')}>
        措施与计划
      </Button>
      <Button size="small" onClick={() => setOpen('exited')}>
        清退
      </Button>
      {open === 'plan' && <PlanDialog row={row} onClose={close} />}
      {open === 'exited' && <ExitedDialog row={row} onClose={close} />}
    </span>
  );
}

interface DialogProps {
  readonly row: Exit;
  readonly onClose: () => void;
}

function PlanDialog({ row, onClose }: DialogProps) {
  const [measures, setMeasures] = useState(row.measures);
  const [plannedOn, setPlannedOn] = useState(row.plannedOn);
  const save = useAct({
    run: () =>
      done(
        api.PATCH('/api/exits/{id}', {
          params: { path: { id: row.id } },
          body: { measures: measures.trim(), plannedOn, version: row.version },
        }),
      ),
    said: () => `已保存 ${row.applicantName} 家庭的措施与计划`,
    stale: STALE,
    onDone: onClose,
  });
  return (
    <Dialog
      title={`${row.applicantName} 家庭：措施与计划`}
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="保存"
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        <TextField
          label="整改措施和进度（照此印在报表上）"
          value={measures}
          onChange={setMeasures}
          rows={3}
          maxLength={300}
        />
        <div className="field">
          <label htmlFor="planned-on">计划完成日期</label>
          <DayPicker
            id="planned-on"
            value={plannedOn === null ? null : dayjs(plannedOn)}
            minDate={dayjs(row.establishedOn)}
            onChange={(date) => setPlannedOn(date === null ? null : date.format('YYYY-MM-DD'))}
          />
        </div>
      </div>
    </Dialog>
  );
}

function ExitedDialog({ row, onClose }: DialogProps) {
  const me = useMe();
  const [on, setOn] = useState(me.today);
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const save = useAct({
    run: () =>
      done(
        api.POST('/api/exits/{id}/exited', {
          params: { path: { id: row.id } },
          body: { on, paperIds: papers.map((paper) => paper.id), version: row.version },
        }),
      ),
    said: () => `已登记：${row.applicantName} 家庭 ${on} 清退，附材料 ${papers.length} 份`,
    stale: [...STALE, ['households']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`登记 ${row.applicantName} 家庭已清退`}
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="登记清退"
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        <p className="muted">登记后计入报表的“已清退家庭户数”。登记有误的，须由审核人员撤销。</p>
        <div className="field">
          <label htmlFor="exited-on">实际腾退日期</label>
          <DayPicker
            id="exited-on"
            value={dayjs(on)}
            onChange={(date) => setOn(date?.format('YYYY-MM-DD') ?? me.today)}
            maxDate={dayjs(me.today)}
            allowClear={false}
          />
        </div>
        <PaperUpload papers={papers} onChange={setPapers} />
      </div>
    </Dialog>
  );
}

/** An exit recorded by mistake is taken back by the reviewer, with the reason. */
function RestoreAct({ row }: { readonly row: Exit }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const save = useAct({
    run: () =>
      done(
        api.POST('/api/exits/{id}/restore', {
          params: { path: { id: row.id } },
          body: { reason: reason.trim(), version: row.version },
        }),
      ),
    said: () => `已撤销 ${row.applicantName} 家庭的清退登记`,
    stale: [...STALE, ['households']],
    onDone: () => setOpen(false),
  });
  return (
    <span className="row-acts">
      <Button size="small" onClick={() => setOpen(true)}>
        撤销登记
      </Button>
      {open && (
        <Dialog
          title={`撤销 ${row.applicantName} 家庭的清退登记`}
          open
          onCancel={() => setOpen(false)}
          onOk={() => save.mutate(undefined)}
          okText="撤销登记"
          okButtonProps={{ disabled: reason.trim().length < 2 }}
          confirmLoading={save.isPending}
        >
          <div className="act-form">
            <p className="muted">
              撤销后，这户重新列为未清退；应退的认定已经撤回的，移出台账。原佐证材料保留。
            </p>
            <TextField label="撤销的原因" value={reason} onChange={setReason} rows={2} maxLength={300} />
          </div>
        </Dialog>
      )}
    </span>
  );
}
