import { Link, useLocation } from 'react-router';
import type { FindingItem } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { formatAddress, formatMoment, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { ConfidenceTag, FindingStateTag, StatusTag } from './finding-tags.tsx';

/** A finding's address with the list it belongs to behind the question mark. */
function FindingLink({ row }: { readonly row: FindingItem }) {
  const { search } = useLocation();
  return <Link to={`/findings/${row.id}${search}`}>{row.ruleTitle}</Link>;
}

export const FINDING_COLUMNS: readonly Column<FindingItem>[] = [
  {
    key: 'finding',
    title: '疑点',
    render: (row) => (
      <div className="two-lines">
        <div>
          <FindingLink row={row} /> <StatusTag finding={row} />
        </div>
        <div className="muted ellipsis" title={row.reason}>
          {row.reason}
        </div>
      </div>
    ),
  },
  {
    key: 'family',
    title: '家庭',
    sort: { ascend: 'household' },
    width: 200,
    render: (row) => (
      <div className="two-lines">
        <div className="ellipsis">
          <Link to={`/households/${row.householdId}`}>{row.applicantName}</Link>
        </div>
        <div className="muted ellipsis">
          {row.memberName !== null && row.memberName !== row.applicantName && `${row.memberName} · `}
          {formatAddress(row.estate, row.room)}
        </div>
      </div>
    ),
  },
  { key: 'confidence', title: '可信度', width: 84, render: (row) => <ConfidenceTag finding={row} /> },
  { key: 'state', title: '状态', width: 104, render: (row) => <FindingStateTag finding={row} /> },
  { key: 'change', title: '变化', width: 64, render: (row) => row.changeLabel },
  { key: 'assigned', title: '承办', width: 116, render: (row) => row.assignedName ?? NONE },
  {
    key: 'due',
    title: '限期',
    sort: { ascend: 'due' },
    width: 142,
    render: (row) => <DueDate on={row.dueOn} overdue={row.overdue} />,
  },
  {
    key: 'code',
    title: '户编号',
    width: 132,
    hidden: true,
    render: (row) => <span className="number">{row.householdCode}</span>,
  },
  {
    key: 'updated',
    title: '最近办理',
    sort: { descend: 'newest' },
    width: 150,
    hidden: true,
    render: (row) => <span className="number">{formatMoment(row.updatedAt)}</span>,
  },
];

export function FindingCard({ row, several }: { readonly row: FindingItem; readonly several: boolean }) {
  return (
    <>
      <div className="card-line">
        <strong>{row.ruleTitle}</strong>
        <FindingStateTag finding={row} />
      </div>
      <div>
        {several && `${row.countyName} · `}
        {row.applicantName} · {formatAddress(row.estate, row.room)}
      </div>
      <div className="muted clamp-2">{row.reason}</div>
      <div className="card-line">
        <span className="tag-line">
          <StatusTag finding={row} />
          <ConfidenceTag finding={row} />
        </span>
        {row.dueOn !== null && <DueDate on={row.dueOn} overdue={row.overdue} />}
      </div>
    </>
  );
}
