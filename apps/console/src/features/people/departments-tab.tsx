import { REGISTERS } from '@anju/domain';
import { Button, Form, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useDepartments } from './queries.ts';

const KINDS = Object.values(REGISTERS).map(({ kind, label }) => ({ value: String(kind), label }));
const labelsOf = (kinds: readonly string[]): string =>
  KINDS.filter((one) => kinds.includes(one.value))
    .map((one) => one.label)
    .join('、') || NONE;

/** The departments of the joint check and the registers that each supplies. */
export function DepartmentsTab() {
  const may = useMay();
  const departments = useDepartments();
  return (
    <Panel title="部门" acts={may('organisation.manage') && <NewDepartment />}>
      {departments.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {departments.isError && (
        <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />
      )}
      {departments.data !== undefined && (
        <TableScroll label="部门">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">部门</th>
                <th scope="col">报送的登记</th>
                <th scope="col">职责</th>
              </tr>
            </thead>
            <tbody>
              {departments.data.items.map((department) => (
                <tr key={department.id}>
                  <th scope="row">{department.name}</th>
                  <td>{labelsOf(department.registers)}</td>
                  <td>{department.duties || NONE}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Panel>
  );
}

interface DepartmentForm {
  readonly name: string;
  readonly registers?: string[];
}

function NewDepartment() {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<DepartmentForm>();
  const create = useAct({
    run: ({ name, registers = [] }: DepartmentForm) =>
      done(api.POST('/api/departments', { body: { name, registers } })),
    said: (_, body) => `已建立部门 ${body.name}`,
    stale: [['departments'], ['registers'], ['freshness']],
    onDone: () => {
      form.resetFields();
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>新建部门</Button>
      <Dialog
        title="新建部门"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText="建立"
        confirmLoading={create.isPending}
      >
        <FieldForm form={form} onFinish={(values) => create.mutate(values)}>
          <Form.Item name="name" label="部门名称" rules={[{ required: true, min: 2, message: '请输入名称' }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="registers" label="报送哪些登记">
            <Select mode="multiple" options={KINDS} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
        </FieldForm>
      </Dialog>
    </>
  );
}
