import { SHORTEST_SEED } from '@anju/domain';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Check } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useAct } from '../../ui/use-act.ts';

interface DialogProps {
  readonly check: Check;
  readonly onClose: () => void;
}

/** Announces the seed and draws, in one act and once. */
export function DrawDialog({ check, onClose }: DialogProps) {
  const ids = { seed: useId(), proof: useId() };
  const [seed, setSeed] = useState('');
  const [proof, setProof] = useState('');
  const draw = useAct({
    run: () =>
      done(
        api.POST('/api/checks/{id}/draw', {
          params: { path: { id: check.id } },
          body: { seed: seed.trim(), proof: proof.trim(), version: check.version },
        }),
      ),
    said: () => `已抽取 ${check.size} 个`,
    stale: [['checks']],
    onDone: onClose,
  });
  const ready = [...seed.trim()].length >= SHORTEST_SEED && proof.trim().length >= 2;
  return (
    <Dialog
      title="公布种子并抽取"
      open
      onCancel={onClose}
      onOk={() => draw.mutate(undefined)}
      okText={`抽取 ${check.size} 个`}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={draw.isPending}
    >
      <div className="act-form">
        <FormProblem error={draw.error} />
        <p>
          冻结时写明：{check.seedKindLabel}，{check.seedSource}（{check.seedOn}）。
        </p>
        <p className="muted">只抽一次。种子一字不差地公布，任何人都能用它复算。</p>
        <div className="field">
          <label htmlFor={ids.seed}>种子（至少 {SHORTEST_SEED} 个字符）</label>
          <Input
            id={ids.seed}
            value={seed}
            maxLength={200}
            onChange={(event) => setSeed(event.target.value)}
            placeholder="例如 3 5 1 6 2 2 4 1"
          />
        </div>
        <div className="field">
          <label htmlFor={ids.proof}>凭据：谁在场，或在哪里能查到</label>
          <Input
            id={ids.proof}
            value={proof}
            maxLength={300}
            onChange={(event) => setProof(event.target.value)}
          />
        </div>
      </div>
    </Dialog>
  );
}
