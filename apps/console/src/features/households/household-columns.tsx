import { Link } from 'react-router';
import type { HouseholdItem } from '../../api/contract.ts';
import { formatAddress, formatCount, formatMoment, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';

export const HOUSEHOLD_STATES = { active: '在保', exited: '已退出' } as const;

export function HouseholdState({ state }: { readonly state: HouseholdItem['state'] }) {
  return <ToneTag tone={state === 'active' ? 'good' : 'plain'}>{HOUSEHOLD_STATES[state]}</ToneTag>;
}

function OpenFindings({ row }: { readonly row: HouseholdItem }) {
  const count = row.openFindings ?? 0;
  if (count === 0) return <span className="muted">{row.openFindings === undefined ? NONE : '无'}</span>;
  return (
    <Link to={`/findings?household=${row.id}`}>
      <ToneTag tone="wait">{count} 条未结</ToneTag>
    </Link>
  );
}

export const HOUSEHOLD_COLUMNS: readonly Column<HouseholdItem>[] = [
  {
    key: 'applicant',
    title: '申请人',
    width: 168,
    render: (row) => <Link to={`/households/${row.id}`}>{row.applicantName}</Link>,
  },
  {
    key: 'code',
    title: '户编号',
    sort: { ascend: 'code' },
    width: 140,
    render: (row) => <span className="number">{row.code}</span>,
  },
  { key: 'address', title: '小区房号', render: (row) => formatAddress(row.estate, row.room) },
  {
    key: 'members',
    title: '人口',
    unit: '人',
    number: true,
    width: 92,
    render: (row) => formatCount(row.membersCount),
  },
  { key: 'category', title: '保障类别', width: 132, render: (row) => row.category ?? NONE },
  { key: 'findings', title: '疑点', width: 112, render: (row) => <OpenFindings row={row} /> },
  { key: 'state', title: '状态', width: 92, render: (row) => <HouseholdState state={row.state} /> },
  {
    key: 'changed',
    title: '最近变动',
    sort: { descend: '-changedAt' },
    width: 150,
    render: (row) => <span className="number">{formatMoment(row.changedAt)}</span>,
  },
  {
    key: 'region',
    title: '社区代码',
    width: 132,
    hidden: true,
    render: (row) => <span className="number">{row.region}</span>,
  },
];

export function HouseholdCard({ row }: { readonly row: HouseholdItem }) {
  return (
    <>
      <div className="card-line">
        <strong>{row.applicantName}</strong>
        <HouseholdState state={row.state} />
      </div>
      <div>{formatAddress(row.estate, row.room)}</div>
      <div className="muted">
        {row.code} · {formatCount(row.membersCount)} 人 · {row.category ?? '类别未登记'}
        {(row.openFindings ?? 0) > 0 && ` · ${row.openFindings} 条疑点未结`}
      </div>
    </>
  );
}
