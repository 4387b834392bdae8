import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Exit } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { NONE } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { TakeFindings } from '../campaigns/take-findings.tsx';
import { EXIT_NATURE_CHOICES } from '../findings/conclusions.ts';
import { useCounties } from '../people/use-counties.ts';
import { ExitActs } from './exit-acts.tsx';
import { ExitGround } from './exit-ground.tsx';
import { ExitProgress, exitNatures } from './exit-progress.tsx';

const FILTERS = ['nature', 'state', 'unplanned', 'estate', 'focus', 'county'] as const;

function columns(acts: (row: Exit) => ReactNode): readonly Column<Exit>[] {
  return [
    {
      key: 'family',
      title: '家庭',
      width: 150,
      render: (row) => (
        <div className="two-lines">
          <Link to={`/households/${row.householdId}`}>{row.applicantName}</Link>
          <div className="muted number">{row.householdCode}</div>
        </div>
      ),
    },
    { key: 'estate', title: '项目', width: 140, render: (row) => row.estate ?? NONE },
    { key: 'nature', title: '退出性质', width: 170, render: exitNatures },
    {
      key: 'established',
      title: '认定 / 由来',
      width: 150,
      render: (row) => (
        <div className="two-lines">
          <span className="number">{row.establishedOn}</span>
          <div>
            <ExitGround row={row} />
          </div>
        </div>
      ),
    },
    {
      key: 'measures',
      title: '整改措施和进度',
      render: (row) =>
        row.measures === '' ? (
          <span className="muted">未填写</span>
        ) : (
          <div className="clamp-2" title={row.measures}>
            {row.measures}
          </div>
        ),
    },
    { key: 'progress', title: '计划完成 / 清退', width: 168, render: (row) => <ExitProgress row={row} /> },
    { key: 'acts', title: '操作', width: 170, render: acts },
  ];
}

/** Those chosen become problems of a campaign; whoever is to leave by a problem is one already. */
function TakeSelected({ rows, onDone }: { readonly rows: readonly Exit[]; readonly onDone: () => void }) {
  const ids = rows.flatMap(({ findingId }) => findingId ?? []);
  return ids.length === 0 ? (
    <span className="muted">所选家庭由问题认定，已在整改台账上</span>
  ) : (
    <TakeFindings ids={ids} onDone={onDone} />
  );
}

export function ExitsPage() {
  const may = useMay();
  const counties = useCounties();
  const state = useListState(FILTERS);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const query = useQuery({
    queryKey: ['exits', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/exits', {
          params: {
            query: queryOf(state),
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const acts = (row: Exit) => <ExitActs row={row} />;
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'nature', label: '退出性质', kind: 'select', width: 170, options: EXIT_NATURE_CHOICES },
    {
      key: 'state',
      label: '进展',
      kind: 'select',
      width: 110,
      options: [
        { value: 'open', label: '未清退' },
        { value: 'exited', label: '已清退' },
      ],
    },
    { key: 'unplanned', label: '缺整改措施或计划', kind: 'flag' },
    { key: 'estate', label: '项目名称', kind: 'text', width: 160 },
    { key: 'focus', label: '指定家庭', kind: 'flag', chipOnly: true },
  ];
  return (
    <Page
      title="应退未退台账"
      about="经审核认定应当退出的家庭。填好措施和计划日期，报表自动汇总。"
      acts={may('report.read') && <Link to="/reports/f3">看整改情况表</Link>}
    >
      <DataList
        name="exits"
        unit="户"
        columns={[...counties.columns, ...columns(acts)]}
        filters={[...counties.filters, ...filters]}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        {...(may('exit.manage')
          ? {
              selection: {
                ids: selected,
                onChange: setSelected,
                bar: (
                  <TakeSelected
                    rows={(query.data?.items ?? []).filter(({ id }) => selected.includes(id))}
                    onDone={() => setSelected([])}
                  />
                ),
              },
            }
          : {})}
        card={(row) => (
          <>
            <div className="card-line">
              <Link to={`/households/${row.householdId}`}>
                <strong>{row.applicantName}</strong>
              </Link>
              <ExitProgress row={row} />
            </div>
            <div>
              {counties.several && `${row.countyName} · `}
              {row.estate ?? NONE} · {exitNatures(row)}
            </div>
            <div>
              {row.establishedOn} 认定 · <ExitGround row={row} />
            </div>
            <div className="muted">{row.measures || '还没有填写措施'}</div>
            <div className="card-acts">{acts(row)}</div>
          </>
        )}
        empty={{
          title: '没有应退未退的家庭',
          hint: '疑点审定为“属实”并写明退出性质，或审核人就整改台账上的问题认定应退后，家庭会出现在这里。',
        }}
      />
    </Page>
  );
}
