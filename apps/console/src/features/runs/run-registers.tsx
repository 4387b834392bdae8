import type { Run } from '../../api/contract.ts';
import { formatCount, NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';

/** Which registers were compared, of which date, and what they hit. */
export function RunRegisters({ run }: { readonly run: Run }) {
  if (run.registers.length === 0) return null;
  return (
    <Panel title="用了哪些部门数据" count={run.registers.length}>
      <TableScroll label="各部门数据">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">登记</th>
              <th scope="col">部门</th>
              <th scope="col">数据日期</th>
              <th scope="col" className="right">
                读取（行）
              </th>
              <th scope="col" className="right">
                确切命中（条）
              </th>
              <th scope="col" className="right">
                疑似命中（条）
              </th>
              <th scope="col" className="right">
                未采用（行）
              </th>
            </tr>
          </thead>
          <tbody>
            {run.registers.map((register) => (
              <tr key={`${register.kind}-${register.file}`}>
                <th scope="row">{register.label}</th>
                <td>{register.department}</td>
                <td className="number">
                  {register.asOf ?? NONE} {register.stale && <ToneTag tone="wait">已过期</ToneTag>}
                </td>
                <td className="right number">{formatCount(register.rowsRead)}</td>
                <td className="right number">{formatCount(register.hitsExact)}</td>
                <td className="right number">{formatCount(register.hitsProbable)}</td>
                <td className="right number">{formatCount(register.rowsRefused)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Panel>
  );
}
