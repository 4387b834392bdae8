import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import type { User } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { useAct } from '../../ui/use-act.ts';
import { MoveDialog } from './move-dialog.tsx';
import type { Issued } from './one-time-password.tsx';
import { placeName } from './place-name.ts';
import { RolesDialog } from './roles-dialog.tsx';

type Asked = NonNullable<User['requestedPlace']>;

interface UserActsProps {
  readonly user: User;
  readonly onIssued: (issued: Issued) => void;
}

/** What an administrator may do to an account; each asks first and says what follows. */
export function UserActs({ user, onIssued }: UserActsProps) {
  const may = useMay();
  const { modal } = App.useApp();
  const [granting, setGranting] = useState(false);
  const [moving, setMoving] = useState(false);
  const at = { params: { path: { id: user.id } } };
  const stale = [['users']];
  const reset = useAct({
    run: () => take(api.POST('/api/users/{id}/reset-password', at)),
    said: ({ oneTimePassword }) =>
      oneTimePassword === null ? '已登记。管理员的密码须另一位安全管理员也点“重置密码”后才会重置' : null,
    stale,
    onDone: ({ oneTimePassword }) => {
      if (oneTimePassword !== null)
        onIssued({ name: user.name, username: user.username, password: oneTimePassword });
    },
  });
  const place = useAct({
    run: ({ accept, asked }: { readonly accept: boolean; readonly asked: Asked }) =>
      done(
        api.POST('/api/users/{id}/place', {
          ...at,
          body: { organisation: asked.organisation, department: asked.departmentId, accept },
        }),
      ),
    said: (_, { accept }) => (accept ? `${user.name} 的机构、部门已调整` : '已退回，机构、部门不变'),
    stale,
  });
  const asked = user.requestedPlace;
  const unlock = useAct({
    run: () => done(api.POST('/api/users/{id}/unlock', at)),
    said: () => `已解锁 ${user.name}`,
    stale,
  });
  const signOut = useAct({
    run: () => done(api.POST('/api/users/{id}/sign-out', at)),
    said: () => `${user.name} 已在所有设备上退出`,
    stale,
  });
  const activate = useAct({
    run: (active: boolean) => done(api.PATCH('/api/users/{id}', { ...at, body: { active } })),
    said: (_, active) => (active ? `已启用 ${user.name}` : `已停用 ${user.name}`),
    stale,
  });
  const ask = (title: string, content: string, go: () => Promise<unknown>) => () =>
    modal.confirm({ title, content, onOk: go });
  const items = [
    ...(may('user.grant')
      ? [
          {
            key: 'roles',
            label: user.requestedRoles.length > 0 ? '授予角色' : '调整角色',
            onClick: () => setGranting(true),
          },
          {
            key: 'reset',
            label: '重置密码',
            onClick: ask(`重置 ${user.name} 的密码？`, '原密码立即失效，会生成一次性密码。', () =>
              reset.mutateAsync(undefined),
            ),
          },
          ...(asked === null
            ? []
            : [
                {
                  key: 'place',
                  label: '确认调整机构',
                  onClick: ask(`把 ${user.name} 调到 ${placeName(asked)}？`, '他能看到的范围随之改变。', () =>
                    place.mutateAsync({ accept: true, asked }),
                  ),
                },
                {
                  key: 'place-refused',
                  label: '退回调整',
                  onClick: () => place.mutate({ accept: false, asked }),
                },
              ]),
          ...(user.locked ? [{ key: 'unlock', label: '解锁', onClick: () => unlock.mutate(undefined) }] : []),
          {
            key: 'out',
            label: '强制退出',
            onClick: ask(`让 ${user.name} 退出登录？`, '未提交的内容会丢失。', () =>
              signOut.mutateAsync(undefined),
            ),
          },
        ]
      : []),
    ...(may('user.manage')
      ? [
          { key: 'move', label: '调整机构、部门', onClick: () => setMoving(true) },
          {
            key: 'active',
            label: user.active ? '停用' : '启用',
            onClick: ask(
              `${user.active ? '停用' : '启用'} ${user.name}？`,
              user.active ? '停用后不能登录，历史记录保留。' : '启用后可以重新登录。',
              () => activate.mutateAsync(!user.active),
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" aria-label={`对 ${user.name} 的操作`}>
          操作
        </Button>
      </Dropdown>
      {moving && <MoveDialog user={user} onClose={() => setMoving(false)} />}
      {granting && <RolesDialog user={user} onClose={() => setGranting(false)} />}
    </>
  );
}
