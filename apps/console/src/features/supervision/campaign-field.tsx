import { Select } from 'antd';
import { useId } from 'react';
import type { CampaignChoice } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { useCampaignChoices } from './choices.ts';

interface CampaignFieldProps {
  readonly value: CampaignChoice | null;
  readonly onChange: (campaign: CampaignChoice) => void;
  /** Those of the person's own level alone. */
  readonly own?: boolean;
}

/** Which campaign, and in which county where a person sees several. */
export function CampaignField({ value, onChange, own }: CampaignFieldProps) {
  const id = useId();
  const query = useCampaignChoices();
  const me = useMe();
  const items = (query.data?.items ?? []).filter(({ county }) => own !== true || county === me.county);
  const several = new Set(items.map((item) => item.county)).size > 1;
  const keyOf = (item: CampaignChoice) => `${item.county}:${item.id}`;
  return (
    <div className="field">
      <label htmlFor={id}>专项整治</label>
      <Select
        id={id}
        value={value === null ? null : keyOf(value)}
        loading={query.isPending}
        onChange={(key) => {
          const found = items.find((item) => keyOf(item) === key);
          if (found !== undefined) onChange(found);
        }}
        options={items.map((item) => ({
          value: keyOf(item),
          label: `${item.title}${several ? `（${item.countyName}）` : ''}${item.running ? '' : '（已结束）'}`,
        }))}
        placeholder="请选择"
        notFoundContent={query.isSuccess ? '还没有专项整治，请先在“专项整治”中启动' : null}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}
