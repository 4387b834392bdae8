import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Report } from '../../api/contract.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_AFTER_REPORT } from './stale.ts';

type Field = Report['typedFields'][number];
type Line = Exclude<Field, 'cases' | 'remarks' | 'obstacles'>;

const LABELS: Readonly<Record<Exclude<Field, 'cases'>, string>> = {
  filler: '填表人（空着时用填报人的姓名）',
  phone: '联系电话',
  leader: '单位分管负责人（空着时用审签人的姓名）',
  remarks: '备注',
  obstacles: '整治工作存在问题',
};
const MOST_CASES = 3;

/** What the form asks for and no record holds; sending it hands the form to the leader. */
export function TextsForm({ report }: { readonly report: Report }) {
  const [typed, setTyped] = useState<Readonly<Partial<Record<Exclude<Field, 'cases'>, string>>>>(() => {
    const { cases: _, ...texts } = report.typed;
    return texts;
  });
  const [cases, setCases] = useState(() => report.cases.filter(({ chosen }) => chosen).map(({ id }) => id));
  const act = useAct({
    run: () =>
      done(
        api.POST('/api/reports/{id}/texts', {
          params: { path: { id: report.id } },
          body: {
            version: report.version,
            typed: { ...typed, ...(report.cases.length > 0 ? { cases } : {}) },
            sends: report.openFaults === 0,
          },
        }),
      ),
    said: () => (report.openFaults > 0 ? '已保存，还有问题要处理' : '已填好，送分管领导审签'),
    stale: STALE_AFTER_REPORT,
  });
  const sent = report.filledByName !== null && report.openFaults === 0 && report.state === 'draft';
  const set = (field: Exclude<Field, 'cases'>) => (value: string) => setTyped({ ...typed, [field]: value });
  return (
    <div className="act-form">
      {report.typedFields.map((field) => {
        if (field === 'cases') return null;
        if (field === 'remarks' || field === 'obstacles')
          return (
            <TextField
              key={field}
              label={LABELS[field]}
              value={typed[field] ?? ''}
              onChange={set(field)}
              rows={3}
              maxLength={2000}
            />
          );
        return <LineField key={field} field={field} value={typed[field] ?? ''} onChange={set(field)} />;
      })}
      {report.cases.length > 0 && (
        <fieldset className="field">
          <legend>典型案例（选 1—{MOST_CASES} 个）</legend>
          {report.cases.map((one) => (
            <Checkbox
              key={one.id}
              checked={cases.includes(one.id)}
              disabled={!cases.includes(one.id) && cases.length >= MOST_CASES}
              onChange={(event) =>
                setCases(event.target.checked ? [...cases, one.id] : cases.filter((id) => id !== one.id))
              }
            >
              <span className="clamp-2">{one.text}</span>
            </Checkbox>
          ))}
        </fieldset>
      )}
      <Button
        type={sent ? 'default' : 'primary'}
        block
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        {report.openFaults > 0 ? '保存' : '数据已核对，送审签'}
      </Button>
    </div>
  );
}

function LineField({
  field,
  value,
  onChange,
}: {
  readonly field: Line;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{LABELS[field]}</label>
      <Input id={id} value={value} maxLength={60} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
