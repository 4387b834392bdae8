import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { SignIn } from '../../api/contract.ts';
import { formatMoment, NONE } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';

const OUTCOMES = [
  { value: 'signed-in', label: '登录' },
  { value: 'refused', label: '登录被拒' },
];

const FILTERS: readonly Filter<'outcome' | 'from' | 'to'>[] = [
  { key: 'outcome', label: '结果', kind: 'select', width: 120, options: OUTCOMES },
  { key: 'from', label: '从', kind: 'date' },
  { key: 'to', label: '到', kind: 'date' },
];

function Outcome({ row }: { readonly row: SignIn }) {
  return <ToneTag tone={row.outcome === 'refused' ? 'overdue' : 'good'}>{row.outcomeLabel}</ToneTag>;
}

function secondFactorOf({ secondFactor }: SignIn): string {
  if (secondFactor === null) return NONE;
  return secondFactor ? '已验' : '未用';
}

const COLUMNS: readonly Column<SignIn>[] = [
  {
    key: 'at',
    title: '时间',
    width: 156,
    render: (row) => <span className="number">{formatMoment(row.at)}</span>,
  },
  { key: 'name', title: '姓名', width: 140, render: (row) => row.name },
  { key: 'username', title: '用户名', width: 160, render: (row) => row.username },
  { key: 'outcome', title: '结果', width: 120, render: (row) => <Outcome row={row} /> },
  { key: 'method', title: '登录方式', width: 140, render: (row) => row.methodLabel ?? NONE },
  { key: 'secondFactor', title: '动态口令', render: secondFactorOf },
];

/** Who signed in and who was refused, for whoever unlocks accounts and resets passwords. */
export function SignInsPage() {
  const state = useListState(['outcome', 'from', 'to']);
  const asked = queryOf(state);
  const query = useQuery({
    queryKey: ['sign-ins', asked],
    queryFn: () => take(api.GET('/api/sign-ins', { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="登录记录"
      about="本单位账号每一次登录和被拒。同一账号连续被拒，先问本人；不是本人所为，重置密码。"
    >
      <DataList
        name="sign-ins"
        unit="次"
        columns={COLUMNS}
        filters={FILTERS}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        card={(row) => (
          <>
            <div className="card-line">
              <strong>{row.name}</strong>
              <Outcome row={row} />
            </div>
            <div className="muted number">
              {row.username} · {formatMoment(row.at)}
            </div>
          </>
        )}
        empty={{ title: '还没有登录记录', hint: '有人登录以后，这里会逐次出现。' }}
      />
    </Page>
  );
}
