import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { api, done } from '../../api/client.ts';
import { SESSION_KEY, useMe } from '../../app/session.ts';
import { FieldForm } from '../../ui/field-form.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Current password, new one, new one again. */
export function PasswordForm({ currentLabel = '当前密码' }: { readonly currentLabel?: string }) {
  const client = useQueryClient();
  const me = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: ({ current, next }: Passwords) =>
      done(api.POST('/api/session/password', { body: { current, next } })),
    onSuccess: () => {
      message.success('密码已修改，其他设备上的登录已失效');
      form.resetFields();
      return client.invalidateQueries({ queryKey: SESSION_KEY });
    },
  });
  return (
    <>
      <FormProblem error={change.error} />
      <FieldForm<Passwords> form={form} onFinish={(values) => change.mutate(values)}>
        <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
        <Form.Item name="current" label={currentLabel} rules={[{ required: true, message: '请输入' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="至少 10 位；用一句自己记得住的话最好。"
          rules={[{ required: true, min: 10, message: '至少 10 位' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一遍新密码"
          dependencies={['next']}
          rules={[
            { required: true, message: '请再输一遍' },
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的不一样')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </FieldForm>
    </>
  );
}
