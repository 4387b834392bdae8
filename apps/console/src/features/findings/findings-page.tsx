import { FINDING_STATES } from '@anju/domain';
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { Facet, Organisation } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import type { Filter, Option } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { StateTabs } from '../../ui/list/state-tabs.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { TakeFindings } from '../campaigns/take-findings.tsx';
import { useOrganisations } from '../people/queries.ts';
import { useCounties } from '../people/use-counties.ts';
import { AssignBar } from './assign-bar.tsx';
import { FINDING_COLUMNS, FindingCard } from './finding-columns.tsx';
import { FINDING_FILTERS, type FindingFilter, useFindingFacets, useFindings } from './queries.ts';

const optionsOf = (facets: readonly Facet[] | undefined): readonly Option[] =>
  (facets ?? []).map((facet) => ({ value: facet.value, label: facet.label, count: facet.count }));

const COUNTY_DIGITS = 6;

const placeOptions = (places: readonly Organisation[] | undefined): readonly Option[] =>
  (places ?? [])
    .filter((place) => place.code.length > COUNTY_DIGITS)
    .map((place) => ({ value: place.code, label: place.name }));

export function FindingsPage() {
  const may = useMay();
  const { search } = useLocation();
  const state = useListState(FINDING_FILTERS);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const query = useFindings(queryOf(state, 'order'));
  const places = placeOptions(useOrganisations().data?.items);
  const counties = useCounties();
  const ownCounty = useMe().scope.length === COUNTY_DIGITS;
  const facets = useFindingFacets(state.values).data;
  const filters: readonly Filter<FindingFilter>[] = [
    { key: 'q', label: '姓名、房号、户编号', kind: 'text', width: 190 },
    { key: 'rule', label: '疑点类型', kind: 'select', width: 168, options: optionsOf(facets?.rule) },
    { key: 'assignedTo', label: '承办单位', kind: 'select', options: places },
    {
      key: 'confidence',
      label: '可信度',
      kind: 'select',
      width: 104,
      options: optionsOf(facets?.confidence),
    },
    { key: 'overdue', label: '只看逾期', kind: 'flag' },
    {
      key: 'settled',
      label: '办结情况',
      kind: 'select',
      more: true,
      width: 116,
      options: [
        { value: 'false', label: '未办结' },
        { value: 'true', label: '已办结' },
      ],
    },
    { key: 'status', label: '比对结果', kind: 'select', more: true, options: optionsOf(facets?.status) },
    {
      key: 'change',
      label: '变化',
      kind: 'select',
      more: true,
      width: 104,
      options: optionsOf(facets?.change),
    },
  ];
  const chips: readonly Filter<FindingFilter>[] = [
    { key: 'household', label: '指定家庭', kind: 'flag', chipOnly: true },
    { key: 'dueTo', label: '限期在今天至', kind: 'date', chipOnly: true },
    { key: 'run', label: '指定比对任务', kind: 'flag', chipOnly: true },
    ownCounty
      ? { key: 'region', label: '街道、社区', kind: 'select', more: true, width: 150, options: places }
      : { key: 'region', label: '辖区', kind: 'text', chipOnly: true },
  ];
  return (
    <Page
      title="疑点核查"
      about="部门数据与家庭申报不一致的地方。比对命中只是线索，经告知、核实、另一人审定后才有结论。"
    >
      <StateTabs facets={facets?.state ?? []} state={state} stages={FINDING_STATES} />
      <DataList
        name="findings"
        unit="条"
        columns={[...counties.columns, ...FINDING_COLUMNS]}
        filters={[...counties.filters, ...filters, ...chips]}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/findings/${row.id}${search}`}
        card={(row) => <FindingCard row={row} several={counties.several} />}
        savedViews
        empty={{ title: '没有疑点', hint: '导入花名册、收齐部门数据后，到“比对任务”发起一次比对。' }}
        {...(may('finding.assign')
          ? {
              selection: {
                ids: selected,
                onChange: setSelected,
                bar: (
                  <>
                    <TakeFindings ids={selected} onDone={() => setSelected([])} />
                    <AssignBar ids={selected} onDone={() => setSelected([])} />
                  </>
                ),
              },
            }
          : {})}
        extra={
          may('finding.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref('/api/findings/export.xlsx', state)}>
              导出
            </Button>
          )
        }
      />
      <p className="key-hint">
        键盘：<kbd className="key">j</kbd>
        <kbd className="key">k</kbd> 上下移动，<kbd className="key">x</kbd> 选中，
        <kbd className="key">Enter</kbd> 打开
      </p>
    </Page>
  );
}
