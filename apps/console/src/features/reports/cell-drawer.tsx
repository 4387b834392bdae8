import { Button, Drawer, Grid, Input, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Report, ReportCell } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { printValue } from './print-value.ts';
import { useReportCell } from './queries.ts';
import { RecordTable } from './record-table.tsx';
import { STALE_AFTER_REPORT } from './stale.ts';

interface CellDrawerProps {
  readonly report: Report;
  readonly path: string | null;
  readonly no: string | undefined;
  readonly onClose: () => void;
}

/** Where a number comes from, and the correction by hand with its reason. */
export function CellDrawer({ report, path, no, onClose }: CellDrawerProps) {
  const wide = Grid.useBreakpoint().md ?? true;
  const query = useReportCell(report.id, path, no);
  return (
    <Drawer
      title={query.data === undefined ? '这一格的来源' : query.data.label}
      open={path !== null}
      onClose={onClose}
      size={wide ? 640 : '100%'}
      destroyOnHidden
    >
      {query.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && path !== null && (
        <CellSources key={path} report={report} path={path} cell={query.data} onClose={onClose} />
      )}
    </Drawer>
  );
}

interface CellSourcesProps {
  readonly report: Report;
  readonly path: string;
  readonly cell: ReportCell;
  readonly onClose: () => void;
}

function CellSources({ report, path, cell, onClose }: CellSourcesProps) {
  const correction = report.corrections.find((one) => one.path === path);
  const mayCorrect = cell.correctable && report.allowedActs.includes('fill');
  return (
    <>
      <Facts
        facts={[
          { label: '表上的值', value: printValue(cell.value, cell.money) },
          { label: '由记录算出', value: printValue(cell.computed, cell.money) },
          { label: '来源记录', value: `${cell.total} 条` },
        ]}
      />
      {correction !== undefined && (
        <p className="reason">
          {correction.byName}更正：{correction.reason}
          {correction.changedSince && '。更正以后记录又有变化，请核对是否还要这样填。'}
        </p>
      )}
      {cell.countedAs === 'persons' && cell.value !== cell.total && (
        <p className="muted">同一人有几条记录的，只算一人。</p>
      )}
      <RecordTable records={cell.records} total={cell.total} money={cell.money} />
      {mayCorrect && (
        <CorrectionForm {...{ report, path, cell, onClose }} corrected={correction !== undefined} />
      )}
    </>
  );
}

function CorrectionForm({
  report,
  path,
  cell,
  corrected,
  onClose,
}: CellSourcesProps & { readonly corrected: boolean }) {
  const id = useId();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct({
    run: (value: string | null) =>
      done(
        api.POST('/api/reports/{id}/corrections', {
          params: { path: { id: report.id } },
          body: { version: report.version, path, text: value, reason: reason.trim() },
        }),
      ),
    said: (_, value) => (value === null ? '已恢复为记录算出的值' : '已更正，原值仍列在旁边'),
    stale: STALE_AFTER_REPORT,
    onDone: onClose,
  });
  const ready = reason.trim().length >= 2;
  return (
    <div className="act-form correction-form">
      <h3 className="drawer-heading">手工更正</h3>
      <p className="muted">能在记录里改的，请改记录；确需手工更正的，写明原因，更正会和算出的值一起显示。</p>
      <div className="field">
        <label htmlFor={id}>更正为{cell.money ? '（万元）' : ''}</label>
        <Input id={id} value={text} onChange={(event) => setText(event.target.value)} maxLength={2000} />
      </div>
      <TextField label="原因" value={reason} onChange={setReason} rows={2} />
      <div className="row-acts">
        <Button
          type="primary"
          disabled={!ready || text.trim() === ''}
          loading={act.isPending}
          onClick={() => act.mutate(text)}
        >
          更正
        </Button>
        {corrected && (
          <Button disabled={!ready} loading={act.isPending} onClick={() => act.mutate(null)}>
            恢复算出的值
          </Button>
        )}
      </div>
    </div>
  );
}
