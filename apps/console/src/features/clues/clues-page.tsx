import { CLUE_STATES, UNDECIDED_DAYS } from '@anju/domain';
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Facet } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { Filter, Option } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { StateTabs } from '../../ui/list/state-tabs.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { CLUE_COLUMNS, ClueCard } from './clue-columns.tsx';
import { FindByReceipt } from './find-by-receipt.tsx';
import { CLUE_FILTERS, type ClueFilter, useClueFacets, useClues } from './queries.ts';

const optionsOf = (facets: readonly Facet[] | undefined): readonly Option[] =>
  (facets ?? []).map(({ value, label, count }) => ({ value, label, count }));

export function CluesPage() {
  const may = useMay();
  const state = useListState(CLUE_FILTERS);
  const query = useClues(queryOf(state, 'order'));
  const facets = useClueFacets(state.values).data;
  const filters: readonly Filter<ClueFilter>[] = [
    { key: 'q', label: '编号、姓名、摘要', kind: 'text', width: 190 },
    { key: 'channel', label: '渠道', kind: 'select', width: 132, options: optionsOf(facets?.channel) },
    { key: 'kind', label: '性质', kind: 'select', width: 116, options: optionsOf(facets?.kind) },
    { key: 'waiting', label: '等我办理', kind: 'flag' },
    { key: 'overdue', label: '只看逾期', kind: 'flag' },
    { key: 'undecided', label: `待受理满 ${UNDECIDED_DAYS} 日`, kind: 'flag', more: true },
    { key: 'campaign', label: '专项整治', kind: 'select', more: true, options: optionsOf(facets?.campaign) },
    { key: 'disposal', label: '处置情况', kind: 'select', more: true, options: optionsOf(facets?.disposal) },
    {
      key: 'named',
      label: '实名',
      kind: 'select',
      more: true,
      width: 104,
      options: [
        { value: 'true', label: '实名' },
        { value: 'false', label: '匿名' },
      ],
    },
    { key: 'from', label: '收到起', kind: 'date', more: true },
    { key: 'to', label: '收到止', kind: 'date', more: true },
    { key: 'region', label: '辖区', kind: 'text', chipOnly: true },
  ];
  const register = (
    <LinkButton to="/clues/new" type="primary" icon={<PlusOutlined />}>
      登记线索
    </LinkButton>
  );
  return (
    <Page
      title="线索举报"
      about="来电、来信、来访、巡察等渠道反映的问题。被反映的单位和人，以及他们的亲属，看不到也办不了自己的线索。"
      acts={
        <>
          <FindByReceipt />
          <LinkButton to="/clues/transfers">移送台账</LinkButton>
          {may('clue.triage') && <LinkButton to="/clues/duplicates">疑似重复</LinkButton>}
          {may('clue.register') && register}
        </>
      }
    >
      <StateTabs facets={facets?.state ?? []} state={state} stages={CLUE_STATES} />
      <DataList
        name="clues"
        unit="件"
        columns={CLUE_COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/clues/${row.id}`}
        card={(row) => <ClueCard row={row} />}
        savedViews
        empty={{
          title: '还没有线索',
          hint: '接到举报、信访或移交后，在“登记线索”中录入；交给您单位核查的也会出现在这里。',
          act: may('clue.register') ? register : null,
        }}
        extra={
          may('clue.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref('/api/clues/export.xlsx', state)}>
              导出
            </Button>
          )
        }
      />
    </Page>
  );
}
