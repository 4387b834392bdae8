import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { api, done } from '../../api/client.ts';
import { ProblemError } from '../../api/problem.ts';
import { SESSION_KEY, useSession } from '../../app/session.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { BarePage } from './bare-page.tsx';
import { OidcCodeForm } from './oidc-code-form.tsx';
import { OidcEntry, OidcRefused } from './oidc-entry.tsx';

interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** Only a path of this console, never an address from outside: whoever wrote the link controls it. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
}

/** User name and password, then the six digits where the account asks for them. */
export function LoginPage() {
  const session = useSession();
  const [params] = useSearchParams();
  const [asksCode, setAsksCode] = useState(false);
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: ({ username, password, code }: Credentials) =>
      done(api.POST('/api/session', { body: { username, password, ...(code ? { code } : {}) } })),
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
    onError: (error) => {
      if (error instanceof ProblemError && error.code === 'code-required') setAsksCode(true);
    },
  });
  const next = safeNext(params.get('next'));
  if (session.data) return <Navigate to={next} replace />;
  if (params.get('oidc') === 'code-required') return <OidcCodeForm />;
  const asked = enter.error instanceof ProblemError && enter.error.code === 'code-required';
  return (
    <BarePage title="登录" about="住房保障工作人员使用。忘记密码请找本单位安全管理员重置。">
      {enter.isIdle && <OidcRefused code={params.get('oidc')} />}
      <FormProblem error={asked ? null : enter.error} />
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => enter.mutate(values)}>
        <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请输入用户名' }]}>
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        {asksCode && (
          <Form.Item
            name="code"
            label="动态口令"
            extra="打开手机上的口令应用，输入当前的六位数字。"
            rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入六位数字' }]}
          >
            <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
          {asksCode ? '验证并登录' : '登录'}
        </Button>
      </Form>
      <OidcEntry next={next} />
    </BarePage>
  );
}
