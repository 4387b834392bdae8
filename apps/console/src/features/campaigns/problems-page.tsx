import { PROBLEM_STATES } from '@anju/domain';
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../app/session.ts';
import { formatCount } from '../../ui/format.ts';
import type { Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { type ListState, queryOf, useListState } from '../../ui/use-list-state.ts';
import { useOrganisations } from '../people/queries.ts';
import { PROBLEM_COLUMNS, ProblemCard } from './problem-columns.tsx';
import { ProblemSelection } from './problem-selection.tsx';
import {
  PROBLEM_FILTERS,
  type ProblemFilter,
  useCampaign,
  useCampaigns,
  useProblemStates,
  useProblems,
} from './queries.ts';

/** The ledger (整改台账): every problem with its five pinned-down things and where it stands. */
export function ProblemsPage() {
  const may = useMay();
  const state = useListState(PROBLEM_FILTERS);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const campaigns = useCampaigns();
  const campaign = useCampaign(state.values.campaign ?? '');
  const places = useOrganisations();
  const query = useProblems(queryOf(state, 'order'));
  const categories = campaign.data?.content.categories ?? [];
  const chosen = categories.find(({ code }) => code === state.values.category);
  const filters: readonly Filter<ProblemFilter>[] = [
    { key: 'q', label: '编号、描述、地方、责任人', kind: 'text', width: 220 },
    {
      key: 'campaign',
      label: '专项整治',
      kind: 'select',
      width: 200,
      options: (campaigns.data?.items ?? []).map((one) => ({ value: one.id, label: one.title })),
    },
    {
      key: 'category',
      label: '问题类别',
      kind: 'select',
      width: 168,
      options: categories.map(({ code, label }) => ({ value: code, label })),
    },
    {
      key: 'region',
      label: '地方',
      kind: 'select',
      options: (places.data?.items ?? [])
        .filter(({ code }) => code.length > 4)
        .map(({ code, name }) => ({ value: code, label: name })),
    },
    { key: 'overdue', label: '只看逾期', kind: 'flag' },
    {
      key: 'item',
      label: '整治内容',
      kind: 'select',
      more: true,
      width: 200,
      options: (chosen?.items ?? []).map(({ code, text }) => ({ value: code, label: text })),
    },
    {
      key: 'settled',
      label: '是否销号',
      kind: 'select',
      more: true,
      width: 116,
      options: [
        { value: 'false', label: '未销号' },
        { value: 'true', label: '已销号或撤销' },
      ],
    },
    { key: 'foundFrom', label: '发现自', kind: 'date', more: true },
    { key: 'foundTo', label: '发现至', kind: 'date', more: true },
    { key: 'closedFrom', label: '销号自', kind: 'date', more: true },
    { key: 'closedTo', label: '销号至', kind: 'date', more: true },
    { key: 'pressing', label: '急难愁盼', kind: 'flag', more: true },
    { key: 'lookBack', label: '待回头看', kind: 'flag' },
    { key: 'undated', label: '未定期限', kind: 'flag', more: true },
    { key: 'exitUndecided', label: '待认定是否应退', kind: 'flag', more: true },
    { key: 'finding', label: '指定疑点', kind: 'flag', chipOnly: true },
    { key: 'clue', label: '指定线索', kind: 'flag', chipOnly: true },
  ];
  return (
    <Page
      title="整改台账"
      about="问题登记后先五落实，整改后附佐证申请销号，由另一人核实销号。"
      acts={
        state.values.campaign !== undefined && (
          <Link to={`/campaigns/${state.values.campaign}`}>看专项整治</Link>
        )
      }
    >
      <StateLine state={state} />
      <DataList
        name="problems"
        unit="个"
        columns={PROBLEM_COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/problems/${row.id}`}
        card={(row) => <ProblemCard row={row} />}
        savedViews
        empty={{
          title: '台账还是空的',
          hint: '在专项整治里登记问题，或把属实的疑点、线索转为问题。',
          act: <Link to="/campaigns">去看专项整治</Link>,
        }}
        {...(may('problem.rectify') || may('problem.register')
          ? {
              selection: {
                ids: selected,
                onChange: setSelected,
                bar: (
                  <ProblemSelection
                    problems={(query.data?.items ?? []).filter(({ id }) => selected.includes(id))}
                    onDone={() => setSelected([])}
                  />
                ),
              },
            }
          : {})}
        extra={
          may('problem.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref('/api/problems/export.xlsx', state)}>
              导出
            </Button>
          )
        }
      />
    </Page>
  );
}

const ORDER = Object.keys(PROBLEM_STATES);

/** The stages of the ledger with how much lies in each; choosing one filters the list. */
function StateLine({ state }: { readonly state: ListState<ProblemFilter> }) {
  const counts = useProblemStates(state.values).data ?? [];
  const total = counts.reduce((sum, one) => sum + one.count, 0);
  const stages = counts.toSorted((a, b) => ORDER.indexOf(a.value) - ORDER.indexOf(b.value));
  return (
    <fieldset className="stage-line">
      <legend className="visually-hidden">按整改状态筛选</legend>
      {[{ value: '', label: '全部', count: total }, ...stages].map((tab) => (
        <button
          key={tab.value}
          type="button"
          className="stage"
          aria-pressed={(state.values.state ?? '') === tab.value}
          onClick={() => state.setOne('state', tab.value || undefined)}
        >
          <span>{tab.label}</span>
          <strong className="number">{formatCount(tab.count)}</strong>
        </button>
      ))}
    </fieldset>
  );
}
