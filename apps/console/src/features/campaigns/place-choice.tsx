import { Select } from 'antd';
import { useId } from 'react';
import type { CampaignContent } from '../../api/contract.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';

/** A category of a campaign with the item inside it, where one is chosen. */
export interface Place {
  readonly category: string;
  readonly item: string | null;
}

interface PlaceChoiceProps {
  readonly content: CampaignContent;
  readonly value: Place | null;
  readonly onChange: (place: Place | null) => void;
  /** What no choice means. */
  readonly none: string;
}

const KEY = '\u0000';

/** Categories with their items, as the campaign lists them. */
export function PlaceChoice({ content, value, onChange, none }: PlaceChoiceProps) {
  const id = useId();
  const options = content.categories.map((category) => ({
    label: category.label,
    options: [
      ...category.items.map((item) => ({
        value: `${category.code}${KEY}${item.code}`,
        label: `${item.code} ${item.text}`,
      })),
      { value: category.code, label: `${category.label}（不分内容）` },
    ],
  }));
  const shown =
    value === null ? null : value.item === null ? value.category : `${value.category}${KEY}${value.item}`;
  return (
    <div className="field">
      <label htmlFor={id}>问题类别与整治内容</label>
      <Select
        id={id}
        value={shown}
        onChange={(next: string | null) => {
          const [category, item = null] = (next ?? '').split(KEY);
          onChange(category ? { category, item } : null);
        }}
        options={options}
        placeholder={none}
        allowClear={CLEARABLE}
        showSearch={{ optionFilterProp: 'label' }}
        className="full"
      />
    </div>
  );
}
