import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, done } from '../../api/client.ts';
import type { Report, ReportFault } from '../../api/contract.ts';
import { Panel } from '../../ui/panel.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_AFTER_REPORT } from './stale.ts';

interface FaultListProps {
  readonly report: Report;
  readonly onOpen: (path: string) => void;
}

/** As many as are read in one go; a form with more has one cause for most of them. */
const MOST_SHOWN = 20;

/** What the checks say: each fault is mended at its source or explained, before the leader can sign. */
export function FaultList({ report, onOpen }: FaultListProps) {
  const [all, setAll] = useState(false);
  if (report.faults.length === 0) return null;
  const shown = all ? report.faults : report.faults.slice(0, MOST_SHOWN);
  return (
    <Panel
      title={report.openFaults > 0 ? `还有 ${report.openFaults} 处问题` : '校验问题都已说明'}
      count={report.faults.length}
      order={1}
    >
      <ul className="fault-list is-desk-list" id="faults">
        {shown.map((fault) => (
          <FaultLine key={fault.key} report={report} fault={fault} onOpen={onOpen} />
        ))}
      </ul>
      {!all && report.faults.length > MOST_SHOWN && (
        <Button type="link" onClick={() => setAll(true)}>
          显示全部 {report.faults.length} 处
        </Button>
      )}
    </Panel>
  );
}

interface FaultLineProps extends FaultListProps {
  readonly fault: ReportFault;
}

function FaultLine({ report, fault, onOpen }: FaultLineProps) {
  const [explaining, setExplaining] = useState(false);
  const { path } = fault;
  // A cell that is missing altogether has no list of records to open.
  const opens = report.view?.cells.some((cell) => cell.path === path) ?? false;
  const mayExplain = fault.explainable && report.allowedActs.includes('fill');
  return (
    <li className="fault-line">
      <div>
        {fault.explanation === null ? (
          <ToneTag tone="overdue">{fault.cell ?? '全表'}</ToneTag>
        ) : (
          <ToneTag tone="good">{fault.cell ?? '全表'} 已说明</ToneTag>
        )}{' '}
        {fault.message}
      </div>
      {fault.explanation !== null && (
        <div className="muted">
          {fault.explanation.byName}：{fault.explanation.reason}
        </div>
      )}
      <div className="row-acts">
        {fault.link !== null && <Link to={fault.link}>去来源改</Link>}
        {fault.link === null && path !== null && opens && (
          <Button size="small" type="link" onClick={() => onOpen(path)}>
            看来源
          </Button>
        )}
        {mayExplain && (
          <Button size="small" onClick={() => setExplaining(!explaining)}>
            {fault.explanation === null ? '写明原因' : '改说明'}
          </Button>
        )}
      </div>
      {explaining && <ExplainForm report={report} fault={fault} onDone={() => setExplaining(false)} />}
    </li>
  );
}

function ExplainForm({
  report,
  fault,
  onDone,
}: Pick<FaultLineProps, 'report' | 'fault'> & { readonly onDone: () => void }) {
  const [reason, setReason] = useState(fault.explanation?.reason ?? '');
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/reports/{id}/explanations', {
          params: { path: { id: report.id } },
          body: { version: report.version, key: fault.key, reason: reason.trim() },
        }),
      ),
    said: () => '已记下原因，上报时一并保存',
    stale: STALE_AFTER_REPORT,
    onDone,
  });
  return (
    <div className="explain-form">
      <Input
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={500}
        placeholder="为什么这样填是对的"
        aria-label={`原因：${fault.message}`}
        onPressEnter={() => reason.trim().length >= 2 && act.mutate(undefined)}
      />
      <Button
        type="primary"
        disabled={reason.trim().length < 2}
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        记下
      </Button>
    </div>
  );
}
