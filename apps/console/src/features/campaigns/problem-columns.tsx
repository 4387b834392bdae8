import { Link } from 'react-router';
import type { ProblemItem } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { formatFen, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { ProblemStateTag } from './problem-tags.tsx';

export const PROBLEM_COLUMNS: readonly Column<ProblemItem>[] = [
  {
    key: 'problem',
    title: '问题',
    render: (row) => (
      <div className="two-lines">
        <div>
          <Link to={`/problems/${row.id}`} className="number in-text">
            {row.number}
          </Link>{' '}
          <span className="muted">{row.categoryLabel}</span>
        </div>
        <div className="clamp-2" title={row.description}>
          {row.description}
        </div>
      </div>
    ),
  },
  {
    key: 'place',
    title: '涉及地方',
    sort: { ascend: 'place' },
    width: 168,
    render: (row) => (
      <div className="two-lines">
        <div className="ellipsis">{row.place}</div>
        <div className="muted ellipsis">{row.countyName}</div>
      </div>
    ),
  },
  {
    key: 'found',
    title: '发现',
    sort: { ascend: 'found' },
    width: 112,
    render: (row) => <span className="number">{row.foundOn}</span>,
  },
  {
    key: 'responsible',
    title: '责任',
    width: 150,
    render: (row) =>
      row.responsible === '' ? (
        <span className="muted">未落实</span>
      ) : (
        <div className="clamp-2" title={row.responsible}>
          {row.responsible}
        </div>
      ),
  },
  { key: 'state', title: '状态', width: 100, render: (row) => <ProblemStateTag problem={row} /> },
  {
    key: 'due',
    title: '整改时限',
    sort: { ascend: 'due' },
    width: 146,
    render: (row) =>
      row.closedOn === null ? (
        <Deadline problem={row} />
      ) : (
        <span className="muted number">{row.closedOn} 销号</span>
      ),
  },
  { key: 'source', title: '来源', width: 110, hidden: true, render: (row) => row.source },
  {
    key: 'amount',
    title: '涉及资金',
    unit: '元',
    number: true,
    width: 120,
    hidden: true,
    render: (row) => formatFen(row.amountFen),
  },
  {
    key: 'progress',
    title: '整改进度',
    width: 180,
    hidden: true,
    render: (row) => row.progress || NONE,
  },
  {
    key: 'look-back',
    title: '回头看',
    width: 130,
    hidden: true,
    render: (row) => row.lookBackReason ?? (row.lookedBackOn === null ? NONE : `${row.lookedBackOn} 已看`),
  },
];

/** An open problem without a deadline says so: 五落实 gives it one. */
function Deadline({ problem }: { readonly problem: ProblemItem }) {
  return problem.deadline === null && problem.state !== 'withdrawn' ? (
    <ToneTag tone="wait">未定期限</ToneTag>
  ) : (
    <DueDate on={problem.deadline} overdue={problem.overdue} />
  );
}

export function ProblemCard({ row }: { readonly row: ProblemItem }) {
  return (
    <>
      <div className="card-line">
        <strong className="number">{row.number}</strong>
        <ProblemStateTag problem={row} />
      </div>
      <div className="clamp-2">{row.description}</div>
      <div className="muted">
        {row.categoryLabel} · {row.place}
      </div>
      <div className="card-line">
        <span>{row.responsible || '未落实责任'}</span>
        {row.closedOn === null && <Deadline problem={row} />}
      </div>
    </>
  );
}
