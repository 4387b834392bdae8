import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { CaseChoice } from '../../api/contract.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

interface CaseFieldProps {
  readonly label: string;
  /** Null until a campaign is chosen. */
  readonly campaign: string | null;
  readonly kind?: CaseChoice['kind'];
  /** Closed ones alone. */
  readonly closed?: boolean;
  /** Those of the person's own level alone. */
  readonly own?: boolean;
  readonly value: readonly CaseChoice[];
  readonly onChange: (cases: readonly CaseChoice[]) => void;
  readonly many?: boolean;
}

const SIGN = { problem: '问题', clue: '线索' } as const;

/** Problems and clues of a campaign, found by number or words while typing. */
export function CaseField({ label, campaign, kind, closed, own, value, onChange, many }: CaseFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed, 250);
  const query = useQuery({
    queryKey: ['supervision', 'cases', campaign, kind, closed, own, q],
    queryFn: () =>
      take(
        api.GET('/api/supervision/cases', {
          params: {
            query: {
              campaign: campaign ?? '',
              q,
              ...(kind === undefined ? {} : { kind }),
              ...(closed === true ? { closed: 'true' } : {}),
              ...(own === true ? { own: 'true' } : {}),
            },
          },
        }),
      ),
    enabled: campaign !== null,
    placeholderData: keepPreviousData,
  });
  const items = query.data?.items ?? [];
  const known = new Map([...value, ...items].map((item) => [item.id, item]));
  const choose = (ids: readonly string[]) => onChange(ids.flatMap((one) => known.get(one) ?? []));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        {...(many === true ? { mode: 'multiple' as const } : {})}
        value={many === true ? value.map((one) => one.id) : (value[0]?.id ?? null)}
        onChange={(next: string | readonly string[] | null) =>
          choose(typeof next === 'string' ? [next] : (next ?? []))
        }
        disabled={campaign === null}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        options={[...known.values()].map((one) => ({
          value: one.id,
          label: `${SIGN[one.kind]} ${one.number} ${one.summary.slice(0, 24)}`,
        }))}
        placeholder={campaign === null ? '请先选择专项整治' : '输入编号或内容查找'}
        notFoundContent={query.isSuccess ? '没有找到，换个编号或词语' : null}
        loading={query.isFetching}
      />
    </div>
  );
}
