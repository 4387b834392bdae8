import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Campaign, CampaignResult } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PublicCaseLinks } from './public-cases.tsx';
import { useResults } from './queries.ts';
import { ResultDialog } from './result-dialog.tsx';

interface ResultListProps {
  readonly campaign: Campaign;
  readonly kind: 'institution' | 'achievement';
}

/** 制度清单, or 成果清单 with the batches that were made public. */
export function ResultList({ campaign, kind }: ResultListProps) {
  const may = useMay();
  const results = useResults(campaign.id);
  const [open, setOpen] = useState<CampaignResult | 'new' | null>(null);
  if (results.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (results.isError) return <ErrorState error={results.error} onRetry={() => void results.refetch()} />;
  const kinds = kind === 'institution' ? ['institution'] : ['achievement', 'publication'];
  const items = results.data.items.filter((one) => kinds.includes(one.kind));
  const add = campaign.onOwnLedger && may('result.manage') && (
    <Button className="no-print" onClick={() => setOpen('new')}>
      {kind === 'institution' ? '登记制度' : '登记成果或公布'}
    </Button>
  );
  return (
    <>
      {items.length === 0 ? (
        <EmptyState
          title={kind === 'institution' ? '还没有登记制度' : '还没有登记成果'}
          hint={
            kind === 'institution'
              ? '整治中出台、修订的制度登记在这里。'
              : '整治成果，以及向社会公布的批次和项目数，登记在这里。'
          }
          act={add}
        />
      ) : (
        <>
          {add}
          <TableScroll label="清单">
            <table className="plain-table printed-table">
              <thead>
                <tr>
                  {['序号', '单位', '类型', '名称', '文号', '主要内容', '日期'].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                  {kind === 'achievement' && (
                    <th scope="col" className="right">
                      项目数
                    </th>
                  )}
                  {kind === 'achievement' && <th scope="col">公布的线索、问题</th>}
                  <th scope="col" className="no-print">
                    操作
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((row, n) => (
                  <tr key={row.id}>
                    <td className="number">{n + 1}</td>
                    <td>{row.countyName}</td>
                    <td>{row.kindLabel}</td>
                    <td>{row.title}</td>
                    <td>{row.documentNo || NONE}</td>
                    <td>{row.content || NONE}</td>
                    <td className="number">{row.on}</td>
                    {kind === 'achievement' && <td className="right number">{row.projects ?? NONE}</td>}
                    {kind === 'achievement' && (
                      <td>
                        <PublicCaseLinks cases={row.cases} />
                      </td>
                    )}
                    <td className="no-print">
                      <ResultActs row={row} onEdit={() => setOpen(row)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </>
      )}
      {open !== null && (
        <ResultDialog
          campaign={campaign.id}
          kind={kind}
          before={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function ResultActs({ row, onEdit }: { readonly row: CampaignResult; readonly onEdit: () => void }) {
  const may = useMay();
  const me = useMe();
  const remove = useAct({
    run: () =>
      done(
        api.POST('/api/campaign-results/{id}/remove', {
          params: { path: { id: row.id } },
          body: { version: row.version },
        }),
      ),
    said: () => `已删除“${row.title}”`,
    stale: [['campaigns', 'results']],
  });
  if (!may('result.manage') || row.county !== me.county) return NONE;
  return (
    <span className="row-acts">
      <Button size="small" onClick={onEdit}>
        修改
      </Button>
      <Button size="small" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
        删除
      </Button>
    </span>
  );
}
