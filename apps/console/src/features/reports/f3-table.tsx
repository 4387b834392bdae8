import { Link } from 'react-router';
import type { ReportF3 } from '../../api/contract.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';

/** The families on the ledger that a row of the form counts. */
export const familiesOf = (row: ReportF3['rows'][number], state: string) =>
  `/exits?nature=${row.nature}&estate=${encodeURIComponent(row.project)}${state}`;

/** A cell that the form wants filled while families remain; empty, it leads to where it is filled. */
function Required({ row, text }: { readonly row: ReportF3['rows'][number]; readonly text: string }) {
  if (text !== '') return text;
  return (
    <Link to={familiesOf(row, '&state=open')}>
      <ToneTag tone="overdue">未填写</ToneTag>
    </Link>
  );
}

/** The form's columns in the form's order, with their sums. */
export function F3Table({ report, until }: { readonly report: ReportF3; readonly until: string }) {
  if (report.rows.length === 0)
    return <EmptyState title="这一期没有应退未退的家庭" hint="零报送也要上报：下载的表格是一张空表。" />;
  const sum = (key: 'shouldExit' | 'exited') => report.rows.reduce((total, row) => total + row[key], 0);
  return (
    <>
      <p className="form-line">
        <span>填报单位：{report.unit}</span>
        <span className="number">统计截至：{until}</span>
      </p>
      <TableScroll label="整改情况表">
        <table className="plain-table f3-table">
          <thead>
            <tr>
              <th scope="col" className="right">
                序号
              </th>
              <th scope="col">县市</th>
              <th scope="col">项目名称</th>
              <th scope="col">退出性质</th>
              <th scope="col" className="right">
                应清退（户）
              </th>
              <th scope="col" className="right">
                已清退（户）
              </th>
              <th scope="col">剩余未清退的整改措施和进度</th>
              <th scope="col">计划完成时间</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row, index) => (
              <tr key={`${row.project}-${row.nature}`}>
                <td className="right number">{index + 1}</td>
                <td>{row.county}</td>
                <td>{row.project}</td>
                <td>{row.natureLabel}</td>
                <td className="right number">
                  <Link to={familiesOf(row, '')}>{formatCount(row.shouldExit)}</Link>
                </td>
                <td className="right number">
                  <Link to={familiesOf(row, '&state=exited')}>{formatCount(row.exited)}</Link>
                </td>
                <td>
                  <Required row={row} text={row.measures} />
                </td>
                <td className="number">
                  <Required row={row} text={row.plannedDate} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={4}>合计</td>
              <td className="right number">{formatCount(sum('shouldExit'))}</td>
              <td className="right number">{formatCount(sum('exited'))}</td>
              <td colSpan={2} />
            </tr>
          </tfoot>
        </table>
      </TableScroll>
    </>
  );
}
