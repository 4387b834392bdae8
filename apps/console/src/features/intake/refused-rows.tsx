import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Intake } from '../../api/contract.ts';
import { formatCount, NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface RefusedRowsProps {
  readonly rows: Intake['refusedSample'];
  readonly total: number;
  /** Rows that are used without a cell that can't be read. */
  readonly unread: number;
  readonly href: string;
}

const EXTENTS = { row: '整行不采用', field: '此项按空值载入', remark: '照常载入，请核对' } as const;

/** 未采用 3 行，另有 2 行中有认不出的内容 */
export function refusedText({
  refused,
  unread,
}: {
  readonly refused: number;
  readonly unread: number;
}): string {
  const rows = `未采用 ${formatCount(refused)} 行`;
  return unread > 0 ? `${rows}，另有 ${formatCount(unread)} 行中有认不出的内容` : rows;
}

/** The first refused rows with reason and remedy; all of them as a file. */
export function RefusedRows({ rows, total, unread, href }: RefusedRowsProps) {
  const inSheets = rows.some(({ sheet }) => typeof sheet === 'string');
  return (
    <div className="refused">
      <div className="panel-head">
        <h2>{total + unread > 0 ? refusedText({ refused: total, unread }) : '需要核对的内容'}</h2>
        <Button icon={<DownloadOutlined />} href={href} download>
          {total + unread > 0 ? '下载未采用清单' : '下载核对清单'}
        </Button>
      </div>
      {rows.length > 0 && (
        <TableScroll label="未采用的行">
          <table className="plain-table">
            <thead>
              <tr>
                {inSheets && <th scope="col">工作表</th>}
                <th scope="col" className="right">
                  行号
                </th>
                <th scope="col">字段</th>
                <th scope="col">原值</th>
                <th scope="col">原因</th>
                <th scope="col">怎么改</th>
                <th scope="col">影响</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, 20).map((row) => (
                <tr key={`${row.sheet ?? ''}-${row.row}-${row.field}-${row.reason}`}>
                  {inSheets && <td>{row.sheet ?? NONE}</td>}
                  <td className="right number">{formatCount(row.row)}</td>
                  <td>{row.field ?? NONE}</td>
                  <td className="break">{row.value || '（空）'}</td>
                  <td>{row.reason}</td>
                  <td>{row.remedy}</td>
                  <td>{row.extent === undefined ? NONE : EXTENTS[row.extent]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {rows.length > 0 && total + unread > Math.min(rows.length, 20) && (
        <p className="muted">只列出前 {Math.min(rows.length, 20)} 处，全部见下载的清单。</p>
      )}
    </div>
  );
}
