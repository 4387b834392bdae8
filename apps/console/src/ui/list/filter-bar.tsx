import { DownOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ListState } from '../use-list-state.ts';
import type { Filter } from './column.ts';
import { FilterField } from './filter-field.tsx';

interface FilterBarProps<K extends string> {
  readonly filters: readonly Filter<K>[];
  readonly state: ListState<K>;
  readonly extra?: ReactNode;
}

/** The label that stands on a filter's chip. */
function chipText<K extends string>(filter: Filter<K>, value: string): string {
  if (filter.kind === 'flag') return filter.label;
  const option = filter.options?.find((candidate) => candidate.value === value);
  return `${filter.label}：${option?.label ?? value}`;
}

/** Filters in one line, the rest behind 更多; what is active stands below as chips that can be taken off. */
export function FilterBar<K extends string>({ filters, state, extra }: FilterBarProps<K>) {
  const [more, setMore] = useState(false);
  const first = filters.filter((filter) => !filter.more && !filter.chipOnly);
  const rest = filters.filter((filter) => filter.more);
  const active = filters.flatMap((filter) => {
    const value = state.values[filter.key];
    return value === undefined ? [] : [{ filter, value }];
  });
  const shown = more ? [...first, ...rest] : first;
  return (
    <div className="filter-bar">
      <search className="filter-line">
        {shown.map((filter) => (
          <FilterField key={filter.key} filter={filter} state={state} />
        ))}
        {rest.length > 0 && (
          <Button type="text" onClick={() => setMore(!more)} aria-expanded={more} className="muted-button">
            {more ? '收起' : '更多'} <DownOutlined rotate={more ? 180 : 0} />
          </Button>
        )}
        <span className="spring" />
        {extra}
      </search>
      {active.length > 0 && (
        <div className="chip-line">
          {active.map(({ filter, value }) => (
            <Tag key={filter.key} closable onClose={() => state.setOne(filter.key, undefined)}>
              {chipText(filter, value)}
            </Tag>
          ))}
          <Button type="link" size="small" onClick={state.clear}>
            全部清除
          </Button>
        </div>
      )}
    </div>
  );
}
