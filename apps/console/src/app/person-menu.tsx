import { UserOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { api, done } from '../api/client.ts';
import { useForgetSession, useMe } from './session.ts';

/** Who is signed in, and the acts on one's own account. */
export function PersonMenu() {
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForgetSession();
  const { message, modal } = App.useApp();
  const leave = useMutation({
    mutationFn: (everywhere: boolean) =>
      done(everywhere ? api.DELETE('/api/session/all') : api.DELETE('/api/session')),
    onSettled: (_data, _error, everywhere) => {
      forget();
      message.success(everywhere ? '已在所有设备上退出' : '已退出');
    },
  });
  const leaveEverywhere = () =>
    modal.confirm({
      title: '在所有设备上退出？',
      content: '您在其他电脑和手机上的登录会一并失效，包括这一台。',
      okText: '全部退出',
      onOk: () => leave.mutateAsync(true),
    });
  const items = [
    {
      key: 'who',
      type: 'group' as const,
      label: (
        <span className="person-card">
          <strong>{me.name}</strong>
          <span>{me.rolesLabels.join('、')}</span>
          <span>{me.organisationName}</span>
        </span>
      ),
    },
    { type: 'divider' as const, key: 'line-1' },
    { key: 'account', label: '修改密码、动态口令', onClick: () => navigate('/account') },
    { type: 'divider' as const, key: 'line-2' },
    { key: 'leave', label: '退出登录', onClick: () => leave.mutate(false) },
    { key: 'leave-all', label: '在所有设备上退出', onClick: leaveEverywhere },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} aria-label={`我的账户：${me.name}`}>
        <span className="person-name">{me.name}</span>
      </Button>
    </Dropdown>
  );
}
