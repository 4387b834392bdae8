import { EXIT_NATURES, FINDING_ACTS, FINDING_STATES, REGISTERS, ROLES, RULE_TITLES } from '@anju/domain';
import { INTAKE_STATES } from '../intake/index.ts';

/** What the figures of the events are called on screen, one word a key of any payload. */
const KEYS: Readonly<Record<string, string>> = {
  acceptPartial: '接受部分载入',
  after: '改后',
  asOf: '数据日期',
  before: '改前',
  by: '方式',
  bytes: '字节',
  category: '类别',
  changed: '变更',
  cleared: '消除',
  code: '户编号',
  county: '县',
  department: '部门',
  did: '办理',
  dueOn: '限期',
  effectiveFrom: '施行日期',
  ended: '结束的登录',
  estate: '小区',
  everyDays: '报送周期（天）',
  families: '家庭',
  faults: '待改问题',
  feeds: '所用数据',
  field: '查看内容',
  fields: '改动内容',
  file: '文件指纹',
  filters: '筛选',
  finding: '疑点',
  from: '原状态',
  granted: '已授角色',
  hits: '命中',
  household: '户',
  id: '编号',
  import: '花名册',
  kind: '登记',
  left: '撤出台账',
  member: '成员',
  method: '登录方式',
  nature: '退出性质',
  new: '新增',
  nextDue: '下次应报',
  on: '日期',
  organisation: '承办单位',
  papers: '材料份数',
  persisting: '持续',
  plannedOn: '计划完成',
  policy: '标准',
  policyVersion: '标准版本',
  reason: '事由',
  refused: '拒收',
  region: '辖区',
  requested: '申请角色',
  revision: '修订号',
  rows: '行数',
  rule: '疑点类型',
  searched: '用过查找',
  secondFactor: '动态口令',
  sha256: '文件指纹',
  size: '字节',
  state: '状态',
  to: '新状态',
  told: '通知人数',
  type: '文件类型',
  unchanged: '未变',
  until: '统计截至',
  version: '版本',
};

/** What was done, where the act alone does not say it. */
const DID: Readonly<Record<string, string>> = {
  ...FINDING_ACTS,
  agree: '约定报送周期',
  cancel: '取消',
  changed: '花名册变更',
  confirm: '确认载入',
  create: '起草',
  created: '花名册新增',
  delivered: '载入完成',
  'download-refused': '下载拒收行',
  edit: '修改',
  exited: '登记已退出',
  load: '载入完成',
  map: '指定列',
  plan: '填写措施与计划',
  upload: '上传',
};

const FIELDS: Readonly<Record<string, string>> = {
  act: '操作',
  active: '启用或停用',
  actor: '操作人',
  departmentId: '部门',
  duties: '职责',
  idNumber: '证件号码',
  kind: '类别',
  name: '名称',
  organisation: '机构',
  phone: '电话',
  registers: '报送的登记',
  roles: '角色',
  subjectId: '对象编号',
  subjectType: '对象',
  from: '从',
  to: '到',
  code: '代码',
  username: '用户名',
};

const STATES: Readonly<Record<string, string>> = {
  ...INTAKE_STATES,
  ...FINDING_STATES,
  fresh: '正常',
  'due-soon': '快到期',
  overdue: '逾期',
  never: '从未报送',
  'to-exit': '待退出',
  exited: '已退出',
};

const KINDS = Object.fromEntries(Object.values(REGISTERS).map(({ kind, label }) => [kind, label]));
const NATURES = Object.fromEntries(
  Object.entries(EXIT_NATURES).map(([nature, { sign, label }]) => [nature, `${sign} ${label}`]),
);
const WAYS = { password: '密码', oidc: '统一身份认证', 'oidc-mfa': '统一身份认证', 'command-line': '命令行' };

/** Where a value is a code, the words of its key. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  after: ROLES,
  before: ROLES,
  by: WAYS,
  did: DID,
  field: FIELDS,
  fields: FIELDS,
  filters: FIELDS,
  from: STATES,
  granted: ROLES,
  kind: KINDS,
  method: WAYS,
  nature: NATURES,
  requested: ROLES,
  rule: RULE_TITLES,
  state: STATES,
  to: STATES,
};

/** The word for a key of a payload, or null where none is known. */
export const eventWord = (key: string): string | null => KEYS[key] ?? null;

/** The word for what was done, or null where none is known. */
export const didWord = (did: string): string | null => DID[did] ?? null;

/** A payload as an auditor reads it: 办理 提出结论；新状态 待审定. */
export function eventText(payload: unknown): string {
  if (!isRecord(payload)) return '';
  return Object.entries(payload)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${eventWord(key) ?? key} ${valueText(key, value)}`)
    .join('；');
}

function valueText(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => valueText(key, one)).join('、') || '无';
  if (isRecord(value))
    return Object.entries(value)
      .filter(([inner]) => inner !== 'id')
      .map(([inner, one]) => valueText(inner, one))
      .join(' ');
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  return VALUES[key]?.[text] ?? text;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
