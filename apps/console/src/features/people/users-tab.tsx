import { useState } from 'react';
import type { User } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatMoment } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { NewUser, ROLE_OPTIONS } from './new-user.tsx';
import { type Issued, OneTimePassword } from './one-time-password.tsx';
import { placeName } from './place-name.ts';
import { useUsers } from './queries.ts';
import { UserActs } from './user-acts.tsx';

/** The roles a person holds, and what still waits for a security administrator. */
function Roles({ user }: { readonly user: User }) {
  return (
    <span className="tag-line">
      {user.rolesLabels.join('、')}
      {user.requestedRoles.length > 0 && (
        <ToneTag tone="wait">待授权：{user.requestedLabels.join('、')}</ToneTag>
      )}
      {user.requestedPlace !== null && (
        <ToneTag tone="wait">待确认调往：{placeName(user.requestedPlace)}</ToneTag>
      )}
      {user.resetAskedBy !== null && <ToneTag tone="wait">重置密码待确认</ToneTag>}
    </span>
  );
}

function UserState({ user }: { readonly user: User }) {
  if (!user.active) return <ToneTag tone="plain">已停用</ToneTag>;
  if (user.locked) return <ToneTag tone="overdue">已锁定</ToneTag>;
  return <ToneTag tone="good">正常</ToneTag>;
}

function columns(onIssued: (issued: Issued) => void, acts: boolean): readonly Column<User>[] {
  return [
    { key: 'name', title: '姓名', width: 120, render: (user) => user.name },
    { key: 'username', title: '用户名', width: 120, render: (user) => user.username },
    { key: 'roles', title: '角色', width: 220, render: (user) => <Roles user={user} /> },
    {
      key: 'organisation',
      title: '机构、部门',
      render: (user) => [user.organisationName, user.department].filter(Boolean).join(' · '),
    },
    { key: 'state', title: '状态', width: 96, render: (user) => <UserState user={user} /> },
    {
      key: 'last',
      title: '最近登录',
      width: 156,
      render: (user) => <span className="number">{formatMoment(user.lastSignInAt)}</span>,
    },
    ...(acts
      ? [
          {
            key: 'acts',
            title: '操作',
            width: 100,
            render: (user: User) => <UserActs user={user} onIssued={onIssued} />,
          },
        ]
      : []),
  ];
}

const FILTERS: readonly Filter<'q' | 'role' | 'state'>[] = [
  { key: 'q', label: '姓名、用户名', kind: 'text' },
  {
    key: 'role',
    label: '角色',
    kind: 'select',
    options: ROLE_OPTIONS,
  },
  {
    key: 'state',
    label: '状态',
    kind: 'select',
    width: 140,
    options: [
      { value: 'active', label: '在用' },
      { value: 'inactive', label: '已停用' },
      { value: 'locked', label: '已锁定' },
      { value: 'first-password', label: '未改初始密码' },
    ],
  },
];

export function UsersTab() {
  const may = useMay();
  const state = useListState(['q', 'role', 'state']);
  const [issued, setIssued] = useState<Issued | null>(null);
  const query = useUsers(queryOf(state));
  return (
    <>
      <DataList
        name="users"
        unit="人"
        columns={columns(setIssued, may('user.manage') || may('user.grant'))}
        filters={FILTERS}
        state={state}
        query={query}
        rowKey={(user) => user.id}
        card={(user) => (
          <>
            <div className="card-line">
              <strong>{user.name}</strong>
              <UserState user={user} />
            </div>
            <Roles user={user} />
            <div className="muted">
              {user.organisationName} · {user.username}
            </div>
          </>
        )}
        empty={{ title: '还没有用户', hint: '点“新建用户”，把一次性密码当面交给本人。' }}
        extra={may('user.manage') && <NewUser onIssued={setIssued} />}
      />
      {issued !== null && <OneTimePassword issued={issued} onClose={() => setIssued(null)} />}
    </>
  );
}
