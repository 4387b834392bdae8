import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { TextField } from '../../ui/text-field.tsx';
import { UnsureYears } from '../../ui/unsure-years.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type Five, FiveFields, isFivePinned } from './five-fields.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_ACT, useCampaign } from './queries.ts';

/** 五落实; changed while it is being rectified, why is said. */
export function PinForm({ problem }: ProblemFormProps) {
  const me = useMe();
  const campaign = useCampaign(problem.campaignId).data;
  const suggested = campaign?.rectifyBy ?? '';
  const again = problem.state === 'rectifying';
  const [entered, setEntered] = useState<Five | null>(null);
  const [reason, setReason] = useState('');
  const stands = problem.deadline !== null && problem.deadline >= me.today;
  const five: Five = entered ?? {
    task: problem.task,
    responsible: problem.responsible,
    staff: problem.staff,
    deadline: stands ? (problem.deadline ?? '') : suggested,
  };
  const pin = useAct({
    run: () =>
      done(
        api.POST('/api/problems/{id}/pin', {
          params: { path: { id: problem.id } },
          body: { ...five, reason: reason.trim(), version: problem.version },
        }),
      ),
    said: () => `${problem.number} 已五落实，时限 ${five.deadline}`,
    stale: STALE_AFTER_ACT,
  });
  return (
    <div className="act-form">
      <FiveFields five={five} onChange={setEntered} />
      {five.deadline === suggested && <UnsureYears years={campaign?.rectifyByUnsureYears ?? []} />}
      {again && <TextField label="调整原因" value={reason} onChange={setReason} />}
      <Button
        type="primary"
        disabled={!isFivePinned(five) || (again && reason.trim().length < 2)}
        loading={pin.isPending}
        onClick={() => pin.mutate(undefined)}
      >
        {again ? '调整五落实' : '五落实'}
      </Button>
    </div>
  );
}
