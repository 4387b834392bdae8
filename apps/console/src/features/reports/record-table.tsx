import { Link } from 'react-router';
import type { ReportRecords } from '../../api/contract.ts';
import { NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { printValue } from './print-value.ts';

interface RecordTableProps {
  readonly records: ReportRecords;
  readonly total: number;
  readonly money: boolean;
}

/** The records behind a figure, each leading to itself. */
export function RecordTable({ records, total, money }: RecordTableProps) {
  const adds = records.some(({ counted }) => counted !== null);
  if (records.length === 0) return <p className="muted">这一格没有记录。</p>;
  return (
    <>
      <TableScroll label="来源记录">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">记录</th>
              <th scope="col">日期</th>
              <th scope="col">内容</th>
              {adds && (
                <th scope="col" className="right">
                  {money ? '金额' : '数量'}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <tr key={record.ref}>
                <td className="number">
                  {record.link === null ? (
                    record.number
                  ) : (
                    <Link to={record.link}>{record.number || '查看'}</Link>
                  )}
                  <div className="muted">{record.kindLabel}</div>
                </td>
                <td className="number">{record.on ?? NONE}</td>
                <td>
                  <div className="clamp-2" title={record.title}>
                    {record.title}
                  </div>
                </td>
                {adds && <td className="number right">{printValue(record.counted, money)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {total > records.length && (
        <p className="muted">
          共 {total} 条，这里列出前 {records.length} 条。
        </p>
      )}
    </>
  );
}
