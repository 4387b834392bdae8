import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { PolicySummary } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatMoment, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useListState } from '../../ui/use-list-state.ts';
import { useCounties } from '../people/use-counties.ts';
import { isTree } from './read-pack.ts';

export function PolicyState({ policy }: { readonly policy: PolicySummary }) {
  if (policy.state === 'draft') return <ToneTag tone="wait">草案</ToneTag>;
  if (policy.expired) return <ToneTag tone="plain">已失效</ToneTag>;
  return policy.inForce ? <ToneTag tone="good">现行</ToneTag> : <ToneTag tone="plain">已发布</ToneTag>;
}

const COLUMNS: readonly Column<PolicySummary>[] = [
  {
    key: 'title',
    title: '名称',
    render: (policy) => <Link to={`/policies/${policy.id}`}>{policy.title}</Link>,
  },
  { key: 'document', title: '文号', width: 180, render: (policy) => policy.documentNo },
  {
    key: 'version',
    title: '版本',
    width: 80,
    number: true,
    render: (policy) => policy.version,
  },
  {
    key: 'from',
    title: '施行日期',
    width: 116,
    render: (policy) => <span className="number">{policy.effectiveFrom}</span>,
  },
  {
    key: 'to',
    title: '失效日期',
    width: 116,
    hidden: true,
    render: (policy) => <span className="number">{policy.effectiveTo ?? NONE}</span>,
  },
  { key: 'state', title: '状态', width: 96, render: (policy) => <PolicyState policy={policy} /> },
  { key: 'by', title: '起草人', width: 100, render: (policy) => policy.draftedByName },
  { key: 'publisher', title: '发布人', width: 100, render: (policy) => policy.publishedByName ?? NONE },
  {
    key: 'published',
    title: '发布时间',
    width: 156,
    render: (policy) => <span className="number">{formatMoment(policy.publishedAt)}</span>,
  },
];

/** A new draft begins as a copy of what is in force: only what changes must be typed. */
function NewDraft({ basis }: { readonly basis: PolicySummary | undefined }) {
  const navigate = useNavigate();
  const draft = useAct({
    run: async (id: string) => {
      const { pack } = await take(api.GET('/api/policies/{id}', { params: { path: { id } } }));
      return take(api.POST('/api/policies', { body: { pack: isTree(pack) ? { ...pack } : {} } }));
    },
    said: () => '已按现行标准起草一份，改好后请另一人发布',
    stale: [['policies']],
    onDone: ({ id }) => navigate(`/policies/${id}`),
  });
  if (basis === undefined) return null;
  return (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      loading={draft.isPending}
      onClick={() => draft.mutate(basis.id)}
    >
      起草新版本
    </Button>
  );
}

export function PoliciesPage() {
  const may = useMay();
  const counties = useCounties();
  const state = useListState(['county']);
  const query = useQuery({
    queryKey: ['policies', 'list', state.values],
    queryFn: () => take(api.GET('/api/policies', { params: { query: state.values } })),
  });
  const items = query.data?.items ?? [];
  const basis = items.find((policy) => policy.inForce) ?? items[0];
  return (
    <Page
      title="政策标准"
      about="每次判定都按当日有效的一版。起草和发布须是两个人；发布后不能改，只能出新版本。"
      acts={may('policy.draft') && <NewDraft basis={basis} />}
    >
      <DataList
        name="policies"
        unit="版"
        columns={[...counties.columns, ...COLUMNS]}
        filters={counties.filters}
        state={state}
        query={query}
        rowKey={(policy) => policy.id}
        href={(policy) => `/policies/${policy.id}`}
        card={(policy) => (
          <>
            <div className="card-line">
              <strong>{policy.title}</strong>
              <PolicyState policy={policy} />
            </div>
            <div className="muted">
              {counties.several && `${policy.countyName} · `}
              {policy.documentNo} · {policy.effectiveFrom} 起
            </div>
          </>
        )}
        empty={{
          title: '还没有政策标准',
          hint: '没有已发布的标准就不能比对。请县级业务管理员录入本地文件。',
        }}
      />
    </Page>
  );
}
