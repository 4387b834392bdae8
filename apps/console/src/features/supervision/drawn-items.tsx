import { Button, Grid } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Check, DrawnItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { VerdictTag } from './check-tags.tsx';
import { ResultDialog } from './result-dialog.tsx';
import { ItemProblem } from './take-item.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** The household or the problem behind a drawn entry. */
function SubjectLink({ check, item }: { readonly check: Check; readonly item: DrawnItem }) {
  const folder = check.kind === 'household' ? 'households' : 'problems';
  return <Link to={`/${folder}/${item.subjectId}`}>{item.label}</Link>;
}

function Transfer({ item }: { readonly item: DrawnItem }) {
  if (item.transfer === null) return <>{NONE}</>;
  return (
    <span className="number">
      {item.transfer.letterNo} {item.transfer.on}
    </span>
  );
}

function ItemActs({ check, item }: { readonly check: Check; readonly item: DrawnItem }) {
  const may = useMay();
  const [open, setOpen] = useState<'result' | 'transfer' | null>(null);
  const close = () => setOpen(null);
  if (!may('check.record') || check.state !== 'drawn' || item.transfer !== null) return null;
  return (
    <span className="row-acts">
      <Button size="small" onClick={() => setOpen('result')}>
        {item.spotCheck === null ? '登记结果' : '更正结果'}
      </Button>
      {item.mustTransfer && (
        <Button size="small" type="primary" onClick={() => setOpen('transfer')}>
          移送纪检
        </Button>
      )}
      {open === 'result' && <ResultDialog item={item} onClose={close} />}
      {open === 'transfer' && <TransferDialog item={item} onClose={close} />}
    </span>
  );
}

/** The sample in the order of the draw: self-check against spot check, and what became of a difference. */
export function DrawnItems({ check }: { readonly check: Check }) {
  const wide = Grid.useBreakpoint().md ?? true;
  if (check.items.length === 0)
    return (
      <EmptyState
        title={check.state === 'frozen' ? '还没有抽取' : '抽中的对象不在您的辖区'}
        hint={check.state === 'frozen' ? '种子产生后公布并抽取。' : '只显示您辖区内抽中的对象。'}
      />
    );
  if (!wide)
    return (
      <ul className="card-list">
        {check.items.map((item) => (
          <li key={item.id} className="row-card">
            <div className="row-card-body">
              <div className="card-line">
                <strong>
                  {item.rank}. <SubjectLink check={check} item={item} />
                </strong>
                <VerdictTag item={item} />
              </div>
              <div>
                {item.selfCheckLabel} · {item.spotCheckLabel ?? '待核查'}
              </div>
              {item.remark !== '' && <div className="muted">{item.remark}</div>}
              {item.transfer !== null && (
                <div>
                  移送 <Transfer item={item} />
                </div>
              )}
              {item.spotCheck === 'problem' && (
                <div>
                  台账问题 <ItemProblem check={check} item={item} />
                </div>
              )}
              <ItemActs check={check} item={item} />
            </div>
          </li>
        ))}
      </ul>
    );
  return (
    <TableScroll label="抽中的对象">
      <table className="plain-table">
        <thead>
          <tr>
            <th className="right">次序</th>
            <th>对象</th>
            <th>自查</th>
            <th>抽查</th>
            <th>比对</th>
            <th>说明</th>
            <th>台账问题</th>
            <th>移送</th>
            <th>操作</th>
          </tr>
        </thead>
        <tbody>
          {check.items.map((item) => (
            <tr key={item.id}>
              <td className="right number">{item.rank}</td>
              <td>
                <SubjectLink check={check} item={item} />
              </td>
              <td>{item.selfCheckLabel}</td>
              <td>
                {item.spotCheckLabel ?? NONE}
                {item.checkedOn !== null && (
                  <div className="muted number">
                    {item.checkedOn} {item.checkedByName}
                  </div>
                )}
              </td>
              <td>
                <VerdictTag item={item} />
              </td>
              <td>{item.remark || NONE}</td>
              <td>
                <ItemProblem check={check} item={item} />
              </td>
              <td>
                <Transfer item={item} />
              </td>
              <td>
                <ItemActs check={check} item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
