import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Report } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { useAct } from '../../ui/use-act.ts';
import { DayField } from '../campaigns/day-field.tsx';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import { STALE_AFTER_REPORT } from './stale.ts';

/** The level above takes in what a county wrote and sent as a document. */
export function ReceiveSummary({ report }: { readonly report: Report }) {
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const { today } = useMe();
  const [on, setOn] = useState<string>(today);
  const sent = useAct({
    run: () =>
      done(
        api.POST('/api/reports/{id}/received', {
          params: { path: { id: report.id } },
          body: { version: report.version, paperIds: papers.map(({ id }) => id), receivedOn: on },
        }),
      ),
    said: () => `已收下${report.countyName}的${report.formName}，按 ${on} 上报计`,
    stale: STALE_AFTER_REPORT,
    onDone: () => setPapers([]),
  });
  return (
    <details className="act-more">
      <summary>收下文字材料</summary>
      <div className="act-form">
        <p className="muted">
          {report.countyName}不在系统里起草的，把报来的文稿（docx）或盖章件（PDF）收在这里，按收到之日算上报。
        </p>
        <DayField label="收到日期" value={on} onChange={(day) => setOn(day ?? today)} max={today} />
        <PaperUpload papers={papers} onChange={setPapers} accept=".docx,.pdf" label="添加文稿" />
        <Button
          disabled={papers.length === 0}
          loading={sent.isPending}
          onClick={() => sent.mutate(undefined)}
        >
          收下
        </Button>
      </div>
    </details>
  );
}
