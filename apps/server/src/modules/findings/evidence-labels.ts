import { REGISTERS } from '@anju/domain';

/** What an officer calls the figures of the evidence. A key that is missing here fails a test. */
const OWN_LABELS: Readonly<Record<string, string>> = {
  age: '年龄',
  area: '面积口径',
  asOf: '基准日',
  benefits: '其他保障',
  businesses: '登记的企业',
  bornOn: '出生日期',
  category: '救助类别',
  changedOn: '变动日期',
  confidence: '把握',
  contracts: '网签合同',
  county: '本县代码',
  days: '超期天数',
  diedOn: '死亡日期',
  disposals: '转让记录',
  due: '应入住日期',
  employer: '发放单位',
  endDate: '合同到期日',
  endedBy: '中断于',
  endedOn: '停发日期',
  estate: '小区',
  forbidden: '政策不允许持有',
  from: '起',
  idNumber: '证件号码',
  inclusive: '含本数',
  keysOn: '交钥匙日期',
  kind: '类别',
  kinds: '类别',
  leaseStart: '起租日期',
  limit: '标准',
  limitPerMonth: '每月标准',
  lookback: '追溯期',
  marriedOn: '结婚登记日期',
  member: '成员',
  members: '家庭人口',
  missing: '缺少数据',
  month: '月份',
  months: '逐月用量',
  monthly: '月发放额',
  name: '名称',
  on: '日期',
  otherHouseholds: '涉及的其他家庭',
  paidInLimit: '实缴标准',
  parts: '逐人构成',
  per: '标准口径',
  region: '地区代码',
  register: '来源数据',
  registered: '登记情况',
  role: '职务',
  room: '房号',
  runs: '连续低用量',
  spouseId: '配偶证件号',
  spouseName: '配偶姓名',
  startedOn: '起始日期',
  status: '状态',
  tier: '保障类别',
  to: '止',
  transferredOn: '转移日期',
  usage: '用途',
  utility: '项目',
  value: '核算值',
  vehicles: '登记的车辆',
};

/** The register's own word for a field, where the evidence carries the field under its name. */
const FIELD_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(REGISTERS).flatMap((register) => register.fields.map((field) => [field.key, field.label])),
);

const UNIT_SUFFIX = /(Fen|Cm2|Ml|Months)$/;

/** The label of an evidence key, with or without its unit; null where there is no word for it. */
export function evidenceLabel(key: string): string | null {
  return OWN_LABELS[key] ?? FIELD_LABELS[key] ?? OWN_LABELS[key.replace(UNIT_SUFFIX, '')] ?? null;
}
