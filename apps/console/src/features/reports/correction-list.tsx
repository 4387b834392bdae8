import { Button } from 'antd';
import type { Report } from '../../api/contract.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { printValue } from './print-value.ts';

interface CorrectionListProps {
  readonly report: Report;
  readonly onOpen: (path: string) => void;
}

/** Values set by hand, beside what the records say. */
export function CorrectionList({ report, onOpen }: CorrectionListProps) {
  if (report.corrections.length === 0) return null;
  return (
    <Panel title="手工更正" count={report.corrections.length} order={1}>
      <TableScroll label="手工更正">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">格</th>
              <th scope="col">表上的值</th>
              <th scope="col">记录算出</th>
              <th scope="col">原因</th>
            </tr>
          </thead>
          <tbody>
            {report.corrections.map((one) => (
              <tr key={one.key}>
                <td>
                  {one.path === null ? (
                    one.label
                  ) : (
                    <Button type="link" size="small" onClick={() => onOpen(one.path ?? '')}>
                      {one.label}
                    </Button>
                  )}
                </td>
                <td className="number">{printValue(one.value, one.money)}</td>
                <td className="number">
                  {printValue(one.computedNow, one.money)}
                  {one.changedSince && (
                    <div>
                      <ToneTag tone="wait">更正后又有变化</ToneTag>
                    </div>
                  )}
                </td>
                <td>
                  {one.reason} <span className="muted">{one.byName}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Panel>
  );
}
