import { ACTS_BACK, isOfficialForm } from '@anju/domain';
import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Report } from '../../api/contract.ts';
import { formatMoment } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { AttachScans } from './attach-scans.tsx';
import { ReceiveSummary } from './receive-summary.tsx';
import { STALE_AFTER_REPORT } from './stale.ts';
import { TextsForm } from './texts-form.tsx';

interface ReportProps {
  readonly report: Report;
}

/** The one act that brings the report further and needs nothing written; it stands at the top of the page. */
export function NextAct({ report }: ReportProps) {
  const may = (act: string) => report.allowedActs.includes(act);
  if (may('approve')) return <Plain report={report} act="approve" label="审签" said="已审签，经办可以上报" />;
  if (may('submit'))
    return <Plain report={report} act="submit" label="上报" said="已上报，数据按审签时冻结" />;
  if (may('lock')) return <Plain report={report} act="lock" label="收下并锁定" said="已锁定，下级不能再改" />;
  return null;
}

/** Who the report waits for, what is still to be written, and the ways back, each with its reason. */
export function ReportActs({ report }: ReportProps) {
  const may = (act: string) => report.allowedActs.includes(act);
  const filling = may('fill') && report.dataFrom !== 'file';
  return (
    <Panel title="办理" order={2}>
      <p className="muted">{waitingFor(report)}</p>
      <WhyBack report={report} />
      {filling && <TextsForm key={report.version} report={report} />}
      {!isOfficialForm(report.form) && may('accept-file') && <ReceiveSummary report={report} />}
      {may('attach') && <AttachScans report={report} />}
      {may('return') && <WithReason report={report} act="return" label="退回下级" title="退回意见" />}
      {may('send-back') && <WithReason report={report} act="send-back" label="退回修改" title="要改什么" />}
      {may('recall') && <WithReason report={report} act="recall" label="收回重报" title="收回的原因" />}
      {may('unlock') && <WithReason report={report} act="unlock" label="解除锁定" title="解除的原因" />}
    </Panel>
  );
}

/** Why it came back, until it is sent to be signed again. */
function WhyBack({ report: { cameBack, notes } }: ReportProps) {
  const back = cameBack ? notes.find(({ act }) => ACTS_BACK.some((back) => back === act)) : undefined;
  if (back === undefined || back.text === '') return null;
  return (
    <p className="reason">
      {back.byName}
      {back.actLabel}：{back.text}
    </p>
  );
}

function waitingFor(report: Report): string {
  switch (report.state) {
    case 'draft':
      if (report.signableFrom !== null)
        return `统计期到 ${report.to} 为止，${report.signableFrom} 起才能审签、上报；期满以前发现的还要计入。`;
      if (report.openFaults > 0) return `还有 ${report.openFaults} 处问题，改好或写明原因后才能审签。`;
      if (report.filledByName !== null) return `${report.filledByName}已填好，等分管领导审签。`;
      if (!report.allowedActs.includes('fill')) return report.cameBack ? '等经办改好。' : '等经办核对数据。';
      return report.cameBack ? '改好后重新送分管领导审签。' : '请核对数据，无误后送分管领导审签。';
    case 'approved':
      return `${report.approvedByName ?? ''}已审签，等经办上报。`;
    case 'submitted':
      return report.reviewedAbove
        ? `${formatMoment(report.submittedAt)} 已上报，等上级收下。`
        : `${formatMoment(report.submittedAt)} 已上报。上级退回或要重报的，由分管领导收回。`;
    case 'returned':
      return report.reviewedAbove
        ? '上级已退回，改好后重新送审签、上报。'
        : '已收回，改好后重新送审签、上报。';
    case 'locked':
      return `${report.lockedByName ?? ''}于 ${formatMoment(report.lockedAt)} 锁定，不能再改。`;
  }
}

const PLAIN_PATHS = {
  approve: '/api/reports/{id}/approve',
  submit: '/api/reports/{id}/submit',
  lock: '/api/reports/{id}/lock',
} as const;

interface ActProps extends ReportProps {
  readonly label: string;
}

/** One act with nothing to write. */
function Plain({
  report,
  act,
  label,
  said,
}: ActProps & { readonly act: keyof typeof PLAIN_PATHS; readonly said: string }) {
  const sent = useAct({
    run: () => {
      const params = { path: { id: report.id } };
      const body = { version: report.version };
      if (act === 'approve')
        return done(api.POST(PLAIN_PATHS.approve, { params, body: { ...body, remark: '' } }));
      return done(api.POST(PLAIN_PATHS[act], { params, body }));
    },
    said: () => said,
    stale: STALE_AFTER_REPORT,
  });
  return (
    <Button type="primary" loading={sent.isPending} onClick={() => sent.mutate(undefined)}>
      {label}
    </Button>
  );
}

const REASON_PATHS = {
  return: '/api/reports/{id}/return',
  'send-back': '/api/reports/{id}/send-back',
  unlock: '/api/reports/{id}/unlock',
  recall: '/api/reports/{id}/recall',
} as const;

/** One act that needs to say why. */
function WithReason({
  report,
  act,
  label,
  title,
}: ActProps & { readonly act: keyof typeof REASON_PATHS; readonly title: string }) {
  const [reason, setReason] = useState('');
  const sent = useAct({
    run: () =>
      done(
        api.POST(REASON_PATHS[act], {
          params: { path: { id: report.id } },
          body: { version: report.version, reason: reason.trim() },
        }),
      ),
    said: () => `已${label}`,
    stale: STALE_AFTER_REPORT,
  });
  return (
    <details className="act-more">
      <summary>{label}</summary>
      <div className="act-form">
        <TextField label={title} value={reason} onChange={setReason} rows={2} />
        <Button
          disabled={reason.trim().length < 2}
          loading={sent.isPending}
          onClick={() => sent.mutate(undefined)}
        >
          {label}
        </Button>
      </div>
    </details>
  );
}
