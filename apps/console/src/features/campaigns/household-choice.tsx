import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { api, take } from '../../api/client.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';

export interface ChosenHousehold {
  readonly id: string;
  readonly code: string;
}

interface HouseholdChoiceProps {
  readonly value: ChosenHousehold | null;
  readonly onChange: (household: ChosenHousehold | null) => void;
}

/** The family that a problem is about, found as in the search field; none where it is about no single one. */
export function HouseholdChoice({ value, onChange }: HouseholdChoiceProps) {
  const selectId = useId();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 120);
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => take(api.GET('/api/search', { params: { query: { q } } })),
    enabled: q !== '',
    staleTime: 30_000,
  });
  const families = q === '' ? [] : (found.data?.households ?? []);
  const options = families.map(({ id, name, estate, room, code }) => ({
    value: id,
    label: [name, code, estate, room].filter(Boolean).join(' · '),
  }));
  return (
    <div className="field">
      <label htmlFor={selectId}>涉及家庭（不是某一户的不填）</label>
      <Select
        id={selectId}
        className="full"
        value={value?.id ?? null}
        onChange={(id: string | null) => {
          const chosen = families.find((family) => family.id === id);
          onChange(chosen === undefined ? null : { id: chosen.id, code: chosen.code });
        }}
        options={
          value === null || options.some((option) => option.value === value.id)
            ? options
            : [{ value: value.id, label: `户 ${value.code}` }, ...options]
        }
        showSearch={{ filterOption: false, onSearch: setText }}
        allowClear={CLEARABLE}
        placeholder="输入户编号、姓名或房号查找"
        notFoundContent={q !== '' && found.isSuccess ? '没有找到这户' : null}
      />
    </div>
  );
}
