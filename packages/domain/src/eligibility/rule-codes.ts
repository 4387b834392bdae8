/** The rule codes, with the Chinese titles shown on lists. Rural rules (`rural.*`) come with their own module. */
export const RULE_TITLES = Object.freeze({
  'housing.owned': '名下有其他住房且超过面积标准',
  'housing.signed': '已网签购房',
  'housing.disposed': '规定期限内转让住房',
  'income.over': '收入超过标准',
  'assets.over': '资产超过标准',
  'vehicle.over': '车辆超过标准',
  'business.registered': '投资办企业超过标准',
  'member.deceased': '成员已死亡',
  'member.undeclared-spouse': '配偶未申报',
  'member.newborn': '新生子女未申报',
  'hukou.moved-out': '户籍已迁出',
  'benefit.duplicate': '重复享受住房保障',
  'benefit.subsidy-and-unit': '同时享受实物配租和租赁补贴',
  'status.lost': '低保（特困）等身份已终止',
  'payroll.public': '成员为财政供养人员',
  'applicant.minor': '承租人未达到规定年龄',
  'utility.idle': '连续多月水电气用量过低，疑似闲置',
  'utility.excess': '用电量异常偏高',
  'rent.arrears': '累计欠租达到规定月数',
  'lease.expired': '合同到期未续未退',
  'unit.double-allocated': '一套住房分配给两户',
  'unit.not-moved-in': '未按期入住',
  'id.invalid': '身份证号未通过校验',
  'id.mismatch': '同一身份证号姓名不一致',
} as const);

export type RuleCode = keyof typeof RULE_TITLES;

export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(RULE_TITLES, text);
}

const ABOUT_HOUSEHOLD: ReadonlySet<string> = new Set<RuleCode>([
  'housing.owned',
  'income.over',
  'assets.over',
  'vehicle.over',
]);

/** Whether the rule adds up what all members have: the member whom its outcome names only has the most of it. */
export function isAboutHousehold(rule: string): boolean {
  return ABOUT_HOUSEHOLD.has(rule);
}
