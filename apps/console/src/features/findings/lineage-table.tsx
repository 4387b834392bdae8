import type { Finding } from '../../api/contract.ts';
import { formatCount, NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** Which file and row, of which date, from which department. */
export function LineageTable({ lineage }: { readonly lineage: Finding['lineage'] }) {
  if (lineage.length === 0) return <p className="muted">没有命中部门数据：缺少的登记见“为什么”。</p>;
  return (
    <TableScroll label="数据来源">
      <table className="plain-table stacks">
        <thead>
          <tr>
            <th scope="col">登记</th>
            <th scope="col">部门</th>
            <th scope="col">文件</th>
            <th scope="col" className="right">
              行号
            </th>
            <th scope="col">数据日期</th>
          </tr>
        </thead>
        <tbody>
          {lineage.map((source) => (
            <tr key={`${source.register}-${source.file}-${source.row}`}>
              <td>{source.registerLabel}</td>
              <td data-title="部门">{source.department ?? NONE}</td>
              <td className="break" data-title="文件">
                {source.file}
              </td>
              <td className="right number" data-title="行号">
                {formatCount(source.row)}
              </td>
              <td className="number" data-title="数据日期">
                {source.asOf ?? NONE}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
