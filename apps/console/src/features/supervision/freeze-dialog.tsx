import { CHECK_KINDS, type CheckKind, SEED_KINDS, type SeedKind } from '@anju/domain';
import { Input, InputNumber, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { CampaignChoice, Check } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { usePlacesInUse } from '../people/queries.ts';
import { CampaignField } from './campaign-field.tsx';

interface FreezeDialogProps {
  readonly onClose: () => void;
  /** The void check that the new one takes the place of. */
  readonly replaces?: Check;
}

const HELP: Readonly<Record<SeedKind, string>> = {
  'public-event': '写明哪一天的哪个公开数字、在哪里能查到，须在明天或以后产生。',
  dice: '写明谁在场、掷几颗骰子、按什么顺序记点数。',
};
const FIRST_SOURCE = '当日在会议室当众掷八颗骰子，纪检人员在场，按先后记点数';

/** Freezes the list of a check: scope, size, and where the seed will come from. Nothing of it can be changed later. */
export function FreezeDialog({ onClose, replaces }: FreezeDialogProps) {
  const me = useMe();
  const navigate = useNavigate();
  const ids = { title: useId(), region: useId(), estate: useId(), size: useId(), on: useId() };
  const places = usePlacesInUse().data?.items ?? [];
  const [campaign, setCampaign] = useState<CampaignChoice | null>(
    replaces === undefined
      ? null
      : {
          county: replaces.county,
          countyName: replaces.countyName,
          id: replaces.campaignId,
          title: replaces.campaignTitle,
          running: true,
        },
  );
  const [kind, setKind] = useState<CheckKind>(replaces?.kind ?? 'household');
  const [title, setTitle] = useState(replaces?.title ?? '');
  const [region, setRegion] = useState<string | null>(null);
  const [estate, setEstate] = useState('');
  const [size, setSize] = useState(replaces?.size ?? 10);
  const [seedKind, setSeedKind] = useState<SeedKind>('dice');
  const [seedSource, setSeedSource] = useState(FIRST_SOURCE);
  const [seedOn, setSeedOn] = useState<string>(me.today);
  const freeze = useAct({
    run: async () => {
      if (campaign === null) return null;
      return await take(
        api.POST('/api/checks', {
          body: {
            county: campaign.county,
            campaignId: campaign.id,
            kind,
            title: title.trim(),
            size,
            seedKind,
            seedSource: seedSource.trim(),
            seedOn,
            estate: kind === 'household' && estate.trim() !== '' ? estate.trim() : null,
            replaces: replaces?.id ?? null,
            ...(region === null ? {} : { region }),
          },
        }),
      );
    },
    said: (done) => (done === null ? null : '名单已冻结，摘要已公布'),
    stale: [['checks']],
    onDone: (done) => {
      onClose();
      if (done !== null) void navigate(`/supervision/checks/${done.id}`);
    },
  });
  const ready = campaign !== null && title.trim().length >= 2 && seedSource.trim().length >= 6;
  return (
    <Dialog
      title={replaces === undefined ? '冻结抽查名单' : '重新冻结名单（替代作废的抽查）'}
      open
      onCancel={onClose}
      onOk={() => freeze.mutate(undefined)}
      okText="冻结并公布摘要"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={freeze.isPending}
      width={560}
    >
      <div className="act-form">
        <FormProblem error={freeze.error} />
        <p className="muted">冻结后名单、数量和种子来源都不能再改。</p>
        <CampaignField value={campaign} onChange={setCampaign} />
        <div className="field">
          <label htmlFor={ids.title}>抽查名称</label>
          <Input
            id={ids.title}
            value={title}
            maxLength={60}
            onChange={(event) => setTitle(event.target.value)}
            placeholder="例如 八月入户抽查"
          />
        </div>
        <div className="field">
          <span>抽什么</span>
          <Segmented
            value={kind}
            onChange={(next: CheckKind) => setKind(next)}
            options={[
              { value: 'household', label: CHECK_KINDS.household },
              { value: 'problem', label: CHECK_KINDS.problem },
              { value: 'look-back', label: CHECK_KINDS['look-back'] },
            ]}
            aria-label="抽什么"
          />
        </div>
        <div className="field">
          <label htmlFor={ids.region}>范围</label>
          <Select
            id={ids.region}
            value={region}
            onChange={(next: string | null) => setRegion(next ?? null)}
            allowClear={CLEARABLE}
            placeholder="全县"
            options={places
              .filter((place) => place.code.length > 6 && place.code.startsWith(campaign?.county ?? ''))
              .map((place) => ({ value: place.code, label: place.name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </div>
        {kind === 'household' && (
          <div className="field">
            <label htmlFor={ids.estate}>小区（可不填）</label>
            <Input
              id={ids.estate}
              value={estate}
              maxLength={100}
              onChange={(event) => setEstate(event.target.value)}
              placeholder="只抽一个小区时，填小区全名"
            />
          </div>
        )}
        <div className="field">
          <label htmlFor={ids.size}>抽取数量</label>
          <InputNumber
            id={ids.size}
            value={size}
            min={1}
            max={2000}
            precision={0}
            onChange={(next) => setSize(next ?? 1)}
          />
        </div>
        <div className="field">
          <span>种子从哪里来</span>
          <Segmented
            value={seedKind}
            onChange={(next: SeedKind) => {
              setSeedKind(next);
              setSeedSource(next === 'dice' ? FIRST_SOURCE : '');
              setSeedOn(next === 'dice' ? me.today : dayjs(me.today).add(1, 'day').format('YYYY-MM-DD'));
            }}
            options={[
              { value: 'dice', label: SEED_KINDS.dice },
              { value: 'public-event', label: SEED_KINDS['public-event'] },
            ]}
            aria-label="种子从哪里来"
          />
        </div>
        <TextField
          label={HELP[seedKind]}
          value={seedSource}
          onChange={setSeedSource}
          rows={2}
          maxLength={300}
          placeholder="例如 8月5日上证指数收盘点位，以交易所官网公布为准"
        />
        <div className="field">
          <label htmlFor={ids.on}>种子产生日期</label>
          <DayPicker
            id={ids.on}
            value={dayjs(seedOn)}
            onChange={(date) => setSeedOn(date?.format('YYYY-MM-DD') ?? me.today)}
            minDate={dayjs(me.today)}
            allowClear={false}
          />
        </div>
      </div>
    </Dialog>
  );
}
