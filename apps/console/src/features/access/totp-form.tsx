import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, QRCode, Skeleton } from 'antd';
import { api, done, take } from '../../api/client.ts';
import { SESSION_KEY } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

/** A secret as a picture and as text, and the first code that proves it arrived. */
export function TotpForm() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const secret = useQuery({
    queryKey: ['totp', 'secret'],
    queryFn: () => take(api.POST('/api/session/totp')),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) =>
      done(api.POST('/api/session/totp/confirm', { body: { code } })),
    onSuccess: () => {
      message.success('动态口令已绑定，下次登录要用');
      return client.invalidateQueries({ queryKey: SESSION_KEY });
    },
  });
  if (secret.isPending) return <Skeleton active />;
  if (secret.isError) return <ErrorState error={secret.error} onRetry={() => secret.refetch()} />;
  return (
    <div className="totp">
      <QRCode value={secret.data.uri} size={168} bordered={false} aria-label="动态口令二维码" />
      <div className="totp-steps">
        <p>1. 在手机上打开任一支持 TOTP 的口令应用，扫二维码；不能扫时手工输入密钥：</p>
        <p>
          <code className="secret">{secret.data.secret}</code>
        </p>
        <p>2. 输入应用里现在显示的六位数字：</p>
        <FormProblem error={confirm.error} />
        <Form<{ code: string }> layout="inline" onFinish={(values) => confirm.mutate(values)}>
          <Form.Item name="code" rules={[{ required: true, pattern: /^\d{6}$/, message: '六位数字' }]}>
            <Input aria-label="六位数字" inputMode="numeric" maxLength={6} autoComplete="one-time-code" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            绑定
          </Button>
        </Form>
      </div>
    </div>
  );
}
