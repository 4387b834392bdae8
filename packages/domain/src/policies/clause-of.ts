import type { PolicyPack } from './policy-pack.ts';
import { NATIONAL_TENANCY } from './tenancy-limits.ts';

const SECTION_TITLES = {
  admission: '准入',
  'admission.housing': '准入·住房',
  'admission.income': '准入·收入',
  'admission.assets': '准入·资产',
  'admission.vehicles': '准入·车辆',
  'admission.business': '准入·工商登记',
  'admission.hukou': '准入·户籍',
  'admission.groups': '准入·对象类别',
  'admission.minimumAge': '准入·年龄',
  disposableIncome: '人均可支配收入',
  tenancy: '租后管理',
  'tenancy.idle': '租后管理·闲置',
  'tenancy.excess': '租后管理·用量异常',
  'tenancy.arrears': '租后管理·欠租',
  'tenancy.moveIn': '租后管理·入住',
  rent: '租金',
  transition: '搬迁期',
  publicity: '公示',
  reviewChain: '审核',
  waitlist: '轮候',
  penalties: '处罚',
  rural: '农村危房改造',
} as const;

export type PolicySection = keyof typeof SECTION_TITLES;

/**
 * The clause a judgement rests on: document number, then the section's own clause (or that of the section it is
 * in), else the section's title: "示例〔2026〕1号 准入·收入". Where the ministry's value stands in for one that the pack
 * does not set, the ministry's article.
 */
export function clauseOf(pack: PolicyPack, section: PolicySection): string {
  if (section === 'tenancy.idle' && pack.tenancy?.idleMonths === undefined)
    return NATIONAL_TENANCY.idleMonths.clause;
  if (section === 'tenancy.arrears' && pack.tenancy?.arrearsMonths === undefined)
    return NATIONAL_TENANCY.arrearsMonths.clause;
  const clause = ownClause(pack, section);
  return `${pack.documentNo} ${clause ?? SECTION_TITLES[section]}`;
}

function ownClause(pack: PolicyPack, section: PolicySection): string | undefined {
  let found: string | undefined;
  let node: unknown = pack;
  for (const key of section.split('.')) {
    if (typeof node !== 'object' || node === null) break;
    node = Object.entries(node).find(([name]) => name === key)?.[1];
    if (typeof node === 'object' && node !== null && 'clause' in node && typeof node.clause === 'string') {
      found = node.clause;
    }
  }
  return found;
}
