import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount, NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useProblems } from './queries.ts';

/** As many as one printed list shows; the file has them all. */
const SHOWN = 200;

/** 问题（整改）清单 with 五落实, as it is printed. */
export function ProblemListTable({ campaign }: { readonly campaign: string }) {
  const problems = useProblems({ campaign, order: 'found' }, SHOWN);
  if (problems.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (problems.isError) return <ErrorState error={problems.error} onRetry={() => void problems.refetch()} />;
  const { items, total } = problems.data;
  if (items.length === 0)
    return <EmptyState title="清单还是空的" hint="登记问题后，这里按发现日期逐条列出。" />;
  return (
    <>
      <TableScroll label="问题（整改）清单">
        <table className="plain-table printed-table">
          <thead>
            <tr>
              {[
                '序号',
                '编号',
                '问题类别',
                '具体描述',
                '涉及地方',
                '整改任务',
                '责任',
                '人员',
                '进度',
                '时限',
                '整改情况',
                '状态',
              ].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row, n) => (
              <tr key={row.id}>
                <td className="number">{n + 1}</td>
                <td className="number">
                  <Link to={`/problems/${row.id}`}>{row.number}</Link>
                </td>
                <td>{row.categoryLabel}</td>
                <td>{row.description}</td>
                <td>{row.place}</td>
                <td>{row.task || NONE}</td>
                <td>{row.responsible || NONE}</td>
                <td>{row.staff || NONE}</td>
                <td>{row.progress || NONE}</td>
                <td className="number">{row.deadline ?? NONE}</td>
                <td>{row.rectification || NONE}</td>
                <td>{row.closedOn === null ? row.stateLabel : `${row.closedOn} 销号`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {total > items.length && (
        <p className="muted">
          共 {formatCount(total)} 个问题，这里列出最早的 {items.length} 个；全部请导出表格。
        </p>
      )}
    </>
  );
}
