import { administrationOf, ROLES, type Role } from '@anju/domain';

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

/** The roles of a row, without any that the table no longer knows. */
export const rolesOf = (texts: readonly string[]): readonly Role[] => texts.filter(isRole);

export const ROLE_CODES = Object.keys(ROLES).filter(isRole);

/**
 * Why these roles can't be one person's, in Chinese, or null. 系统管理, 安全管理 and 审计 are three people
 * (requirements A3), and none of them handles families.
 */
export function rolesConflict(roles: readonly Role[]): string | null {
  const held = administrationOf(roles);
  if (held.length > 1)
    return `${held.map((role) => ROLES[role]).join('、')}必须由不同的人担任，请只保留一个。`;
  const [only] = held;
  if (only && roles.length > 1) return `${ROLES[only]}不能同时担任业务角色，请分给不同的人。`;
  if (roles.includes('department-data') && roles.length > 1)
    return '部门数据专员不能同时担任业务角色：他只报送数据，不查看住户档案。';
  return null;
}
