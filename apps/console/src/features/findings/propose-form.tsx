import type { Conclusion, ExitNature } from '@anju/domain';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import type { ActFormProps } from './act-form-props.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { CONCLUSION_CHOICES, EXIT_NATURE_CHOICES, whyUnheard } from './conclusions.ts';
import { PaperUpload, type UploadedPaper } from './paper-upload.tsx';
import { STALE_AFTER_ACT } from './stale.ts';
import { SubmitLine } from './submit-line.tsx';

/** A conclusion with its reason; another person concludes. 1–4 choose, Ctrl+Enter sends and goes on. */
export function ProposeForm({ finding, onNext }: ActFormProps) {
  const [conclusion, setConclusion] = useState<Conclusion | null>(null);
  const [reason, setReason] = useState('');
  const [nature, setNature] = useState<ExitNature | null>(finding.suggestedExitNature);
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const act = useAct({
    run: (chosen: Conclusion) =>
      done(
        api.POST('/api/findings/{id}/propose', {
          params: { path: { id: finding.id } },
          body: {
            conclusion: chosen,
            reason: reason.trim(),
            paperIds: papers.map((paper) => paper.id),
            version: finding.version,
            ...(chosen === 'confirmed' && nature !== null ? { exitNature: nature } : {}),
          },
        }),
      ),
    said: (_, chosen) =>
      `已提出结论：${CONCLUSION_CHOICES.find((choice) => choice.value === chosen)?.label ?? ''}，等待审定`,
    stale: STALE_AFTER_ACT,
    onDone: () => onNext?.(),
  });
  const unheard = conclusion === 'confirmed' ? whyUnheard(finding) : null;
  const ready = conclusion !== null && unheard === null && reason.trim().length >= 2 && !act.isPending;
  const submit = () => {
    if (ready) act.mutate(conclusion);
  };
  const choose = (index: number) => () => setConclusion(CONCLUSION_CHOICES[index]?.value ?? null);
  useShortcuts({ 1: choose(0), 2: choose(1), 3: choose(2), 4: choose(3), 'ctrl+enter': submit });
  return (
    <div className="act-form">
      <ChoiceCards
        legend="核查结论"
        choices={CONCLUSION_CHOICES}
        value={conclusion}
        onChange={setConclusion}
      />
      {unheard !== null && <Alert type="warning" showIcon title={unheard} />}
      {conclusion === 'confirmed' && (
        <div className="field">
          <label htmlFor="exit-nature">退出性质（构成应退的填写；只作提醒的留空）</label>
          <Select
            id="exit-nature"
            value={nature}
            onChange={(next: ExitNature | null) => setNature(next ?? null)}
            options={EXIT_NATURE_CHOICES}
            allowClear={CLEARABLE}
            placeholder="不列入应退未退"
            className="full"
          />
        </div>
      )}
      <TextField
        label="理由（会写进核查记录）"
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={500}
        placeholder="查了什么、问了谁、凭什么得出这个结论"
      />
      <PaperUpload papers={papers} onChange={setPapers} />
      <SubmitLine goesOn={onNext !== undefined}>
        <Button type="primary" disabled={!ready} loading={act.isPending} onClick={submit}>
          提出结论
        </Button>
      </SubmitLine>
    </div>
  );
}
