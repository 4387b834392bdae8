import type { Action } from '@anju/domain';
import { Result } from 'antd';
import type { ReactNode } from 'react';
import { useTitle } from '../ui/page.tsx';
import { useMay, useMe } from './session.ts';

/** Shows a page only to who may open it; the others learn whom to ask. */
export function Permitted({ action, children }: { readonly action: Action; readonly children: ReactNode }) {
  const may = useMay();
  const me = useMe();
  if (may(action)) return children;
  return <NotPermitted rolesLabels={me.rolesLabels} />;
}

function NotPermitted({ rolesLabels }: { readonly rolesLabels: readonly string[] }) {
  useTitle('没有权限');
  return (
    <Result
      status="403"
      title="这个页面不在您的权限内"
      subTitle={`您的角色是${rolesLabels.join('、')}。确需使用，请向本单位安全管理员申请授权。`}
    />
  );
}
