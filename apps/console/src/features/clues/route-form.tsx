import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { byReason } from './left-out.ts';
import { STALE_CLUES, useHandlers } from './queries.ts';

const GROUPS = { organisation: '街道、社区', department: '部门', person: '个人' } as const;
type Kind = keyof typeof GROUPS;

interface Candidate {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly of: string | null;
}

const nameOf = ({ name, of }: Candidate): string => (of === null ? name : `${name}（${of}）`);

function choiceOf({ kind, id }: Candidate) {
  switch (kind) {
    case 'organisation':
      return { kind, organisation: id } as const;
    case 'department':
      return { kind, departmentId: id } as const;
    case 'person':
      return { kind, personId: id } as const;
  }
}

/** Gives a clue to whoever looks into it; who has to stay out of it is said with the reason. */
export function RouteForm({ clue }: { readonly clue: Clue }) {
  const field = useId();
  const handlers = useHandlers(clue.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const again = clue.state === 'inquiring';
  const candidates = handlers.data?.items ?? [];
  const candidate = candidates.find(({ id }) => id === chosen);
  const act = useAct({
    run: (to: Candidate) =>
      done(
        api.POST('/api/clues/{id}/route', {
          params: { path: { id: clue.id } },
          body: { to: choiceOf(to), text: text.trim(), version: clue.version },
        }),
      ),
    said: (_, to) => `已交${nameOf(to)}核查`,
    stale: STALE_CLUES,
  });
  if (handlers.isError) return <ErrorState error={handlers.error} onRetry={() => void handlers.refetch()} />;
  const groups = Object.entries(GROUPS).map(([kind, label]) => ({
    label,
    options: candidates
      .filter((one) => one.kind === kind)
      .map((one) => ({ value: one.id, label: nameOf(one) })),
  }));
  const leftOut = (handlers.data?.leftOut ?? []).map((one) => ({ name: nameOf(one), why: one.why }));
  const ready = candidate !== undefined && (!again || text.trim().length >= 2);
  return (
    <div className="act-form">
      <div className="field">
        <label htmlFor={field}>承办单位或承办人</label>
        <Select
          id={field}
          className="full"
          value={chosen}
          onChange={setChosen}
          options={groups.filter(({ options }) => options.length > 0)}
          loading={handlers.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择社区、部门或个人"
        />
      </div>
      {leftOut.length > 0 && (
        <details className="left-out">
          <summary>{leftOut.length} 个单位或个人不能承办</summary>
          <ul>
            {byReason(leftOut).map(({ why, names }) => (
              <li key={why}>
                {names.join('、')}：<span className="muted">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <TextField
        label={again ? '改派原因' : '办理要求（可不填）'}
        value={text}
        onChange={setText}
        maxLength={2000}
      />
      <Button
        type="primary"
        disabled={!ready}
        loading={act.isPending}
        onClick={() => candidate !== undefined && act.mutate(candidate)}
      >
        {again ? '改派' : '分办'}
      </Button>
    </div>
  );
}
