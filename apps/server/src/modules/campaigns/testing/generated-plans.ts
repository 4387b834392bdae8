import { type CampaignContent, DEFAULT_CLUE_LISTS, type PlanCategory } from '@anju/domain';

/** Categories as the plans have them, shortened: enough to group by, with every line of form F1 in use. */
const RENTAL: readonly PlanCategory[] = [
  {
    code: '1',
    label: '公开公示不到位方面',
    items: [
      { code: '1-1', text: '公租房房源、分配条件等未向社会公开', f1Line: '1' },
      { code: '1-2', text: '经审核符合条件的申请人未公示', f1Line: '2' },
      { code: '1-3', text: '轮候对象未公开', f1Line: null },
    ],
  },
  {
    code: '2',
    label: '违规分配、审核方面',
    items: [
      { code: '2-1', text: '未制定或未及时调整相关管理规定', f1Line: '3' },
      { code: '2-4', text: '审批过程中工作人员吃拿卡要', f1Line: '3-2' },
    ],
  },
  {
    code: '3',
    label: '违规租住、转租、转借方面',
    items: [
      { code: '3-1', text: '家庭收入和财产明显超出准入标准', f1Line: null },
      { code: '3-3', text: '故意拖欠租金累计长达6个月以上', f1Line: '5' },
      { code: '3-4', text: '违规将公租房转租、转借他人', f1Line: '4' },
      { code: '3-6', text: '违规租住并转租、转借他人', f1Line: '6' },
    ],
  },
  {
    code: '4',
    label: '违规管理使用改变用途方面',
    items: [{ code: '4-2', text: '擅自改变公租房居住用途', f1Line: '7' }],
  },
  {
    code: '5',
    label: '住户诉求解决不及时方面',
    items: [
      { code: '5-1', text: '群众反映、举报未认真核实反馈', f1Line: '8' },
      { code: '5-2', text: '群众合理诉求没有及时解决', f1Line: null },
    ],
  },
  { code: '6', label: '其他方面', items: [{ code: '6-1', text: '其他', f1Line: '9' }] },
];

const RURAL: readonly PlanCategory[] = [
  {
    code: '1',
    label: '责任不落实工作不力',
    items: [{ code: '1-1', text: '“数字危改”影响实效', f1Line: null }],
  },
  {
    code: '2',
    label: '改造对象认定不精准审批不严',
    items: [
      { code: '2-1', text: '身份未经部门认定', f1Line: null },
      { code: '2-2', text: '危房等级鉴定不准', f1Line: null },
    ],
  },
  {
    code: '3',
    label: '资金使用管理不规范和违规',
    items: [
      { code: '3-1', text: '贪污侵占、虚报冒领、截留挪用', f1Line: null },
      { code: '3-2', text: '补助资金未直接发放到“一卡通”', f1Line: null },
    ],
  },
  {
    code: '4',
    label: '工作作风不实',
    items: [{ code: '4-1', text: '验收流于形式、质量不达标', f1Line: null }],
  },
];

const common = { phases: [], milestones: [], lists: DEFAULT_CLUE_LISTS, rectifyDays: 30 } as const;

/** @param year of the stage reports' due days */
export function rentalContent(year: number): CampaignContent {
  return {
    ...common,
    scope: 'public-rental',
    categories: RENTAL,
    forms: [
      {
        form: 'F1',
        every: 'month',
        dueDay: 18,
        reports: 'same-month',
        basis: 'cumulative',
        nothingAs: 'blank',
      },
      {
        form: 'F2',
        every: 'month',
        dueDay: 18,
        reports: 'previous-month',
        basis: 'period',
        nothingAs: 'zero',
      },
      { form: 'F3', every: 'half-month', dueAfterDays: 2, basis: 'cumulative', nothingAs: 'zero' },
    ],
    stageReports: [
      { kind: 'stage', title: '第一次阶段性总结', dueOn: `${year}-07-25` },
      { kind: 'stage', title: '第二次阶段性总结', dueOn: `${year}-09-25` },
      { kind: 'final', title: '专项报告', dueOn: `${year}-11-25` },
    ],
    copyTo: ['同级纪检监察部门'],
  };
}

export function ruralContent(startsOn: string): CampaignContent {
  return {
    ...common,
    scope: 'rural',
    categories: RURAL,
    forms: [
      {
        form: 'F4',
        every: 'month',
        dueDay: 26,
        reports: 'previous-month',
        basis: 'period',
        nothingAs: 'zero',
        wanDecimals: 2,
      },
      {
        form: 'F5',
        every: 'month',
        dueDay: 26,
        reports: 'previous-month',
        basis: 'period',
        nothingAs: 'blank',
        wanDecimals: 2,
      },
      { form: 'F6', every: 'once', dueOn: startsOn, basis: 'period', nothingAs: 'blank' },
    ],
    stageReports: [],
    copyTo: [],
  };
}
