import { Navigate } from 'react-router';
import { useMe } from '../../app/session.ts';
import { BarePage } from './bare-page.tsx';
import { PasswordForm } from './password-form.tsx';

export function FirstPasswordPage() {
  const me = useMe();
  if (!me.mustChangePassword) return <Navigate to="/" replace />;
  return (
    <BarePage title="请先设一个自己的密码" about={`${me.name}，一次性密码只能用来完成这一步。`}>
      <PasswordForm currentLabel="一次性密码" />
    </BarePage>
  );
}
