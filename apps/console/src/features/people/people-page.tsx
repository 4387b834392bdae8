import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay } from '../../app/session.ts';
import { Page } from '../../ui/page.tsx';
import { DepartmentsTab } from './departments-tab.tsx';
import { OrganisationsTab } from './organisations-tab.tsx';
import { UsersTab } from './users-tab.tsx';

/** Organisations, departments and people. */
export function PeoplePage() {
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const tabs = [
    ...(may('user.read') ? [{ key: 'users', label: '用户', children: <UsersTab /> }] : []),
    { key: 'organisations', label: '机构', children: <OrganisationsTab /> },
    { key: 'departments', label: '部门', children: <DepartmentsTab /> },
  ];
  return (
    <Page
      title="机构用户"
      about="系统管理员建账户，安全管理员授权、解锁、重置密码，审计员查记录：三员分立，互不兼任。"
      acts={may('user.manage') && <a href="/api/reference">接口说明</a>}
    >
      <Tabs
        activeKey={params.get('tab') ?? tabs[0]?.key ?? ''}
        onChange={(tab) => setParams({ tab })}
        items={tabs}
        destroyOnHidden
      />
    </Page>
  );
}
