/**
 * Who may do what: one frozen table, default deny (requirements A3).
 * Read it row by row: an action, what it is called on screen, and the roles that hold it.
 * 系统管理, 安全管理 and 审计 are three separate roles: none of them may read a family's file.
 */

export const ROLES = {
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  auditor: '审计员',
  'county-admin': '县级业务管理员',
  'county-officer': '县级经办',
  reviewer: '审核人',
  'community-worker': '社区工作人员',
  'department-data': '部门数据专员',
  inspector: '纪检监察',
  leader: '分管领导',
  'prefecture-supervisor': '州级监管',
} as const;

export type Role = keyof typeof ROLES;

export interface Permission {
  readonly label: string;
  readonly roles: readonly Role[];
}

const OFFICE = ['county-admin', 'county-officer', 'reviewer'] as const;
const READERS = [...OFFICE, 'community-worker', 'leader', 'inspector', 'prefecture-supervisor'] as const;
const EVERYONE: readonly Role[] = [
  ...READERS,
  'system-admin',
  'security-admin',
  'auditor',
  'department-data',
];

export const PERMISSIONS = Object.freeze({
  'session.own': { label: '本人登录信息与密码', roles: EVERYONE },
  'inbox.read': { label: '查看待办与预警', roles: EVERYONE },
  'home.read': { label: '查看首页', roles: EVERYONE },
  'setup.complete': { label: '完成首次设置', roles: ['system-admin'] },

  'organisation.read': {
    label: '查看机构',
    roles: [...READERS, 'system-admin', 'security-admin', 'auditor'],
  },
  'organisation.manage': { label: '维护机构与部门', roles: ['system-admin'] },
  'user.read': { label: '查看用户', roles: ['system-admin', 'security-admin', 'auditor'] },
  'user.manage': { label: '新建、停用用户', roles: ['system-admin'] },
  'user.grant': { label: '授予角色、解锁、重置密码', roles: ['security-admin'] },
  'event.read': { label: '查看操作记录', roles: ['auditor', 'inspector'] },
  'event.export': { label: '导出操作记录', roles: ['auditor', 'inspector'] },

  'policy.read': { label: '查看政策标准', roles: READERS },
  'policy.draft': { label: '起草政策标准', roles: ['county-admin', 'county-officer'] },
  'policy.publish': { label: '复核并发布政策标准', roles: ['county-admin', 'leader'] },

  'household.read': { label: '查看住户档案', roles: READERS },
  'household.reveal': { label: '查看完整证件号、电话', roles: [...OFFICE, 'community-worker', 'inspector'] },
  'household.export': { label: '导出住户名单', roles: ['county-admin', 'county-officer', 'inspector'] },
  'import.manage': { label: '导入花名册', roles: ['county-admin', 'county-officer'] },

  'feed.deliver': { label: '报送部门数据', roles: ['department-data', 'county-admin', 'county-officer'] },
  'feed.read': {
    label: '查看数据报送台账',
    roles: ['department-data', ...OFFICE, 'leader', 'inspector', 'prefecture-supervisor'],
  },
  'feed.chase': { label: '催报部门数据', roles: ['county-admin', 'county-officer'] },
  'data-use.read': { label: '查看数据使用登记', roles: ['county-admin', 'auditor', 'inspector'] },

  'run.read': { label: '查看比对任务', roles: [...OFFICE, 'leader', 'inspector', 'prefecture-supervisor'] },
  'run.start': { label: '发起、取消比对', roles: ['county-admin', 'county-officer'] },

  'finding.read': { label: '查看疑点', roles: READERS },
  'finding.assign': { label: '派发疑点', roles: ['county-admin', 'county-officer'] },
  'finding.answer': {
    label: '告知家庭、登记反馈',
    roles: ['community-worker', 'county-admin', 'county-officer'],
  },
  'finding.propose': { label: '提出核查结论', roles: ['community-worker', 'county-admin', 'county-officer'] },
  'finding.conclude': { label: '审定核查结论', roles: ['reviewer', 'county-admin'] },
  'finding.reopen': { label: '重新核查', roles: ['reviewer', 'county-admin', 'inspector'] },
  'finding.export': { label: '导出疑点', roles: ['county-admin', 'county-officer', 'inspector'] },
  'paper.upload': { label: '上传佐证材料', roles: [...OFFICE, 'community-worker'] },
  'paper.read': { label: '查看佐证材料', roles: READERS },

  'exit.read': { label: '查看应退未退台账', roles: READERS },
  'exit.manage': { label: '登记清退进展', roles: ['county-admin', 'county-officer'] },
  'report.read': {
    label: '查看、下载报表',
    roles: [...OFFICE, 'leader', 'inspector', 'prefecture-supervisor'],
  },
} as const satisfies Record<string, { label: string; roles: readonly Role[] }>);

export type Action = keyof typeof PERMISSIONS;

/** True when one of `roles` holds `action`. Nothing else grants anything. */
export function mayAct(roles: readonly Role[], action: Action): boolean {
  const holders: readonly Role[] = PERMISSIONS[action].roles;
  return roles.some((role) => holders.includes(role));
}

/** Every action that `roles` together hold, for menus and buttons. */
export function actionsOf(roles: readonly Role[]): readonly Action[] {
  return ACTIONS.filter((action) => mayAct(roles, action));
}

export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];
