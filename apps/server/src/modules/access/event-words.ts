import {
  CLUE_ACTS,
  CLUE_CHANNELS,
  CLUE_RESULTS,
  CLUE_STATES,
  DISCIPLINE_LEVELS,
  EXIT_NATURES,
  FINDING_ACTS,
  FINDING_STATES,
  FORM_LEVELS,
  PLAN_CODES,
  PROBLEM_ACTS,
  PROBLEM_STATES,
  REGISTERS,
  REPORT_ACTS,
  REPORT_STATES,
  ROLES,
  RULE_TITLES,
  SATISFACTION,
  SUPERVISION_FORMS,
  TRANSFER_RECEIVERS,
} from '@anju/domain';
import { INTAKE_STATES } from '../intake/index.ts';

/** What the figures of the events are called on screen, one word a key of any payload. */
const KEYS: Readonly<Record<string, string>> = {
  acceptPartial: '接受部分载入',
  batch: '与已有各份的关系',
  administrative: '政务处分',
  admonished: '诫勉',
  after: '改后',
  asOf: '数据日期',
  basis: '依据',
  before: '改前',
  by: '方式',
  bytes: '字节',
  campaign: '专项整治',
  category: '类别',
  changed: '变更',
  channel: '渠道',
  check: '抽查',
  cleared: '消除',
  exited: '家庭已退出',
  clue: '线索',
  clues: '线索数',
  code: '户编号',
  contacts: '联络人数',
  counties: '县市',
  county: '县',
  days: '天数',
  deadline: '整改时限',
  decidedOn: '决定日期',
  department: '部门',
  did: '办理',
  disciplineLevel: '处分级别',
  drawn: '抽中',
  due: '限期',
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
  filled: '填报期次',
  filter: '筛选',
  filters: '筛选',
  finding: '疑点',
  via: '经由',
  form: '报表或形态',
  formLevel: '形态级别',
  frame: '总体数',
  frameHash: '名单指纹',
  found: '是否找到',
  from: '原状态',
  granted: '已授角色',
  hits: '命中',
  household: '户',
  id: '编号',
  import: '花名册',
  into: '并入',
  item: '整治内容',
  judicial: '移送司法',
  kind: '登记',
  left: '撤出台账',
  mark: '标记',
  measure: '处理方式',
  member: '成员',
  method: '登录方式',
  month: '月份',
  name: '名称',
  nature: '退出性质',
  new: '新增',
  nextDue: '下次应报',
  number: '文号',
  on: '日期',
  opening: '开启申请',
  organisation: '承办单位',
  organisational: '组织处理',
  other: '另一线索',
  owner: '发起方',
  papers: '材料份数',
  participants: '参加县市',
  party: '党纪处分',
  period: '期次',
  persisting: '持续',
  persons: '人数',
  phone: '电话',
  phones: '电话数',
  plan: '方案',
  plannedOn: '计划完成',
  policy: '标准',
  policyVersion: '标准版本',
  problem: '问题',
  problems: '问题数',
  reason: '事由',
  receiver: '移送单位',
  refused: '未采用',
  region: '辖区',
  relation: '关系',
  replaces: '取代',
  report: '报表',
  requested: '申请角色',
  result: '结果',
  revision: '修订号',
  rows: '行数',
  rule: '疑点类型',
  satisfaction: '满意度',
  searched: '用过查找',
  secondFactor: '动态口令',
  seed: '随机数',
  seedKind: '随机数来源',
  seedOn: '随机数日期',
  sentUp: '转上级',
  sha256: '文件指纹',
  size: '字节',
  state: '状态',
  to: '新状态',
  told: '通知人数',
  type: '文件类型',
  unchanged: '未变',
  until: '统计截至',
  version: '版本',
  warnings: '提醒',
  year: '年份',
};

/** What was done, where the act alone does not say it. */
const DID: Readonly<Record<string, string>> = {
  ...REPORT_ACTS,
  ...CLUE_ACTS,
  ...PROBLEM_ACTS,
  ...FINDING_ACTS,
  add: '新增',
  ask: '申请开启',
  chase: '催报',
  declare: '登记亲属',
  disposal: '改处置情况',
  draw: '抽样',
  end: '结束',
  explanation: '说明',
  figures: '取数',
  freeze: '固定名单',
  issue: '下发',
  'judge-different': '判为不同线索',
  keep: '保存',
  record: '登记',
  remove: '删除',
  result: '登记结果',
  set: '设定',
  start: '启动',
  texts: '填写文字',
  void: '作废',
  agree: '约定报送周期',
  cancel: '取消',
  changed: '花名册变更',
  confirm: '确认载入',
  create: '起草',
  created: '花名册新增',
  delivered: '载入完成',
  'download-refused': '下载未采用清单',
  'find-by-receipt': '凭查询码查找线索',
  complete: '确认全年录入完毕',
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
  ...REPORT_STATES,
  ...CLUE_STATES,
  ...PROBLEM_STATES,
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

const labelsOf = (list: readonly { readonly key: string; readonly label: string }[]) =>
  Object.fromEntries(list.map(({ key, label }) => [key, label]));

/** Where a value is a code, the words of its key. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  after: ROLES,
  batch: { add: '补充这一期', replace: '替换这一期' },
  before: ROLES,
  by: WAYS,
  channel: CLUE_CHANNELS,
  did: DID,
  disciplineLevel: labelsOf(DISCIPLINE_LEVELS),
  field: FIELDS,
  fields: FIELDS,
  filters: FIELDS,
  form: SUPERVISION_FORMS,
  formLevel: labelsOf(FORM_LEVELS),
  from: STATES,
  granted: ROLES,
  kind: KINDS,
  method: WAYS,
  nature: NATURES,
  plan: PLAN_CODES,
  receiver: TRANSFER_RECEIVERS,
  requested: ROLES,
  result: CLUE_RESULTS,
  rule: RULE_TITLES,
  satisfaction: SATISFACTION,
  state: STATES,
  to: STATES,
  via: { finding: '疑点' },
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
