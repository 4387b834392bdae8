import { DownloadOutlined, ImportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMay } from '../../app/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { HOUSEHOLD_COLUMNS, HOUSEHOLD_STATES, HouseholdCard } from './household-columns.tsx';
import { HOUSEHOLD_FILTERS, useEstates, useHouseholds, useIndicators } from './queries.ts';

export function HouseholdsPage() {
  const may = useMay();
  const state = useListState(HOUSEHOLD_FILTERS);
  const query = useHouseholds(queryOf(state, 'sort'));
  const estates = useEstates().data?.items ?? [];
  const categories = useIndicators().data?.byCategory ?? [];
  const filters: readonly Filter<(typeof HOUSEHOLD_FILTERS)[number]>[] = [
    { key: 'q', label: '姓名、首字母、房号、户编号', kind: 'text', width: 232 },
    {
      key: 'estate',
      label: '小区',
      kind: 'select',
      options: estates.map((estate) => ({
        value: estate.id,
        label: estate.name,
        count: estate.households,
      })),
    },
    {
      key: 'state',
      label: '状态',
      kind: 'select',
      width: 104,
      options: Object.entries(HOUSEHOLD_STATES).map(([value, label]) => ({ value, label })),
    },
    {
      key: 'category',
      label: '保障类别',
      kind: 'select',
      more: true,
      options: categories.map(({ name, households }) => ({ value: name, label: name, count: households })),
    },
    { key: 'region', label: '社区代码', kind: 'text', more: true, width: 150 },
  ];
  const importAct = may('import.manage') && (
    <LinkButton to="/imports" icon={<ImportOutlined />}>
      导入花名册
    </LinkButton>
  );
  return (
    <Page title="住户" about="辖区内享受公租房保障的家庭，一户一行。查看档案会留下记录。" acts={importAct}>
      <DataList
        name="households"
        unit="户"
        columns={HOUSEHOLD_COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/households/${row.id}`}
        card={(row) => <HouseholdCard row={row} />}
        savedViews
        empty={{ title: '还没有住户', hint: '导入一份花名册，几分钟即可建档。', act: importAct }}
        extra={
          may('household.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref('/api/households/export.csv', state)}>
              导出
            </Button>
          )
        }
      />
    </Page>
  );
}
