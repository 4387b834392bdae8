import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, done } from '../../api/client.ts';
import type { Campaign } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ContentForm } from './content-form.tsx';
import { DayField } from './day-field.tsx';
import { LineField } from './line-field.tsx';
import { STALE_AFTER_ACT, useCampaign } from './queries.ts';

export function EditCampaignPage() {
  const { id = '' } = useParams();
  const query = useCampaign(id);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <EditForm key={`${query.data.id}-${query.data.version}`} campaign={query.data} />;
}

/** Dates, categories, forms of a running campaign: changed in every county that takes part. */
function EditForm({ campaign }: { readonly campaign: Campaign }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState(campaign.title);
  const [documentNo, setDocumentNo] = useState(campaign.documentNo);
  const [startsOn, setStartsOn] = useState<string | null>(campaign.startsOn);
  const [endsOn, setEndsOn] = useState<string | null>(campaign.endsOn);
  const [content, setContent] = useState(campaign.content);
  const save = useAct({
    run: () =>
      done(
        api.PUT('/api/campaigns/{id}', {
          params: { path: { id: campaign.id } },
          body: {
            title: title.trim(),
            documentNo: documentNo.trim(),
            startsOn: startsOn ?? '',
            endsOn: endsOn ?? '',
            content,
            version: campaign.version,
          },
        }),
      ),
    said: () => '已保存，各参加单位同时生效',
    stale: STALE_AFTER_ACT,
    onDone: () => navigate(`/campaigns/${campaign.id}`),
  });
  const closed = campaign.state === 'ended' || !campaign.own;
  return (
    <Page
      title="修改方案"
      about={campaign.title}
      acts={
        <>
          <LinkButton to={`/campaigns/${campaign.id}`}>返回</LinkButton>
          <Button
            type="primary"
            disabled={closed || startsOn === null || endsOn === null}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            保存
          </Button>
        </>
      }
    >
      <section className="panel">
        {closed && <p>这项专项整治{campaign.own ? '已经结束' : '由上级启动'}，不能修改。</p>}
        <FormProblem error={save.error} />
        <div className="act-form">
          <LineField label="名称" value={title} onChange={setTitle} />
          <LineField label="文号" value={documentNo} onChange={setDocumentNo} maxLength={60} />
          <div className="field-pair">
            <DayField label="开始日期" value={startsOn} onChange={setStartsOn} />
            <DayField label="结束日期" value={endsOn} onChange={setEndsOn} />
          </div>
        </div>
        <ContentForm content={content} onChange={setContent} />
      </section>
    </Page>
  );
}
