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
  'sign-in.read': { label: '查看登录记录', roles: ['security-admin'] },
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
  'finding.reopen': { label: '重新核查', roles: ['reviewer', 'county-admin'] },
  'finding.export': { label: '导出疑点', roles: ['county-admin', 'county-officer', 'inspector'] },
  'paper.upload': {
    label: '上传佐证材料',
    roles: [...OFFICE, 'community-worker', 'prefecture-supervisor'],
  },
  'paper.read': { label: '查看佐证材料', roles: READERS },

  'exit.read': { label: '查看应退未退台账', roles: READERS },
  'exit.establish': { label: '列入应退未退台账', roles: ['reviewer', 'county-admin'] },
  'exit.withdraw': { label: '撤回应退认定', roles: ['reviewer', 'county-admin'] },
  'exit.manage': { label: '登记清退进展', roles: ['county-admin', 'county-officer'] },
  'exit.restore': { label: '撤销清退登记', roles: ['reviewer', 'county-admin'] },

  'clue.read': { label: '查看线索', roles: READERS },
  'clue.register': {
    label: '登记线索',
    roles: ['county-officer', 'county-admin', 'reviewer', 'community-worker', 'prefecture-supervisor'],
  },
  'clue.triage': {
    label: '受理、分办、移送、并案线索',
    roles: ['county-officer', 'county-admin', 'prefecture-supervisor'],
  },
  'clue.hand-down': { label: '转办线索到县市', roles: ['prefecture-supervisor'] },
  'clue.extend': { label: '批准延长线索办理期限', roles: ['leader', 'county-admin'] },
  'clue.inquire': {
    label: '提交线索核查结果',
    roles: ['county-officer', 'county-admin', 'community-worker', 'prefecture-supervisor'],
  },
  'clue.conclude': { label: '审定线索结果', roles: ['reviewer', 'county-admin', 'leader'] },
  'clue.reopen': { label: '重新办理线索', roles: ['county-admin', 'leader', 'prefecture-supervisor'] },
  'clue.identity': { label: '申请、同意开启举报人身份', roles: ['inspector', 'leader', 'county-admin'] },
  'clue.export': {
    label: '导出线索',
    roles: ['county-admin', 'county-officer', 'inspector', 'prefecture-supervisor'],
  },
  'relation.manage': { label: '登记工作人员亲属回避', roles: ['county-admin', 'prefecture-supervisor'] },

  'campaign.read': { label: '查看专项整治', roles: READERS },
  'campaign.manage': { label: '启动、维护专项整治', roles: ['county-admin', 'prefecture-supervisor'] },
  // The supervisor's share is the prefecture's own ledger; which ledger is the matter of each act.
  'problem.register': {
    label: '登记问题',
    roles: ['county-officer', 'county-admin', 'prefecture-supervisor'],
  },
  'problem.rectify': {
    label: '登记整改进展、申请销号',
    roles: ['county-officer', 'county-admin', 'community-worker', 'prefecture-supervisor'],
  },
  'problem.close': {
    label: '销号、退回整改',
    roles: ['reviewer', 'county-admin', 'leader', 'prefecture-supervisor'],
  },
  'problem.reopen': {
    label: '重新整改、恢复已撤销问题',
    roles: ['reviewer', 'county-admin', 'leader', 'prefecture-supervisor'],
  },
  'problem.withdraw': { label: '撤销问题', roles: ['county-admin', 'leader'] },
  'problem.export': {
    label: '导出整改台账',
    roles: ['county-admin', 'county-officer', 'inspector', 'prefecture-supervisor'],
  },
  'oversight.read': {
    label: '查看问责曝光与疑似虚假整改',
    roles: [...OFFICE, 'leader', 'inspector', 'prefecture-supervisor'],
  },
  'accountability.manage': {
    label: '登记问责、通报曝光',
    roles: ['county-admin', 'county-officer', 'prefecture-supervisor'],
  },
  'result.manage': {
    label: '登记制度、成果与公布',
    roles: ['county-admin', 'county-officer', 'prefecture-supervisor'],
  },
  'contacts.manage': { label: '维护专项整治联络人', roles: ['county-admin', 'county-officer'] },
  'supervision.issue': { label: '下发督办', roles: ['leader', 'county-admin', 'prefecture-supervisor'] },
  'supervision.answer': { label: '回复督办', roles: ['county-officer', 'county-admin', 'community-worker'] },
  'check.draw': { label: '抽取核查样本', roles: ['county-admin', 'prefecture-supervisor'] },
  // Dice are announced by another person than who froze the list, and a county may have one administrator only.
  'check.seed': {
    label: '公布抽查种子',
    roles: ['county-admin', 'prefecture-supervisor', 'leader', 'reviewer'],
  },
  'check.record': {
    label: '登记抽查结果',
    roles: ['county-officer', 'county-admin', 'reviewer', 'prefecture-supervisor'],
  },

  'report.read': {
    label: '查看、下载报表',
    roles: [...OFFICE, 'leader', 'inspector', 'prefecture-supervisor'],
  },
  'report.fill': {
    label: '填报、上报报表',
    roles: ['county-officer', 'county-admin', 'prefecture-supervisor'],
  },
  'report.approve': { label: '审签报表', roles: ['leader'] },
  'report.review': { label: '退回、锁定报表', roles: ['prefecture-supervisor'] },
  'report.read-file': {
    label: '读入外报表格',
    roles: ['county-officer', 'county-admin', 'prefecture-supervisor'],
  },
  'report.receive': { label: '收下县市的文字材料', roles: ['prefecture-supervisor'] },

  'calendar.read': { label: '查看工作日历', roles: EVERYONE },
  'calendar.manage': { label: '维护工作日历', roles: ['county-admin', 'prefecture-supervisor'] },
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
