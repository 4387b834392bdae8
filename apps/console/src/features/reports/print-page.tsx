import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { FormSheet } from './form-sheet.tsx';
import { useReport } from './queries.ts';

/** The form alone, as paper: what the printer gets is what stands here. */
export function ReportPrintPage() {
  const { id = '' } = useParams();
  const { values } = useListState(['no']);
  const query = useReport(id, values.no);
  const name = query.data?.formName ?? '报表';
  useEffect(() => {
    document.title = `${name} · 打印`;
  }, [name]);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { view } = query.data;
  const back = `/reports/${id}${values.no === undefined ? '' : `?no=${values.no}`}`;
  return (
    <main className="print-page">
      <h1 className="visually-hidden">{name}</h1>
      <div className="print-acts">
        <Link to={back}>返回报表</Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      {view === null ? <p>这张表不能显示。</p> : <FormSheet view={view} fit />}
    </main>
  );
}
