import {
  CLUE_ACTS,
  CLUE_MESSAGES,
  FINDING_ACTS,
  PROBLEM_ACTS,
  REPORT_ACTS,
  SUPERVISION_ACTS,
} from '@anju/domain';

/** What was done, where the act alone does not say it: by the first word of the act, because 退回 is not one thing. */
const DONE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accountability: {
    record: '登记',
    write: '撰写典型案例',
    change: '修改典型案例',
    remove: '删除典型案例',
    withdraw: '撤销登记',
  },
  calendar: {
    set: '设定',
    remove: '删除',
    complete: '确认全年录入完毕',
    reopen: '撤回全年录入确认',
  },
  campaign: {
    start: '启动',
    edit: '修改',
    end: '结束',
    'add-counties': '增加参加单位',
    keep: '保存联络人',
    reveal: '查看联络人电话',
    form: '联络人写入报表',
  },
  check: {
    freeze: '固定名单',
    draw: '抽样',
    void: '作废',
    result: '登记结果',
    transfer: '移交',
  },
  clue: {
    ...CLUE_ACTS,
    ...CLUE_MESSAGES,
    ask: '申请开启',
    agree: '同意开启',
    refuse: '不同意开启',
    view: '查看身份',
    edit: '修改',
    disposal: '改处置情况',
    'judge-different': '判为不同线索',
    'find-by-receipt': '凭查询码查找线索',
  },
  exit: {
    plan: '填写措施与计划',
    exited: '登记已退出',
    restore: '撤销清退登记',
    'establish-exit': '认定应退',
    'withdraw-exit': '撤回应退认定',
  },
  feed: {
    upload: '上传',
    map: '指定列',
    confirm: '确认载入',
    delivered: '载入完成',
    cancel: '取消',
    agree: '约定报送周期',
    chase: '催报',
    'download-refused': '下载未采用清单',
  },
  finding: FINDING_ACTS,
  import: {
    upload: '上传',
    map: '指定列',
    confirm: '确认载入',
    load: '载入完成',
    cancel: '取消',
    created: '花名册新增',
    changed: '花名册变更',
    'download-refused': '下载未采用清单',
  },
  paper: { 'keep-from-view': '标记含举报人信息' },
  policy: { create: '起草', edit: '修改' },
  problem: {
    ...PROBLEM_ACTS,
    correct: '更正登记',
    'look-back': '回头看',
    'establish-exit': '认定应退',
    'withdraw-exit': '撤回应退认定',
  },
  relation: { declare: '登记亲属', end: '结束' },
  report: { ...REPORT_ACTS, chase: '催报', drop: '撤去' },
  result: { add: '新增', change: '修改', remove: '删除' },
  supervision: { ...SUPERVISION_ACTS, issue: '下发' },
};

/** The word for what was done in an act, or null where none is known: 'agree' of a feed is no agreeing of a clue. */
export const didWord = (act: string, did: string): string | null =>
  DONE[act.split('.')[0] ?? '']?.[did] ?? null;
