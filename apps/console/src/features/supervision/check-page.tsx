import { CalculatorOutlined, DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Check } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CheckStateTag } from './check-tags.tsx';
import { DrawDialog } from './draw-dialog.tsx';
import { DrawnItems } from './drawn-items.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

export function CheckPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['checks', 'one', id],
    queryFn: () => take(api.GET('/api/checks/{id}', { params: { path: { id } } })),
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <CheckDetail key={query.data.id} check={query.data} />;
}

type Dialog = 'draw' | 'void' | 'replace' | null;

function CheckDetail({ check }: { readonly check: Check }) {
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  return (
    <Page
      name={check.title}
      title={
        <span className="title-line">
          {check.title} <CheckStateTag check={check} />
        </span>
      }
      about={`${check.campaignTitle} · ${check.kindLabel} · 名单 ${check.frameSize} 个，抽 ${check.size} 个`}
      acts={<CheckActs check={check} mayDraw={may('check.draw')} onOpen={setDialog} />}
    >
      {check.voided !== null && <VoidNotice check={check} />}
      {check.seedByOther && (
        <Alert
          type="info"
          showIcon
          title="名单是您冻结的，现场掷骰的种子须由另一人公布"
          description="请领导、审核或其他管理员打开这一页公布种子并抽取。"
        />
      )}
      {check.mismatches > check.transferred && (
        <Alert
          type="error"
          showIcon
          title={`有 ${check.mismatches - check.transferred} 件与自查不符，还没有移送纪检监察机关`}
        />
      )}
      <div className="detail-facts">
        <Panel title="公布的内容">
          <Facts
            facts={[
              { label: '冻结时间', value: `${formatMoment(check.frozenAt)} ${check.byName}` },
              { label: '种子来源', value: `${check.seedKindLabel}：${check.seedSource}` },
              { label: '种子产生日期', value: check.seedOn ?? NONE },
              { label: '种子', value: <strong className="number">{check.seed ?? '还没有公布'}</strong> },
              { label: '种子凭据', value: check.seedProof ?? NONE },
              {
                label: '抽取时间',
                value:
                  check.drawnAt === null ? NONE : `${formatMoment(check.drawnAt)} ${check.drawnByName ?? ''}`,
              },
              { label: '算法版本', value: check.method },
              { label: '名单摘要（SHA-256）', value: <code className="digest">{check.frameHash}</code> },
            ]}
          />
        </Panel>
        <Panel title="抽中的对象" count={check.items.length}>
          <DrawnItems check={check} />
        </Panel>
      </div>
      {dialog === 'draw' && <DrawDialog check={check} onClose={close} />}
      {dialog === 'void' && <VoidDialog check={check} onClose={close} />}
      {dialog === 'replace' && <FreezeDialog replaces={check} onClose={close} />}
    </Page>
  );
}

function CheckActs({
  check,
  mayDraw,
  onOpen,
}: {
  readonly check: Check;
  readonly mayDraw: boolean;
  readonly onOpen: (dialog: Dialog) => void;
}) {
  const may = useMay();
  return (
    <>
      <LinkButton to="/supervision/checks">返回列表</LinkButton>
      {may('problem.export') && check.items.length > 0 && (
        <Button icon={<DownloadOutlined />} href={`/api/checks/${check.id}/export.xlsx`}>
          导出
        </Button>
      )}
      {may('oversight.read') && (
        <LinkButton to={`/supervision/checks/${check.id}/redraw`} icon={<CalculatorOutlined />}>
          复算
        </LinkButton>
      )}
      {mayDraw && check.state !== 'void' && <Button onClick={() => onOpen('void')}>作废</Button>}
      {may('check.seed') && check.state === 'frozen' && !check.seedByOther && (
        <Button type="primary" onClick={() => onOpen('draw')}>
          公布种子并抽取
        </Button>
      )}
      {mayDraw && check.state === 'void' && check.replacedBy === null && (
        <Button type="primary" onClick={() => onOpen('replace')}>
          重新冻结
        </Button>
      )}
    </>
  );
}

function VoidNotice({ check }: { readonly check: Check }) {
  if (check.voided === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={`${check.voided.byName} 于 ${formatMoment(check.voided.at)} 作废：${check.voided.reason}`}
      description={
        check.replacedBy === null ? (
          '还没有重新抽取。'
        ) : (
          <Link to={`/supervision/checks/${check.replacedBy}`}>看重新抽取的一次</Link>
        )
      }
    />
  );
}
