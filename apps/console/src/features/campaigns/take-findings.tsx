import { isPrefecture } from '@anju/domain';
import { FlagOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import { useMay, useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type Place, PlaceChoice } from './place-choice.tsx';
import { STALE_AFTER_ACT, useCampaign, useCampaigns, useProblems } from './queries.ts';

interface TakeFindingsProps {
  readonly ids: readonly string[];
  readonly onDone?: () => void;
}

/** Confirmed findings become problems of a running campaign, several in one act. */
export function TakeFindings({ ids, onDone }: TakeFindingsProps) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const me = useMe();
  // A family's finding goes on its county's ledger.
  if (!may('problem.register') || isPrefecture(me.county)) return null;
  return (
    <>
      <Button icon={<FlagOutlined />} onClick={() => setOpen(true)}>
        转为问题{ids.length > 1 ? ` ${ids.length} 条` : ''}…
      </Button>
      {open && (
        <TakeDialog
          ids={ids}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone?.();
          }}
        />
      )}
    </>
  );
}

interface TakeDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function TakeDialog({ ids, onClose, onDone }: TakeDialogProps) {
  const { modal } = App.useApp();
  const selectId = useId();
  const campaigns = useCampaigns({ state: 'running' });
  const [chosen, setChosen] = useState<string | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const id = chosen ?? campaigns.data?.items[0]?.id ?? '';
  const campaign = useCampaign(id);
  const act = useAct({
    run: () =>
      take(api.POST('/api/problems/from-findings', { body: { campaignId: id, ids: [...ids], place } })),
    said: (result) =>
      result.taken.length > 0
        ? `已登记 ${result.taken.length} 个问题${result.existed > 0 ? `，${result.existed} 个早已登记` : ''}`
        : result.existed > 0
          ? `${result.existed} 个问题早已登记，没有重复`
          : null,
    stale: STALE_AFTER_ACT,
    onDone: (result) => {
      onDone();
      if (result.skipped.length > 0)
        modal.warning({
          title: `${result.skipped.length} 条没有转为问题`,
          content: [...new Set(result.skipped.map((one) => one.why))].join('\n'),
          className: 'keep-lines',
        });
    },
  });
  const none = campaigns.data?.items.length === 0;
  return (
    <Dialog
      title={`${ids.length} 条属实疑点转为问题`}
      open
      onCancel={onClose}
      onOk={() => act.mutate(undefined)}
      okText={`登记 ${ids.length} 个问题`}
      okButtonProps={{ disabled: id === '' }}
      confirmLoading={act.isPending}
    >
      {none ? (
        <EmptyState title="没有进行中的专项整治" hint="由业务管理员在“专项整治”中启动后，再转为问题。" />
      ) : (
        <div className="act-form">
          <p className="muted">
            部门、文件、行号、数据日期、规则和条款一并带入台账。只转已审定“属实”的；已转过的不会重复。
          </p>
          <div className="field">
            <label htmlFor={selectId}>专项整治</label>
            <Select
              id={selectId}
              className="full"
              value={id || null}
              loading={campaigns.isPending}
              onChange={(next: string) => {
                setChosen(next);
                setPlace(null);
              }}
              options={(campaigns.data?.items ?? []).map((one) => ({ value: one.id, label: one.title }))}
            />
          </div>
          {campaign.data !== undefined && (
            <PlaceChoice
              content={campaign.data.content}
              value={place}
              onChange={setPlace}
              none="按规则和退出性质自动归类"
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** On a finding's page: the problem it has become, or the button that makes it one. */
export function FindingProblem({ id }: { readonly id: string }) {
  const may = useMay();
  if (!may('campaign.read')) return null;
  return <FindingProblemLinks id={id} />;
}

function FindingProblemLinks({ id }: { readonly id: string }) {
  const problems = useProblems({ finding: id });
  const taken = problems.data?.items ?? [];
  return (
    <span className="title-line">
      {taken.map((problem) => (
        <Link key={problem.id} to={`/problems/${problem.id}`}>
          {problem.number}
        </Link>
      ))}
      <TakeFindings ids={[id]} />
    </span>
  );
}
