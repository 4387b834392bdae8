import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, done } from '../../api/client.ts';
import type { CluePair } from '../../api/contract.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatFen, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Pager } from '../../ui/list/pager.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useAct } from '../../ui/use-act.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { STALE_CLUES, usePairs } from './queries.ts';

/** 疑似重复: pairs side by side, the most alike first; each is merged, or judged to be two. */
export function DuplicatesPage() {
  const [params, setParams] = useSearchParams();
  const cursor = params.get('cursor') ?? undefined;
  const pairs = usePairs(cursor);
  if (pairs.isPending) return <PageSkeleton />;
  if (pairs.isError) return <ErrorState error={pairs.error} onRetry={() => void pairs.refetch()} />;
  const { items, total, nextCursor } = pairs.data;
  return (
    <Page
      title="疑似重复"
      about="同一件事只登记一次。并案后两边的来源、材料都保留；判为不是重复的，内容不变就不再提示。"
      acts={<LinkButton to="/clues">返回列表</LinkButton>}
    >
      {items.length === 0 && (
        <section className="panel">
          <EmptyState title="没有疑似重复的线索" hint="登记和更正时自动比对，比出来的会列在这里。" />
        </section>
      )}
      {items.map((pair) => (
        <Pair key={pair.id} pair={pair} />
      ))}
      {items.length > 0 && (
        <Pager
          total={total}
          unit="对"
          shown={items.length}
          cursor={cursor}
          nextCursor={nextCursor}
          onCursor={(next) => setParams(next === undefined ? {} : { cursor: next })}
        />
      )}
    </Page>
  );
}

function Pair({ pair }: { readonly pair: CluePair }) {
  const [merging, setMerging] = useState(false);
  const different = useAct({
    run: () =>
      done(
        api.POST('/api/clues/duplicates/different', {
          body: { first: pair.first.id, second: pair.second.id },
        }),
      ),
    said: () => '已记下：不是重复',
    stale: STALE_CLUES,
  });
  return (
    <section className="panel" aria-label={`${pair.first.number}与${pair.second.number}`}>
      <div className="panel-head">
        <h2>
          相似度 <span className="number">{pair.percent}%</span>
        </h2>
        <span className="row-acts">
          <Button loading={different.isPending} onClick={() => different.mutate(undefined)}>
            不是重复
          </Button>
          <Button type="primary" onClick={() => setMerging(true)}>
            并案…
          </Button>
        </span>
      </div>
      <p className="reason">{pair.reasons.join('、')}</p>
      <div className="comparison">
        <Side side={pair.first} />
        <Side side={pair.second} />
      </div>
      {merging && <MergeDialog pair={pair} onClose={() => setMerging(false)} />}
    </section>
  );
}

function Side({ side }: { readonly side: CluePair['first'] }) {
  return (
    <div className="side">
      <h3>
        <Link to={`/clues/${side.id}`}>{side.number}</Link> {side.stateLabel}
      </h3>
      <dl>
        <div>
          <dt>收到</dt>
          <dd>{side.receivedOn}</dd>
        </div>
        <div>
          <dt>渠道、来源</dt>
          <dd>{[side.channelLabel, side.source].filter(Boolean).join(' · ')}</dd>
        </div>
        <div>
          <dt>涉及地方</dt>
          <dd>{side.place}</dd>
        </div>
        <div>
          <dt>被反映单位</dt>
          <dd>{side.accusedOffice ?? NONE}</dd>
        </div>
        <div>
          <dt>涉及资金（元）</dt>
          <dd className="number">{formatFen(side.amountFen)}</dd>
        </div>
        <div>
          <dt>被反映人</dt>
          <dd>{side.persons.join('、')}</dd>
        </div>
        <div>
          <dt>摘要</dt>
          <dd>{side.summary}</dd>
        </div>
        <div>
          <dt>材料</dt>
          <dd>
            {side.papers.length === 0
              ? NONE
              : side.papers.map((paper) => (
                  <div key={paper.id}>
                    {paper.showsReporter ? (
                      paper.name
                    ) : (
                      <a href={`/api/clues/${side.id}/papers/${paper.id}`} target="_blank" rel="noreferrer">
                        {paper.name}
                      </a>
                    )}
                  </div>
                ))}
          </dd>
        </div>
      </dl>
    </div>
  );
}
