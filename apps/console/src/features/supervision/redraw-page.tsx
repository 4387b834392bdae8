import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { CheckBundle } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { type Redrawn, redrawSample } from './redraw-sample.ts';

/** Draws a sample again in the reader's own browser and shows whether it is the published one. */
export function RedrawPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['checks', 'bundle', id],
    queryFn: async () => {
      const bundle = await take(api.GET('/api/checks/{id}/bundle', { params: { path: { id } } }));
      return { bundle, redrawn: bundle.seed === null ? null : await redrawSample(bundle) };
    },
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { bundle, redrawn } = query.data;
  return (
    <Page
      title={`复算：${bundle.title}`}
      about="下面的结果是在您的浏览器里用公布的名单和种子重新算出来的，不是服务器给的。"
      acts={
        <>
          <LinkButton to={`/supervision/checks/${id}`}>返回抽查</LinkButton>
          <Button
            icon={<DownloadOutlined />}
            href={`/api/checks/${id}/bundle`}
            download={`${bundle.title}.json`}
          >
            下载名单与种子
          </Button>
        </>
      }
    >
      <Outcome redrawn={redrawn} />
      <Panel title="公布的内容">
        <Facts
          facts={[
            { label: '名单', value: `${bundle.frame.length} 个，抽 ${bundle.size} 个` },
            { label: '冻结时间', value: formatMoment(bundle.frozenAt) },
            { label: '种子来源', value: bundle.seedSource },
            { label: '种子', value: <strong className="number">{bundle.seed ?? '还没有公布'}</strong> },
            { label: '凭据', value: bundle.seedProof ?? NONE },
            { label: '公布的名单摘要', value: <code className="digest">{bundle.frameHash}</code> },
            {
              label: '复算的名单摘要',
              value: redrawn === null ? NONE : <code className="digest">{redrawn.frameHash}</code>,
            },
            { label: '算法', value: bundle.method },
          ]}
        />
      </Panel>
      <Panel title="不用本系统怎样复算">
        <Method size={bundle.size} />
      </Panel>
      {redrawn !== null && (
        <Panel title="复算出的样本" count={redrawn.drawn.length}>
          <Sample bundle={bundle} redrawn={redrawn} />
        </Panel>
      )}
    </Page>
  );
}

/** The method in words: with the downloaded file they are all that anybody needs. */
function Method({ size }: { readonly size: number }) {
  return (
    <ol className="steps-list">
      <li>下载名单与种子。文件中 frame 是名单，每项的 id 是复算用的编号，label 是页面上显示的对象。</li>
      <li>
        名单按 id 从小到大排好，每项只写 id、label 两项，写成不带空格和换行的 JSON（UTF-8），它的 SHA-256
        应与公布的名单摘要相同。
      </li>
      <li>对每一项，以种子原文为密钥、id 为内容，计算 HMAC-SHA-256，写成小写十六进制。</li>
      <li>按算出的值从小到大排列，相同的按 id 排，前 {size} 个就是样本。</li>
    </ol>
  );
}

function Outcome({ redrawn }: { readonly redrawn: Redrawn | null }) {
  if (redrawn === null)
    return <Alert type="info" showIcon title="种子还没有公布，公布后才能复算。名单摘要已经固定。" />;
  const by = redrawn.by === 'browser' ? '浏览器自带的密码程序' : '随页面下载的程序（本页没有走 https）';
  if (redrawn.hashMatches && redrawn.drawMatches)
    return (
      <Alert
        type="success"
        showIcon
        title="复算一致：名单没有改过，抽取结果相同"
        description={`计算用：${by}。`}
      />
    );
  return (
    <Alert
      type="error"
      showIcon
      title={redrawn.hashMatches ? '复算不一致：抽取结果不同' : '复算不一致：名单与公布的摘要不符'}
      description={`请下载名单与种子，向纪检监察机关反映。计算用：${by}。`}
    />
  );
}

function Sample({ bundle, redrawn }: { readonly bundle: CheckBundle; readonly redrawn: Redrawn }) {
  return (
    <TableScroll label="复算出的样本">
      <table className="plain-table">
        <thead>
          <tr>
            <th className="right">次序</th>
            <th>对象</th>
            <th>与公布结果</th>
            <th>HMAC-SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {redrawn.drawn.map((one, n) => (
            <tr key={one.id}>
              <td className="right number">{one.rank}</td>
              <td>{one.label}</td>
              <td>
                {bundle.drawn[n]?.id === one.id ? (
                  <ToneTag tone="good">相同</ToneTag>
                ) : (
                  <ToneTag tone="overdue">不同</ToneTag>
                )}
              </td>
              <td>
                <code className="digest">{one.digest}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
