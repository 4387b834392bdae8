import { FlagOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { useAct } from '../../ui/use-act.ts';
import { type Place, PlaceChoice } from './place-choice.tsx';
import { STALE_AFTER_ACT, useCampaign, useProblems } from './queries.ts';

/** On a clue's page: the problem it has become, or the button that makes it one. */
export function ClueProblem({ clue }: { readonly clue: Clue }) {
  const may = useMay();
  if (!may('campaign.read')) return null;
  return <ClueProblemLinks clue={clue} />;
}

function ClueProblemLinks({ clue }: { readonly clue: Clue }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const taken = useProblems({ clue: clue.id }).data?.items ?? [];
  const isTrue = clue.result === 'true' || clue.result === 'partly-true';
  const settled = clue.state === 'concluded' || clue.state === 'closed';
  return (
    <>
      {taken.map((problem) => (
        <Link key={problem.id} to={`/problems/${problem.id}`}>
          {problem.number}
        </Link>
      ))}
      {taken.length === 0 && isTrue && settled && clue.campaignId !== null && may('problem.register') && (
        <Button icon={<FlagOutlined />} onClick={() => setOpen(true)}>
          转为问题…
        </Button>
      )}
      {open && clue.campaignId !== null && (
        <TakeClue clueId={clue.id} campaignId={clue.campaignId} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface TakeClueProps {
  readonly clueId: string;
  readonly campaignId: string;
  readonly onClose: () => void;
}

/** The clue's persons and who reported it stay with the clue; the category is the officer's to choose. */
function TakeClue({ clueId, campaignId, onClose }: TakeClueProps) {
  const campaign = useCampaign(campaignId);
  const [place, setPlace] = useState<Place | null>(null);
  const act = useAct({
    run: (chosen: Place) =>
      take(api.POST('/api/problems/from-clue', { body: { clueId, place: chosen, description: null } })),
    said: ({ number }) => `已登记 ${number}`,
    stale: [...STALE_AFTER_ACT, ['clues']],
    onDone: onClose,
  });
  return (
    <Modal
      title="属实线索转为问题"
      open
      onCancel={onClose}
      onOk={() => place !== null && act.mutate(place)}
      okText="登记问题"
      okButtonProps={{ disabled: place === null }}
      confirmLoading={act.isPending}
    >
      <div className="act-form">
        <p className="muted">摘要、地方、金额带入台账；被反映人只留姓，举报人身份不带入。</p>
        {campaign.data !== undefined && (
          <PlaceChoice
            content={campaign.data.content}
            value={place}
            onChange={setPlace}
            none="请选择问题类别"
          />
        )}
      </div>
    </Modal>
  );
}
