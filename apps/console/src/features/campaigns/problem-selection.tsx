import { App, Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { ProblemItem } from '../../api/contract.ts';
import { asProblem } from '../../api/problem.ts';
import { useMay, useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { EMPTY_FIVE, type Five, FiveFields, isFivePinned } from './five-fields.tsx';
import { STALE_AFTER_ACT, useCampaign } from './queries.ts';

interface ProblemSelectionProps {
  readonly problems: readonly ProblemItem[];
  readonly onDone: () => void;
}

interface Outcome {
  readonly pinned: number;
  readonly refused: readonly string[];
}

/** 五落实 for several problems at once: those that wait for it; each is an act of its own. */
export function ProblemSelection({ problems, onDone }: ProblemSelectionProps) {
  const may = useMay();
  const { modal } = App.useApp();
  const me = useMe();
  const waiting = problems.filter(({ state, county }) => state === 'registered' && county === me.county);
  const campaigns = [...new Set(waiting.map(({ campaignId }) => campaignId))];
  // Problems of several campaigns have no common number of days: the officer chooses the day.
  const suggested = useCampaign(campaigns.length === 1 ? (campaigns[0] ?? '') : '').data?.rectifyBy ?? '';
  const [five, setFive] = useState<Five | null>(null);
  const act = useAct({
    run: async (input: Five): Promise<Outcome> => {
      const refused: string[] = [];
      for (const problem of waiting) {
        try {
          await done(
            api.POST('/api/problems/{id}/pin', {
              params: { path: { id: problem.id } },
              body: { ...input, reason: '', version: problem.version },
            }),
          );
        } catch (error) {
          refused.push(`${problem.number}：${asProblem(error).detail}`);
        }
      }
      return { pinned: waiting.length - refused.length, refused };
    },
    said: ({ pinned }) => (pinned > 0 ? `已五落实 ${pinned} 个问题` : null),
    stale: STALE_AFTER_ACT,
    onDone: ({ refused }) => {
      setFive(null);
      onDone();
      if (refused.length > 0)
        modal.warning({
          title: `${refused.length} 个没有办成`,
          content: refused.join('\n'),
          className: 'keep-lines',
        });
    },
  });
  return (
    <>
      {may('problem.register') && (
        <Button
          type="primary"
          disabled={waiting.length === 0}
          onClick={() => setFive({ ...EMPTY_FIVE, deadline: suggested })}
        >
          五落实 {waiting.length} 个…
        </Button>
      )}
      <Button onClick={onDone}>取消选择</Button>
      {five !== null && (
        <Dialog
          title={`${waiting.length} 个待落实的问题`}
          open
          onCancel={() => setFive(null)}
          onOk={() => act.mutate(five)}
          okText={`五落实 ${waiting.length} 个`}
          okButtonProps={{ disabled: !isFivePinned(five) }}
          confirmLoading={act.isPending}
        >
          <FiveFields five={five} onChange={setFive} />
        </Dialog>
      )}
    </>
  );
}
