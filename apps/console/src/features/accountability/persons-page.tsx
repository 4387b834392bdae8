import { FORM_LEVELS, SUPERVISION_FORMS } from '@anju/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { AccountabilityItem } from '../../api/contract.ts';
import { formatCount } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCampaignOptions, useMonthOptions } from '../supervision/choices.ts';
import { PersonForm } from './person-form.tsx';
import { RecordList } from './record-list.tsx';

const FILTERS = ['q', 'campaign', 'month', 'measure', 'form', 'formLevel', 'withdrawn', 'problem'] as const;

const MEASURES = {
  party: '党纪处分',
  administrative: '政务处分',
  admonished: '诫勉',
  organisational: '组织处理',
  judicial: '移送司法',
} as const;

const COLUMNS: readonly Column<AccountabilityItem>[] = [
  {
    key: 'name',
    title: '姓名',
    width: 190,
    render: (row) => (
      <div className="two-lines">
        <Link to={`/accountability/persons/${row.id}`}>{row.name}</Link>
        <div className="muted ellipsis">{row.post}</div>
      </div>
    ),
  },
  {
    key: 'measures',
    title: '处分处理',
    render: (row) => (
      <div className="two-lines">
        <div>{row.measures}</div>
        <div className="muted">{row.formLabel ?? '未填形态'}</div>
      </div>
    ),
  },
  {
    key: 'levels',
    title: '级别（处分栏 / 形态栏）',
    width: 180,
    render: (row) => `${row.disciplineLevelLabel} / ${row.formLevelLabel}`,
  },
  {
    key: 'case',
    title: '问题、线索',
    width: 140,
    render: (row) => (
      <Link to={`/${row.caseKind === 'problem' ? 'problems' : 'clues'}/${row.caseId}`} className="number">
        {row.caseNumber}
      </Link>
    ),
  },
  {
    key: 'decision',
    title: '决定',
    width: 220,
    render: (row) => (
      <div className="two-lines">
        <div className="ellipsis">{row.documentNo}</div>
        <div className="muted">
          {row.decidedBy} <span className="number one-line">{row.decidedOn}</span>
        </div>
      </div>
    ),
  },
  { key: 'county', title: '县市', width: 96, hidden: true, render: (row) => row.countyName },
  { key: 'by', title: '登记人', width: 100, hidden: true, render: (row) => row.recordedByName },
];

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Persons held to account, with persons counted apart from person-times. */
export function PersonsPage() {
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const months = useMonthOptions();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['accountability', 'list', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/accountability', {
          params: { query: queryOf(state) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'q', label: '姓名、职务、文号', kind: 'text', width: 180 },
    { key: 'month', label: '决定月份', kind: 'select', width: 136, options: months },
    { key: 'measure', label: '处分处理', kind: 'select', width: 124, options: optionsOf(MEASURES) },
    { key: 'form', label: '形态', kind: 'select', width: 128, options: optionsOf(SUPERVISION_FORMS) },
    { key: 'campaign', label: '专项整治', kind: 'select', more: true, width: 220, options: campaigns },
    {
      key: 'formLevel',
      label: '级别（形态栏）',
      kind: 'select',
      more: true,
      options: FORM_LEVELS.map(({ key, label }) => ({ value: key, label })),
    },
    { key: 'withdrawn', label: '只看已撤回', kind: 'flag', more: true },
    { key: 'problem', label: '指定问题', kind: 'flag', chipOnly: true },
  ];
  return (
    <RecordList
      about="住房保障部门只登记纪检监察和组织部门的决定，自己不作处分决定。"
      add={{ label: '登记问责', onClick: () => setAdding(true) }}
      exported="/api/accountability/export.xlsx"
      counts={<Counts filters={state.values} />}
      name="accountability"
      unit="条"
      columns={COLUMNS}
      filters={filters}
      state={state}
      query={query}
      href={(row) => `/accountability/persons/${row.id}`}
      card={(row) => (
        <>
          <div className="card-line">
            <strong>{row.name}</strong>
            <span className="muted number">{row.decidedOn}</span>
          </div>
          <div>{row.post}</div>
          <div>
            {row.measures} · {row.formLabel ?? '未填形态'}
          </div>
          <div className="muted">
            {row.decidedBy} {row.documentNo}
          </div>
        </>
      )}
      savedViews
      empty={{ title: '还没有问责记录', hint: '收到纪检监察机关的决定文书后，在这里登记。' }}
    >
      {adding && <PersonForm onClose={() => setAdding(false)} />}
    </RecordList>
  );
}

/** 人数 against 人次 of what the filters hold. */
function Counts({ filters }: { readonly filters: Readonly<Record<string, string | undefined>> }) {
  const given = Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const query = useQuery({
    queryKey: ['accountability', 'counts', given],
    queryFn: () => take(api.GET('/api/accountability/counts', { params: { query: given } })),
    placeholderData: keepPreviousData,
  });
  const counts = query.data;
  if (counts === undefined || counts.records === 0) return null;
  const parts = [
    { label: '总人数', value: counts.persons, unit: '人' },
    { label: MEASURES.party, value: counts.party, unit: '人次' },
    { label: MEASURES.administrative, value: counts.administrative, unit: '人次' },
    { label: MEASURES.admonished, value: counts.admonished, unit: '人次' },
    { label: MEASURES.organisational, value: counts.organisational, unit: '人次' },
    { label: MEASURES.judicial, value: counts.judicial, unit: '人' },
  ];
  return (
    <ul className="count-line" aria-label="人数与人次">
      {parts.map((part) => (
        <li key={part.label}>
          <span className="muted">{part.label}</span>{' '}
          <strong className="number">{formatCount(part.value)}</strong> {part.unit}
        </li>
      ))}
    </ul>
  );
}
