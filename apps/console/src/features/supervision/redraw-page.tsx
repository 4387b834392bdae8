import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { CheckBundle } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment, NONE } from '../../ui/format.ts';
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
          <Link to={`/supervision/checks/${id}`}>
            <Button>返回抽查</Button>
          </Link>
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
            {
              label: '算法',
              value: `${bundle.method}：HMAC-SHA-256（种子，编号）从小到大取前 ${bundle.size} 个`,
            },
          ]}
        />
      </Panel>
      {redrawn !== null && (
        <Panel title="复算出的样本" count={redrawn.drawn.length}>
          <Sample bundle={bundle} redrawn={redrawn} />
        </Panel>
      )}
    </Page>
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
