import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Intake } from '../../api/contract.ts';
import { formatCount, NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface RefusedRowsProps {
  readonly rows: Intake['refusedSample'];
  readonly total: number;
  readonly href: string;
}

/** The first refused rows with reason and remedy; all of them as a file. */
export function RefusedRows({ rows, total, href }: RefusedRowsProps) {
  return (
    <div className="refused">
      <div className="panel-head">
        <h2>未采用 {formatCount(total)} 行</h2>
        <Button icon={<DownloadOutlined />} href={href} download>
          下载未采用清单
        </Button>
      </div>
      {rows.length > 0 && (
        <TableScroll label="未采用的行">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col" className="right">
                  行号
                </th>
                <th scope="col">字段</th>
                <th scope="col">原值</th>
                <th scope="col">原因</th>
                <th scope="col">怎么改</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, 20).map((row) => (
                <tr key={`${row.row}-${row.field}`}>
                  <td className="right number">{formatCount(row.row)}</td>
                  <td>{row.field ?? NONE}</td>
                  <td className="break">{row.value || '（空）'}</td>
                  <td>{row.reason}</td>
                  <td>{row.remedy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {rows.length > 0 && total > Math.min(rows.length, 20) && (
        <p className="muted">只列出前 {Math.min(rows.length, 20)} 行，全部见下载的清单。</p>
      )}
    </div>
  );
}
