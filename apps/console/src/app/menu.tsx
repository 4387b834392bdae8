import type { Action } from '@anju/domain';
import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BellOutlined,
  CalendarOutlined,
  CloudUploadOutlined,
  ContainerOutlined,
  FileProtectOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FlagOutlined,
  HistoryOutlined,
  HomeOutlined,
  ImportOutlined,
  InboxOutlined,
  LoginOutlined,
  LogoutOutlined,
  NodeIndexOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SnippetsOutlined,
  SoundOutlined,
  TableOutlined,
  TeamOutlined,
  UsergroupDeleteOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export interface MenuPage {
  readonly path: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly needs: Action;
  readonly count?: 'todo' | 'warning' | 'clues';
}

export interface MenuGroup {
  readonly label: string;
  readonly pages: readonly MenuPage[];
}

/** The navigation, grouped as the bureau works. A page stands here only when it exists. */
export const MENU: readonly MenuGroup[] = [
  {
    label: '工作台',
    pages: [
      { path: '/', label: '首页', icon: <HomeOutlined />, needs: 'home.read' },
      { path: '/inbox', label: '待办', icon: <InboxOutlined />, needs: 'inbox.read', count: 'todo' },
      { path: '/due', label: '到期与预警', icon: <BellOutlined />, needs: 'inbox.read', count: 'warning' },
    ],
  },
  {
    label: '租后',
    pages: [
      { path: '/households', label: '住户', icon: <TeamOutlined />, needs: 'household.read' },
      { path: '/imports', label: '花名册导入', icon: <ImportOutlined />, needs: 'import.manage' },
      { path: '/exits', label: '应退未退台账', icon: <LogoutOutlined />, needs: 'exit.read' },
    ],
  },
  {
    label: '联审',
    pages: [
      { path: '/feeds', label: '部门数据', icon: <CloudUploadOutlined />, needs: 'feed.read' },
      { path: '/runs', label: '比对任务', icon: <NodeIndexOutlined />, needs: 'run.read' },
      { path: '/findings', label: '疑点核查', icon: <FileSearchOutlined />, needs: 'finding.read' },
      { path: '/data-use', label: '数据使用登记', icon: <FileProtectOutlined />, needs: 'data-use.read' },
    ],
  },
  {
    label: '监督',
    pages: [
      { path: '/clues', label: '线索举报', icon: <SoundOutlined />, needs: 'clue.read', count: 'clues' },
      { path: '/campaigns', label: '专项整治', icon: <FlagOutlined />, needs: 'campaign.read' },
      { path: '/problems', label: '整改台账', icon: <ProfileOutlined />, needs: 'campaign.read' },
      { path: '/supervision', label: '督办抽查', icon: <AlertOutlined />, needs: 'campaign.read' },
      { path: '/accountability', label: '问责曝光', icon: <SafetyOutlined />, needs: 'oversight.read' },
      { path: '/reports', label: '报表', icon: <FileTextOutlined />, needs: 'report.read' },
      { path: '/reports/matrix', label: '报送情况', icon: <TableOutlined />, needs: 'report.review' },
      { path: '/reports/roll-up', label: '汇总', icon: <ContainerOutlined />, needs: 'report.review' },
      { path: '/reports/stage', label: '阶段总结', icon: <SnippetsOutlined />, needs: 'report.read' },
      { path: '/relations', label: '亲属回避', icon: <UsergroupDeleteOutlined />, needs: 'relation.manage' },
    ],
  },
  {
    label: '系统',
    pages: [
      { path: '/policies', label: '政策标准', icon: <AuditOutlined />, needs: 'policy.read' },
      { path: '/calendar', label: '日历与字典', icon: <CalendarOutlined />, needs: 'calendar.read' },
      { path: '/people', label: '机构用户', icon: <ApartmentOutlined />, needs: 'organisation.read' },
      { path: '/sign-ins', label: '登录记录', icon: <LoginOutlined />, needs: 'sign-in.read' },
      { path: '/events', label: '操作记录', icon: <HistoryOutlined />, needs: 'event.read' },
    ],
  },
];

/** The entry that a path belongs to: the longest one that it starts with. */
export function menuPageOf(path: string): MenuPage | null {
  const pages = MENU.flatMap((group) => group.pages);
  const matching = pages.filter((page) =>
    page.path === '/' ? path === '/' : path === page.path || path.startsWith(`${page.path}/`),
  );
  return matching.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
}
