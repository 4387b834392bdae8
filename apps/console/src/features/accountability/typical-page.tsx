import { MOST_CASE_CHARACTERS } from '@anju/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api, done, take } from '../../api/client.ts';
import type { TypicalCase } from '../../api/contract.ts';
import { useMayOn } from '../../app/session.ts';
import { NONE } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useAct } from '../../ui/use-act.ts';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCampaignOptions, useMonthOptions } from '../supervision/choices.ts';
import { RecordList } from './record-list.tsx';
import { TypicalForm } from './typical-form.tsx';

const FILTERS = ['q', 'campaign', 'month'] as const;

function Concluded({ row }: { readonly row: TypicalCase }) {
  if (row.concludedOn !== null) return <ToneTag tone="good">{row.concludedOn} 了结</ToneTag>;
  if (row.concluded) return <ToneTag tone="good">{row.problemStateLabel}</ToneTag>;
  return <ToneTag tone="overdue">{row.problemStateLabel}，不再是了结案例</ToneTag>;
}

function columns(acts: (row: TypicalCase) => ReactNode): readonly Column<TypicalCase>[] {
  return [
    { key: 'month', title: '月份', width: 96, render: (row) => <span className="number">{row.month}</span> },
    {
      key: 'text',
      title: '案例',
      render: (row) => (
        <div className="clamp-2" title={row.text}>
          {row.text}
        </div>
      ),
    },
    {
      key: 'characters',
      title: '字数',
      width: 88,
      number: true,
      render: (row) => (
        <span className="number">
          {row.characters} / {MOST_CASE_CHARACTERS}
        </span>
      ),
    },
    {
      key: 'problem',
      title: '问题或单位',
      width: 180,
      render: (row) => (
        <div className="two-lines">
          {row.problemId === null ? (
            (row.unitName ?? NONE)
          ) : (
            <Link to={`/problems/${row.problemId}`} className="number">
              {row.problemNumber}
            </Link>
          )}
          <div>
            <Concluded row={row} />
          </div>
        </div>
      ),
    },
    { key: 'campaign', title: '专项整治', width: 220, hidden: true, render: (row) => row.campaignTitle },
    { key: 'county', title: '县市', width: 96, hidden: true, render: (row) => row.countyName },
    { key: 'by', title: '写作', width: 100, hidden: true, render: (row) => row.recordedByName },
    { key: 'acts', title: '操作', width: 132, render: acts },
  ];
}

/** 典型案例 for the month's form. */
export function TypicalPage() {
  const mayOn = useMayOn();
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const months = useMonthOptions();
  const [editing, setEditing] = useState<TypicalCase | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['typical-cases', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/typical-cases', {
          params: { query: queryOf(state) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const acts = (row: TypicalCase) =>
    mayOn('accountability.manage', row) ? (
      <span className="row-acts">
        <Button size="small" onClick={() => setEditing(row)}>
          修改
        </Button>
        <RemoveButton row={row} />
      </span>
    ) : (
      NONE
    );
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'q', label: '案例、问题编号、单位', kind: 'text', width: 170 },
    { key: 'month', label: '月份', kind: 'select', width: 136, options: months },
    { key: 'campaign', label: '专项整治', kind: 'select', width: 220, options: campaigns },
  ];
  return (
    <RecordList
      about={`每月报 1—3 个了结案例，每个 ${MOST_CASE_CHARACTERS} 字以内，印在当月统计表上；当月没有可以不报。`}
      add={{ label: '写案例', onClick: () => setEditing('new') }}
      exported="/api/typical-cases/export.xlsx"
      name="typical-cases"
      unit="个"
      columns={columns(acts)}
      filters={filters}
      state={state}
      query={query}
      card={(row) => (
        <>
          <div className="card-line">
            <strong className="number">{row.month}</strong>
            <Concluded row={row} />
          </div>
          <div>{row.text}</div>
          <div className="card-line">
            <span className="muted number">
              {row.problemNumber ?? row.unitName} · {row.characters} 字
            </span>
            {acts(row)}
          </div>
        </>
      )}
      empty={{ title: '还没有典型案例', hint: '问题销号后，可以写成案例随当月报表上报。' }}
    >
      {editing !== null && (
        <TypicalForm {...(editing === 'new' ? {} : { existing: editing })} onClose={() => setEditing(null)} />
      )}
    </RecordList>
  );
}

function RemoveButton({ row }: { readonly row: TypicalCase }) {
  const remove = useAct({
    run: () =>
      done(
        api.POST('/api/typical-cases/{id}/remove', {
          params: { path: { id: row.id } },
          body: { version: row.version },
        }),
      ),
    said: () => `已删去 ${row.month} 的案例`,
    stale: [['typical-cases'], ['reports']],
  });
  return (
    <Popconfirm
      title={`删去 ${row.month} 的这个案例？`}
      description="已上报的报表不受影响。"
      okText="删去"
      cancelText="留下"
      onConfirm={() => remove.mutate(undefined)}
    >
      <Button size="small" loading={remove.isPending}>
        删去
      </Button>
    </Popconfirm>
  );
}
