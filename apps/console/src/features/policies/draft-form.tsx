import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Policy } from '../../api/contract.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { DRAFT_GROUPS, type DraftField } from './draft-fields.ts';
import { VALUE_LABELS } from './pack-labels.ts';
import { isTree, type Tree, valueAt, withValue } from './read-pack.ts';

interface FieldProps {
  readonly field: DraftField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function FieldInput({ field, value, onChange }: FieldProps) {
  const id = `draft-${field.path}`;
  switch (field.kind) {
    case 'text':
      return (
        <Input
          id={id}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'date':
      return (
        <DayPicker
          id={id}
          value={typeof value === 'string' ? dayjs(value) : null}
          onChange={(date) => onChange(date?.format('YYYY-MM-DD'))}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={id}
          className="full"
          min={0}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number ?? undefined)}
          {...(field.unit === undefined ? {} : { suffix: field.unit })}
        />
      );
    case 'choice':
      return (
        <Select
          id={id}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          options={(field.choices ?? []).map((choice) => ({
            value: choice,
            label: VALUE_LABELS[choice] ?? choice,
          }))}
        />
      );
    case 'flag':
      return (
        <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {field.label}
        </Checkbox>
      );
  }
}

/** The main limits of a draft; the rest of the pack stays as it was copied. */
export function DraftForm({ policy, onDone }: { readonly policy: Policy; readonly onDone: () => void }) {
  const [pack, setPack] = useState<Tree>(isTree(policy.pack) ? policy.pack : {});
  const save = useAct({
    run: () =>
      done(
        api.PUT('/api/policies/{id}', {
          params: { path: { id: policy.id } },
          body: { pack: { ...pack }, revision: policy.revision },
        }),
      ),
    said: () => '草案已保存',
    stale: [['policies']],
    onDone,
  });
  return (
    <>
      <div className="pack-grid">
        {DRAFT_GROUPS.map((group) => (
          <Panel key={group.title} title={group.title}>
            <div className="act-form">
              {group.fields.map((field) => (
                <div className="field" key={field.path}>
                  {field.kind !== 'flag' && <label htmlFor={`draft-${field.path}`}>{field.label}</label>}
                  <FieldInput
                    field={field}
                    value={valueAt(pack, field.path)}
                    onChange={(value) => setPack(withValue(pack, field.path, value))}
                  />
                </div>
              ))}
            </div>
          </Panel>
        ))}
      </div>
      <div className="submit-line">
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          保存草案
        </Button>
        <Button onClick={onDone}>不保存</Button>
      </div>
    </>
  );
}
