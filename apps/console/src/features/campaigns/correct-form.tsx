import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Problem } from '../../api/contract.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type ChosenHousehold, HouseholdChoice } from './household-choice.tsx';
import { fenOf, MoneyField, yuanOf } from './money-field.tsx';
import { type Place, PlaceChoice } from './place-choice.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_ACT, useCampaign } from './queries.ts';

const householdOf = ({ householdId, householdCode }: Problem): ChosenHousehold | null =>
  householdId === null ? null : { id: householdId, code: householdCode ?? '' };

/** Puts right what was entered; why stays on the timeline. */
export function CorrectForm({ problem }: ProblemFormProps) {
  const campaign = useCampaign(problem.campaignId);
  const [place, setPlace] = useState<Place | null>({ category: problem.category, item: problem.item });
  const [description, setDescription] = useState(problem.description);
  const [amount, setAmount] = useState(yuanOf(problem.amountFen));
  const [pressing, setPressing] = useState(problem.pressing);
  const [household, setHousehold] = useState(householdOf(problem));
  const [reason, setReason] = useState('');
  const amountFen = fenOf(amount);
  // A finding and a visit bring their family along; one that is to leave by the problem stays named.
  const mayName = problem.findingId === null && problem.check === null && problem.exit === null;
  const save = useAct({
    run: () =>
      done(
        api.POST('/api/problems/{id}/correct', {
          params: { path: { id: problem.id } },
          body: {
            category: place?.category ?? '',
            item: place?.item ?? null,
            description: description.trim(),
            amountFen: amountFen ?? null,
            pressing,
            ...(mayName ? { householdId: household?.id ?? null } : {}),
            reason: reason.trim(),
            version: problem.version,
          },
        }),
      ),
    said: () => '已更正',
    stale: STALE_AFTER_ACT,
    onDone: () => setReason(''),
  });
  const ready =
    place !== null && description.trim().length >= 2 && amountFen !== undefined && reason.trim().length >= 2;
  return (
    <div className="act-form">
      {campaign.data !== undefined && (
        <PlaceChoice content={campaign.data.content} value={place} onChange={setPlace} none="选择类别" />
      )}
      <TextField label="具体描述" value={description} onChange={setDescription} rows={3} maxLength={2000} />
      {mayName && <HouseholdChoice value={household} onChange={setHousehold} />}
      <MoneyField label="涉及资金（没有不填）" value={amount} onChange={setAmount} />
      <Checkbox checked={pressing} onChange={(event) => setPressing(event.target.checked)}>
        群众急难愁盼典型问题
      </Checkbox>
      <TextField label="更正原因" value={reason} onChange={setReason} />
      <Button
        type="primary"
        disabled={!ready}
        loading={save.isPending}
        onClick={() => save.mutate(undefined)}
      >
        更正
      </Button>
    </div>
  );
}
