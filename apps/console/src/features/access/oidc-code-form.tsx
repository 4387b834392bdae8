import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Link } from 'react-router';
import { api, done } from '../../api/client.ts';
import { SESSION_KEY } from '../../app/session.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { BarePage } from './bare-page.tsx';

/** After the unified identity: the six digits, where the account has our second factor. */
export function OidcCodeForm() {
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: (body: { readonly code: string }) => done(api.POST('/api/session/oidc', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  });
  return (
    <BarePage title="登录" about="统一身份认证已通过，还需要本系统的动态口令。">
      <FormProblem error={enter.error} />
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(body) => enter.mutate(body)}>
        <Form.Item
          name="code"
          label="动态口令"
          extra="打开手机上的口令应用，输入当前的六位数字。"
          rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入六位数字' }]}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
          验证并登录
        </Button>
      </Form>
      <Link to="/login">返回登录页</Link>
    </BarePage>
  );
}
