import { isOfficialForm } from '@anju/domain';
import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Report } from '../../api/contract.ts';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import { STALE_AFTER_REPORT } from './stale.ts';

/** The signed and sealed scan is put with the version that was sent last. */
export function AttachScans({ report }: { readonly report: Report }) {
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const inWords = !isOfficialForm(report.form);
  const no = report.versions.at(-1)?.no ?? 0;
  const sent = useAct({
    run: () =>
      done(
        api.POST('/api/reports/{id}/papers', {
          params: { path: { id: report.id } },
          body: { version: report.version, paperIds: papers.map(({ id }) => id) },
        }),
      ),
    said: () => `签章件已附在第 ${no} 版`,
    stale: STALE_AFTER_REPORT,
    onDone: () => setPapers([]),
  });
  return (
    <details className="act-more">
      <summary>附签章件</summary>
      <div className="act-form">
        <p className="muted">
          签字盖章后扫描成 PDF 或 JPG、PNG{inWords && '；改定的文稿（docx）也附在这里'}。附上后归入第 {no}{' '}
          版，不能撤换。
        </p>
        <PaperUpload
          papers={papers}
          onChange={setPapers}
          accept={inWords ? '.pdf,.jpg,.jpeg,.png,.docx' : '.pdf,.jpg,.jpeg,.png'}
          label={inWords ? '添加扫描件或文稿' : '添加扫描件'}
        />
        <Button
          disabled={papers.length === 0}
          loading={sent.isPending}
          onClick={() => sent.mutate(undefined)}
        >
          附在第 {no} 版
        </Button>
      </div>
    </details>
  );
}
