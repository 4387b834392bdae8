import { ROLES, type Role } from '@anju/domain';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { Issued } from './one-time-password.tsx';
import { PlaceFields } from './place-fields.tsx';

interface UserForm {
  readonly username: string;
  readonly name: string;
  readonly roles: Role[];
  readonly organisation: string;
  readonly department?: string;
}

export const ROLE_OPTIONS = Object.entries(ROLES).map(([value, label]) => ({ value, label }));

export function NewUser({ onIssued }: { readonly onIssued: (issued: Issued) => void }) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<UserForm>();
  const roles = Form.useWatch('roles', form) ?? [];
  const create = useAct({
    run: (body: UserForm) => take(api.POST('/api/users', { body })),
    said: (_, body) => `已建立用户 ${body.name}`,
    stale: [['users']],
    onDone: (result, body) => {
      form.resetFields();
      setOpen(false);
      onIssued({ name: body.name, username: body.username, password: result.oneTimePassword });
    },
  });
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        新建用户
      </Button>
      <Dialog
        title="新建用户"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText="建立"
        confirmLoading={create.isPending}
      >
        <FieldForm form={form} onFinish={(values) => create.mutate(values)}>
          <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请输入姓名' }]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="username"
            label="用户名"
            extra="登录用：字母开头，3 至 32 位字母、数字、点、横线。"
            rules={[{ required: true, message: '请输入用户名' }]}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="roles"
            label="角色"
            extra="由安全管理员授权后生效；还没有安全管理员时，第一个安全管理员建立后即生效。系统管理、安全管理、审计不能兼任。"
            rules={[{ required: true, message: '请选择角色' }]}
          >
            <Select mode="multiple" options={ROLE_OPTIONS} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
          <PlaceFields withDepartment={roles.includes('department-data')} />
        </FieldForm>
      </Dialog>
    </>
  );
}
