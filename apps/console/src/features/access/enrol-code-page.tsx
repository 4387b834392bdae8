import { Navigate } from 'react-router';
import { useMe } from '../../app/session.ts';
import { BarePage } from './bare-page.tsx';
import { TotpForm } from './totp-form.tsx';

export function EnrolCodePage() {
  const me = useMe();
  if (me.totpEnabled || !me.totpRequired) return <Navigate to="/" replace />;
  return (
    <BarePage title="绑定动态口令" about="审核人和管理员登录时，除密码外还要输入手机上的六位数字。" wide>
      <TotpForm />
    </BarePage>
  );
}
