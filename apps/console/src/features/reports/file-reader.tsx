import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { Report, ReportDifference, ReportFault } from '../../api/contract.ts';
import { problemFrom, unreachable } from '../../api/problem.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_AFTER_REPORT } from './stale.ts';
import { DifferenceTable } from './versions-panel.tsx';

interface Reading {
  readonly faults: readonly ReportFault[];
  readonly differences: readonly ReportDifference[];
}

/** The county's reasons for faults, by their keys, and who gave them. */
interface Told {
  readonly reasons: Readonly<Record<string, string>>;
  readonly toldBy: string;
}

const NOTHING_TOLD: Told = { reasons: {}, toldBy: '' };

/** Sends a filled form; without `version` it is only read and compared. */
async function sendForm(
  id: string,
  file: File,
  version: number | null,
  told = NOTHING_TOLD,
): Promise<Reading> {
  const form = new FormData();
  if (version !== null) {
    form.append('version', String(version));
    form.append('accept', 'true');
    form.append('reasons', JSON.stringify(told.reasons));
    form.append('toldBy', told.toldBy);
  }
  form.append('file', file);
  const response = await fetch(`/api/reports/${id}/file`, { method: 'POST', body: form }).catch(() => {
    throw unreachable();
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemFrom(response.status, body);
  return readingOf(body);
}

const isReading = (body: unknown): body is Reading =>
  typeof body === 'object' &&
  body !== null &&
  'faults' in body &&
  Array.isArray(body.faults) &&
  'differences' in body &&
  Array.isArray(body.differences);

function readingOf(body: unknown): Reading {
  if (!isReading(body)) throw unreachable();
  return body;
}

function withReason(told: Told, key: string, reason: string): Told {
  const { [key]: _, ...others } = told.reasons;
  return { ...told, reasons: reason === '' ? others : { ...others, [key]: reason } };
}

/** A form that was filled elsewhere: read, shown beside the records cell by cell, and only then taken. */
export function FileReader({ report }: { readonly report: Report }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>读入外报表格</Button>
      {open && <FileDialog report={report} onClose={() => setOpen(false)} />}
    </>
  );
}

function FileDialog({ report, onClose }: { readonly report: Report; readonly onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [told, setTold] = useState(NOTHING_TOLD);
  const above = useMe().roles.includes('prefecture-supervisor');
  const look = (chosen: File) => {
    setFile(chosen);
    setReading(null);
    setError(null);
    setTold(NOTHING_TOLD);
    setSending(true);
    sendForm(report.id, chosen, null)
      .then(setReading, setError)
      .finally(() => setSending(false));
  };
  const take = useAct({
    run: (chosen: File) => sendForm(report.id, chosen, report.version, told),
    said: () => '已采用这份表格，原件一并保存',
    stale: STALE_AFTER_REPORT,
    onDone: onClose,
  });
  return (
    <Dialog
      title="读入外报表格"
      open
      width={760}
      onCancel={onClose}
      okText="采用这份表格"
      okButtonProps={{ disabled: file === null || reading === null }}
      confirmLoading={take.isPending}
      onOk={() => file !== null && take.mutate(file)}
    >
      <FileDrop hint="填好的 .xlsx，格式须与原表一致" sent={sending ? 1 : null} onFile={look} />
      <FormProblem error={error} />
      {reading !== null && (
        <>
          <p>
            <strong>{file?.name}</strong> 读入完成，与记录算出的相比有 {reading.differences.length} 格不同。
          </p>
          {reading.faults.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={`校验有 ${reading.faults.length} 处问题`}
              description={
                <ul className="fault-list">
                  {reading.faults.map((fault) => (
                    <li key={fault.key}>
                      <span className="number">{fault.cell ?? '全表'}</span> {fault.message}
                      {above && fault.explainable && (
                        <Input
                          aria-label={`${fault.cell ?? '全表'}的原因`}
                          placeholder="县里说明属实的，在此写明原因"
                          maxLength={500}
                          value={told.reasons[fault.key] ?? ''}
                          onChange={({ target }) => setTold(withReason(told, fault.key, target.value))}
                        />
                      )}
                    </li>
                  ))}
                  {above && Object.keys(told.reasons).length > 0 && (
                    <li>
                      <Input
                        aria-label="说明人"
                        placeholder="说明人：县里谁说明的"
                        maxLength={60}
                        value={told.toldBy}
                        onChange={({ target }) => setTold({ ...told, toldBy: target.value })}
                      />
                    </li>
                  )}
                </ul>
              }
            />
          )}
          <DifferenceTable differences={reading.differences} names={['记录算出', '外报表格']} />
        </>
      )}
    </Dialog>
  );
}
