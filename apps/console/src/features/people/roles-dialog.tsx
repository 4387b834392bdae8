import { ROLES, type Role } from '@anju/domain';
import { Select } from 'antd';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { User } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ROLE_OPTIONS } from './new-user.tsx';

const isRole = (code: string): code is Role => Object.hasOwn(ROLES, code);

/** Which roles a person holds. */
export function RolesDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const [roles, setRoles] = useState<readonly Role[]>(
    (user.requestedRoles.length > 0 ? user.requestedRoles : user.roles).filter(isRole),
  );
  const save = useAct({
    run: () =>
      take(api.PATCH('/api/users/{id}', { params: { path: { id: user.id } }, body: { roles: [...roles] } })),
    said: ({ requestedRoles }) =>
      requestedRoles.length > 0
        ? '已登记。管理类角色须另一位安全管理员也保存同样的角色后才会授予'
        : `已调整 ${user.name} 的角色，对方须重新登录`,
    stale: [['users']],
    onDone: onClose,
  });
  return (
    <Dialog
      title={`${user.name} 的角色`}
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="保存"
      okButtonProps={{ disabled: roles.length === 0 }}
      confirmLoading={save.isPending}
    >
      <div className="field">
        <label htmlFor="roles">角色（系统管理、安全管理、审计不能兼任）</label>
        <Select
          id="roles"
          mode="multiple"
          value={[...roles]}
          onChange={(next: Role[]) => setRoles(next)}
          options={ROLE_OPTIONS}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </div>
    </Dialog>
  );
}
