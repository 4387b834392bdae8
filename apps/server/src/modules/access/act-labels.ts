import { type Action, PERMISSIONS } from '@anju/domain';

/** The acts of this module that are no actions of the permission table. */
export const ACCESS_ACT_LABELS = {
  'session.sign-in': '登录',
  'session.refused': '登录被拒',
  'session.sign-out': '退出登录',
  'session.sign-out-everywhere': '在所有设备上退出',
  'session.password-changed': '修改密码',
  'session.totp-enabled': '启用动态口令',
  'user.create': '新建用户',
  'user.change': '修改用户',
  'user.roles': '授予角色',
  'user.roles-asked': '申请授予管理角色',
  'user.place-asked': '申请调整机构、部门',
  'user.place': '确认调整机构、部门',
  'user.place-refused': '不同意调整机构、部门',
  'user.password-reset': '重置密码',
  'user.reset-asked': '申请重置管理员密码',
  'user.unlock': '解锁用户',
  'user.signed-out': '强制用户退出',
} as const;

const isAction = (act: string): act is Action => Object.hasOwn(PERMISSIONS, act);

/** What an act is called on screen: a module's own label, the permission table's, or the code itself. */
export function actLabel(act: string, own: Readonly<Record<string, string>>): string {
  return own[act] ?? (isAction(act) ? PERMISSIONS[act].label : act);
}
