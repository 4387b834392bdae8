import { Button, Steps } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ContentForm } from './content-form.tsx';
import { emptyContent } from './empty-content.ts';
import { ParticipantsStep } from './participants-step.tsx';
import { PlanStep } from './plan-step.tsx';
import { STALE_AFTER_ACT, usePlans } from './queries.ts';
import { SettingsStep } from './settings-step.tsx';
import type { StartDraft } from './start-draft.ts';

const STEPS = ['选方案', '定事项', '定单位'];

/** Three steps: which plan of which year, what the source leaves open, who takes part. Then it runs. */
export function StartDialog({ onClose }: { readonly onClose: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const thisYear = Number(me.today.slice(0, 4));
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState<StartDraft>({
    plan: 'allocation-2023',
    year: thisYear,
    title: '',
    documentNo: '',
    startsOn: '',
    endsOn: '',
    answers: {},
    participants: [],
    content: emptyContent(),
  });
  const change = (part: Partial<StartDraft>) => setDraft((before) => ({ ...before, ...part }));
  const plans = usePlans(draft.year);
  const ready = plans.data?.plans.find((plan) => plan.code === draft.plan);
  const possible = plans.data?.participants ?? [];
  const alone = possible.length <= 1;
  const own = draft.plan === 'own';
  const start = useAct({
    run: () =>
      take(
        api.POST('/api/campaigns', {
          body: {
            plan: draft.plan,
            year: draft.year,
            answers: { ...draft.answers },
            participants: alone ? possible.map(({ county }) => county) : [...draft.participants],
            documentNo: draft.documentNo,
            ...(draft.title.trim() === '' ? {} : { title: draft.title.trim() }),
            ...(draft.startsOn === '' ? {} : { startsOn: draft.startsOn }),
            ...(draft.endsOn === '' ? {} : { endsOn: draft.endsOn }),
            ...(own ? { content: draft.content } : {}),
          },
        }),
      ),
    said: () => '已启动，参加单位会收到待办',
    stale: STALE_AFTER_ACT,
    onDone: ({ id }) => {
      onClose();
      navigate(`/campaigns/${id}`);
    },
  });
  const complete = [
    true,
    own
      ? draft.title.trim().length >= 2 && draft.startsOn !== '' && draft.endsOn !== ''
      : (ready?.questions ?? []).every((question) => draft.answers[question.key] !== undefined),
    alone || draft.participants.length > 0,
  ];
  const missing = [
    '',
    own ? '请填写名称、开始日期和结束日期' : '请选定方案没有定的事项',
    '请选择参加的县市、园区',
  ];
  const last = step === STEPS.length - 1;
  return (
    <Dialog
      title="启动专项整治"
      open
      width={own && step === 1 ? 920 : 680}
      onCancel={onClose}
      footer={
        <>
          {complete[step] !== true && <span className="muted">{missing[step]}　</span>}
          {step > 0 && <Button onClick={() => setStep(step - 1)}>上一步</Button>}
          <Button
            type="primary"
            disabled={!complete[step] || plans.data === undefined}
            loading={start.isPending}
            onClick={() => (last ? start.mutate(undefined) : setStep(step + 1))}
          >
            {last ? '启动' : '下一步'}
          </Button>
        </>
      }
    >
      <Steps size="small" current={step} items={STEPS.map((title) => ({ title }))} className="dialog-steps" />
      {step === 0 && (
        <PlanStep
          draft={draft}
          plans={plans.data?.plans ?? []}
          onChange={(part) => change({ ...part, answers: {}, startsOn: '', endsOn: '' })}
        />
      )}
      {step === 1 && (
        <SettingsStep draft={draft} ready={ready} onChange={change}>
          {own && <ContentForm content={draft.content} onChange={(content) => change({ content })} fresh />}
        </SettingsStep>
      )}
      {step === 2 && (
        <ParticipantsStep draft={draft} ready={ready} possible={possible} alone={alone} onChange={change} />
      )}
    </Dialog>
  );
}
