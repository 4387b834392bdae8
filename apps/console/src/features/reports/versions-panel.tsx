import { isOfficialForm } from '@anju/domain';
import { PaperClipOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Report, ReportDifference } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { printValue } from './print-value.ts';

interface VersionsProps {
  readonly report: Report;
  readonly no: string | undefined;
}

/** What was sent, each time, and what differs from the version before. */
export function VersionsPanel({ report, no }: VersionsProps) {
  const [compared, setCompared] = useState<readonly [number, number] | null>(null);
  if (report.versions.length === 0) return null;
  const last = report.versions.at(-1)?.no ?? 0;
  const open = report.state === 'draft' || report.state === 'returned';
  return (
    <Panel title="已报各版" count={report.versions.length} order={3}>
      <ul className="plain-list">
        {report.versions.map((version) => (
          <li key={version.no}>
            <span>
              <Link to={`/reports/${report.id}?no=${version.no}`}>第 {version.no} 版</Link>
              {String(version.no) === no && '（正在看）'}
              <div className="muted number">
                {formatMoment(version.at)} {version.byName}
                {version.origin === 'file' && (isOfficialForm(report.form) ? ' · 外报表格' : ' · 外报文稿')}
              </div>
              <VersionPapers report={report} papers={version.papers} />
            </span>
            <span className="list-end">
              {isOfficialForm(report.form) && (
                <a href={`/api/reports/${report.id}/form.xlsx?no=${version.no}`} download>
                  下载
                </a>
              )}
              {version.hasFile && (
                <a href={`/api/reports/${report.id}/received.xlsx?no=${version.no}`} download>
                  原件
                </a>
              )}
              {version.no > 1 && (
                <Button size="small" type="link" onClick={() => setCompared([version.no - 1, version.no])}>
                  比上一版
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {open && (
        <Button size="small" onClick={() => setCompared([last, 0])}>
          现在与第 {last} 版比
        </Button>
      )}
      {compared !== null && <Compared id={report.id} a={compared[0]} b={compared[1]} />}
    </Panel>
  );
}

interface VersionPapersProps {
  readonly report: Report;
  readonly papers: Report['versions'][number]['papers'];
}

/** The scans that belong to a version, with who put them there. */
function VersionPapers({ report, papers }: VersionPapersProps) {
  if (papers.length === 0) return null;
  return (
    <ul className="paper-list">
      {papers.map((paper) => (
        <li key={paper.id}>
          <a href={`/api/reports/${report.id}/papers/${paper.id}`} target="_blank" rel="noreferrer">
            <PaperClipOutlined aria-hidden /> {paper.name}
          </a>{' '}
          <span className="muted number">
            {formatBytes(paper.size)} · {formatMoment(paper.at)} {paper.byName}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Compared({ id, a, b }: { readonly id: string; readonly a: number; readonly b: number }) {
  const query = useQuery({
    queryKey: ['reports', 'compare', id, a, b],
    queryFn: () => take(api.GET('/api/reports/{id}/compare', { params: { path: { id }, query: { a, b } } })),
  });
  if (query.isPending) return <Skeleton active title={false} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const names = [`第 ${a} 版`, b === 0 ? '现在' : `第 ${b} 版`] as const;
  return <DifferenceTable differences={query.data.differences} names={names} />;
}

/** Two forms cell by cell, only where they differ. */
export function DifferenceTable({
  differences,
  names,
}: {
  readonly differences: readonly ReportDifference[];
  readonly names: readonly [string, string];
}) {
  if (differences.length === 0) return <p className="muted">两边每一格都相同。</p>;
  return (
    <TableScroll label="差别">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">格</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <tr key={one.key}>
              <td>{one.label}</td>
              <td>{printValue(one.before, one.money)}</td>
              <td>{printValue(one.after, one.money)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
