import { SearchOutlined } from '@ant-design/icons';
import { Checkbox, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { CLEARABLE } from '../clearable.tsx';
import { DayPicker } from '../day-picker.tsx';
import { useDebounced } from '../use-debounced.ts';
import type { ListState } from '../use-list-state.ts';
import type { Filter } from './column.ts';

interface FieldProps<K extends string> {
  readonly filter: Filter<K>;
  readonly state: ListState<K>;
}

/** Typing searches by itself a moment after the last key. */
function TextField<K extends string>({ filter, state }: FieldProps<K>) {
  const applied = state.values[filter.key] ?? '';
  const [text, setText] = useState<string>(applied);
  const settled = useDebounced(text, 250);
  const { setOne } = state;
  useEffect(() => setText(applied), [applied]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new typing may change the address, not the address itself.
  useEffect(() => {
    if (settled !== applied && settled === text) setOne(filter.key, settled.trim() || undefined);
  }, [settled]);
  return (
    <Input
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={filter.label}
      aria-label={filter.label}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      style={{ width: filter.width ?? 200 }}
    />
  );
}

export function FilterField<K extends string>({ filter, state }: FieldProps<K>) {
  const value = state.values[filter.key];
  const set = (next: string | undefined) => state.setOne(filter.key, next);
  if (filter.kind === 'text') return <TextField filter={filter} state={state} />;
  if (filter.kind === 'flag')
    return (
      <Checkbox
        checked={value === 'true'}
        onChange={(event) => set(event.target.checked ? 'true' : undefined)}
      >
        {filter.label}
      </Checkbox>
    );
  if (filter.kind === 'date')
    return (
      <DayPicker
        value={value === undefined ? null : dayjs(value)}
        onChange={(date) => set(date === null ? undefined : date.format('YYYY-MM-DD'))}
        placeholder={filter.label}
        aria-label={filter.label}
      />
    );
  const options = (filter.options ?? []).map((option) => ({
    value: option.value,
    label: option.label,
    count: option.count,
  }));
  return (
    <Select
      value={value ?? null}
      onChange={(next: string | null) => set(next ?? undefined)}
      options={options}
      optionRender={({ data }) => (
        <span className="option-line">
          <span>{data.label}</span>
          {data.count !== undefined && <span className="muted number">{data.count}</span>}
        </span>
      )}
      placeholder={filter.label}
      aria-label={filter.label}
      allowClear={CLEARABLE}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ width: filter.width ?? 148 }}
    />
  );
}
