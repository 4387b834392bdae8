import { Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api, done } from '../../api/client.ts';
import type { Freshness } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useDepartments } from '../people/queries.ts';

interface DutyForm {
  /** Absent where the county has no department of the duty's name yet. */
  readonly departmentId?: string;
  readonly everyDays: number;
  readonly nextDue: Dayjs;
}

const RHYTHMS: readonly (readonly [number, string])[] = [
  [7, '每周'],
  [31, '每月'],
  [92, '每季度'],
  [183, '每半年'],
  [366, '每年'],
];

export const rhythm = (everyDays: number): string =>
  RHYTHMS.find(([days]) => days === everyDays)?.[1] ?? `每 ${everyDays} 天`;

/** 约定报送: which department owes a register, how often, and when the next is due. */
export function DutyDialog({ line, onClose }: { readonly line: Freshness; readonly onClose: () => void }) {
  const { county } = useMe();
  const [form] = Form.useForm<DutyForm>();
  const departments = useDepartments();
  const own = (departments.data?.items ?? []).filter((one) => one.county === county && one.active);
  const now = own.find((one) => one.name === line.department)?.id;
  const days = RHYTHMS.map(([value]) => value);
  const choices = days.includes(line.everyDays) ? days : [line.everyDays, ...days];
  const agree = useAct({
    run: ({ departmentId, everyDays, nextDue }: DutyForm) =>
      done(
        api.PUT('/api/freshness/{kind}', {
          params: { path: { kind: line.kind } },
          body: {
            everyDays,
            nextDue: nextDue.format('YYYY-MM-DD'),
            ...(departmentId === undefined || departmentId === now ? {} : { departmentId }),
          },
        }),
      ),
    said: (_, { departmentId, everyDays, nextDue }) => {
      const name = own.find((one) => one.id === departmentId)?.name ?? line.department;
      return `已约定：${name}${rhythm(everyDays)}报送${line.label}，下次 ${nextDue.format('YYYY-MM-DD')}`;
    },
    stale: [['freshness'], ['registers'], ['departments']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`约定报送：${line.label}`}
      open
      onCancel={onClose}
      onOk={form.submit}
      okText="约定"
      okButtonProps={{ disabled: departments.isPending }}
      confirmLoading={agree.isPending}
    >
      {!departments.isPending && (
        <FieldForm
          form={form}
          initialValues={{
            departmentId: now,
            everyDays: line.everyDays,
            nextDue: dayjs(line.dueOn),
          }}
          onFinish={(values) => agree.mutate(values)}
        >
          <Form.Item
            name="departmentId"
            label="报送部门"
            extra="只有这个部门的数据专员能报送和查看这项登记。"
          >
            <Select
              options={own.map((one) => ({ value: one.id, label: one.name }))}
              placeholder={line.department}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item name="everyDays" label="多久报一次">
            <Select options={choices.map((value) => ({ value, label: rhythm(value) }))} />
          </Form.Item>
          <Form.Item
            name="nextDue"
            label="下次应报日期"
            extra="每次报送后自动顺延一个周期。"
            rules={[{ required: true, message: '请选择日期' }]}
          >
            <DayPicker className="full" allowClear={false} />
          </Form.Item>
        </FieldForm>
      )}
    </Dialog>
  );
}
