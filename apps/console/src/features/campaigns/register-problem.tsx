import { isPrefecture } from '@anju/domain';
import { Button, Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Campaign } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { usePlacesInUse } from '../people/queries.ts';
import { DayField } from './day-field.tsx';
import { type ChosenHousehold, HouseholdChoice } from './household-choice.tsx';
import { fenOf, MoneyField } from './money-field.tsx';
import { type Place, PlaceChoice } from './place-choice.tsx';
import { STALE_AFTER_ACT } from './queries.ts';

/** Puts a problem on the ledger by hand. */
export function RegisterProblem({ campaign }: { readonly campaign: Campaign }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        登记问题
      </Button>
      {open && <RegisterDialog campaign={campaign} onClose={() => setOpen(false)} />}
    </>
  );
}

interface RegisterDialogProps {
  readonly campaign: Campaign;
  readonly onClose: () => void;
}

function RegisterDialog({ campaign, onClose }: RegisterDialogProps) {
  const me = useMe();
  const navigate = useNavigate();
  const [sourceId, regionId] = [useId(), useId()];
  const organisations = usePlacesInUse();
  const [place, setPlace] = useState<Place | null>(null);
  const [description, setDescription] = useState('');
  const [source, setSource] = useState<string | null>(null);
  const [region, setRegion] = useState(me.county);
  const [foundOn, setFoundOn] = useState<string | null>(me.today);
  const [amount, setAmount] = useState('');
  const [household, setHousehold] = useState<ChosenHousehold | null>(null);
  const [pressing, setPressing] = useState(false);
  const amountFen = fenOf(amount);
  const ready =
    place !== null &&
    description.trim().length >= 2 &&
    source !== null &&
    foundOn !== null &&
    amountFen !== undefined;
  const save = useAct({
    run: () =>
      take(
        api.POST('/api/problems', {
          body: {
            campaignId: campaign.id,
            category: place?.category ?? '',
            item: place?.item ?? null,
            description: description.trim(),
            source: source ?? '',
            region,
            foundOn: foundOn ?? '',
            amountFen: amountFen ?? null,
            pressing,
            householdId: household?.id ?? null,
          },
        }),
      ),
    said: ({ number }) => `已登记：${number}`,
    stale: STALE_AFTER_ACT,
    onDone: ({ id }) => {
      onClose();
      navigate(`/problems/${id}`);
    },
  });
  const places = (organisations.data?.items ?? []).filter(
    ({ code }) => code.length > 6 && code.startsWith(me.county),
  );
  return (
    <Dialog
      title="登记问题"
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="登记"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        <PlaceChoice content={campaign.content} value={place} onChange={setPlace} none="选择类别或具体内容" />
        <TextField label="具体描述" value={description} onChange={setDescription} rows={3} maxLength={2000} />
        <div className="field">
          <label htmlFor={sourceId}>来源</label>
          <Select
            id={sourceId}
            className="full"
            value={source}
            placeholder="选择来源渠道"
            onChange={setSource}
            options={campaign.content.lists.sources.map((one) => ({ value: one, label: one }))}
          />
        </div>
        <div className="field">
          <label htmlFor={regionId}>涉及地方</label>
          <Select
            id={regionId}
            className="full"
            value={region}
            onChange={setRegion}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: me.county, label: isPrefecture(me.county) ? '州本级' : '县市本级' },
              ...places.map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
        </div>
        <HouseholdChoice value={household} onChange={setHousehold} />
        <div className="field-pair">
          <DayField
            label="发现日期"
            value={foundOn}
            onChange={setFoundOn}
            min={campaign.startsOn}
            max={me.today}
          />
          <MoneyField label="涉及资金（没有不填）" value={amount} onChange={setAmount} />
        </div>
        <Checkbox checked={pressing} onChange={(event) => setPressing(event.target.checked)}>
          群众急难愁盼典型问题（销号后计入月报表）
        </Checkbox>
      </div>
    </Dialog>
  );
}
