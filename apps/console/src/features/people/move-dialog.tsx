import { Form } from 'antd';
import { api, take } from '../../api/client.ts';
import type { User } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PlaceFields } from './place-fields.tsx';

interface PlaceForm {
  readonly organisation: string;
  readonly department?: string;
}

/** Where a person is to belong from now on; the security administrator confirms it, because what they see changes. */
export function MoveDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const [form] = Form.useForm<PlaceForm>();
  const withDepartment = [...user.roles, ...user.requestedRoles].includes('department-data');
  const move = useAct({
    run: ({ organisation, department }: PlaceForm) =>
      take(
        api.PATCH('/api/users/{id}', {
          params: { path: { id: user.id } },
          body: { organisation, department: department ?? null },
        }),
      ),
    said: ({ requestedPlace }) =>
      requestedPlace === null
        ? `${user.name} 的机构、部门已调整`
        : '已登记，安全管理员确认后生效；在此之前按原机构办理',
    stale: [['users']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`调整 ${user.name} 的机构、部门`}
      open
      onCancel={onClose}
      onOk={form.submit}
      okText="提交"
      confirmLoading={move.isPending}
    >
      <FieldForm form={form} onFinish={(values) => move.mutate(values)}>
        <PlaceFields withDepartment={withDepartment} />
      </FieldForm>
    </Dialog>
  );
}
