import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, done, take } from '../../api/client.ts';
import type { Policy } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useAct } from '../../ui/use-act.ts';
import { DraftForm } from './draft-form.tsx';
import { PackView } from './pack-view.tsx';
import { PolicyState } from './policies-page.tsx';

export function PolicyPage() {
  const { id = '' } = useParams();
  const [editing, setEditing] = useState(false);
  const may = useMay();
  const query = useQuery({
    queryKey: ['policies', 'one', id],
    queryFn: () => take(api.GET('/api/policies/{id}', { params: { path: { id } } })),
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const policy = query.data;
  const draft = policy.state === 'draft';
  return (
    <Page
      name={policy.title}
      title={
        <span className="title-line">
          {policy.title} <PolicyState policy={policy} />
        </span>
      }
      about={`${policy.documentNo} · 第 ${policy.version} 版 · 自 ${policy.effectiveFrom} 起施行 · ${policy.draftedByName} 起草${
        policy.publishedByName === null
          ? ''
          : ` · ${policy.publishedByName} 于 ${formatMoment(policy.publishedAt)} 发布`
      }`}
      acts={
        draft &&
        !editing && (
          <>
            {may('policy.draft') && <Button onClick={() => setEditing(true)}>修改草案</Button>}
            {may('policy.publish') && <Publish policy={policy} />}
          </>
        )
      }
    >
      {policy.faults.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`有 ${policy.faults.length} 处要改，改好才能发布`}
          description={
            <ul className="fault-list">
              {policy.faults.map((fault) => (
                <li key={fault.path + fault.message}>
                  {fault.message}
                  {fault.remedy !== '' && `（${fault.remedy}）`}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {editing ? (
        <DraftForm policy={policy} onDone={() => setEditing(false)} />
      ) : (
        <PackView pack={policy.pack} />
      )}
    </Page>
  );
}

/** Publishing is for somebody who did not write the draft. */
function Publish({ policy }: { readonly policy: Policy }) {
  const { modal } = App.useApp();
  const publish = useAct({
    run: () =>
      done(
        api.POST('/api/policies/{id}/publish', {
          params: { path: { id: policy.id } },
          body: { revision: policy.revision },
        }),
      ),
    said: () => `已发布，自 ${policy.effectiveFrom} 起按此判定`,
    stale: [['policies']],
  });
  return (
    <Button
      type="primary"
      disabled={!policy.mayPublish || policy.faults.length > 0}
      title={policy.mayPublish ? '' : '起草人不能发布自己的草案'}
      loading={publish.isPending}
      onClick={() =>
        modal.confirm({
          title: '发布这一版政策标准？',
          content: `自 ${policy.effectiveFrom} 起的判定都按这一版。发布后不能修改，只能再出新版本。`,
          okText: '发布',
          onOk: () => publish.mutateAsync(undefined),
        })
      }
    >
      复核并发布
    </Button>
  );
}
