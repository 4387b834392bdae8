import { DEFAULT_CLUE_LISTS } from '../clue-lists.ts';
import type { CampaignForm, PlanCategory, PlanItem } from '../plan.ts';
import { dayIn, type ReadyPlan } from './ready-plan.ts';

const items = (category: number, texts: readonly string[]): readonly PlanItem[] =>
  texts.map((text, n) => ({ code: `${category}.${n + 1}`, text, f1Line: null }));

/** Source 4, part 2: four groups. */
const CATEGORIES: readonly PlanCategory[] = [
  {
    code: '1',
    label: '责任不落实、工作不力',
    items: items(1, [
      '搞变通、打折扣、搞“数字危改”等影响脱贫攻坚实效',
      '已脱贫仍住危房',
      '对监督检查中发现的问题线索不处理、不移送、不整改、假整改、隐瞒不报、袒护包庇',
    ]),
  },
  {
    code: '2',
    label: '改造对象认定不精准、审批不严',
    items: items(2, [
      '4类重点对象身份未经扶贫、民政、残联等部门认定或认定不准',
      '危房等级未鉴定或鉴定不准、过度鉴定',
      '审核把关不严、程序不到位，将不符合条件对象纳入补助范畴',
      '“已死亡人口”仍享受农村危房改造政策',
      '政策宣传不到位，评议公示流于形式，信息不公开、不透明',
    ]),
  },
  {
    code: '3',
    label: '资金使用管理不规范和违规',
    items: items(3, [
      '贪污侵占、虚报冒领、截留挪用、套取骗取危房改造资金',
      '吃拿卡要、优亲厚友',
      '补助资金未按要求及时发放',
      '补助资金未按要求直接发放到农户“一卡通”账户',
      '整合资金使用不符合政策规定',
    ]),
  },
  {
    code: '4',
    label: '工作作风不实',
    items: items(4, [
      '危房改造质量不达标、无卫生厕所',
      '验收流于形式、走过场',
      '搞形象工程、面子工程',
      '档案填写、信息录入不准确、不真实，虚报和瞒报改造面积',
      '信息录入与实际改造进度不匹配，工作造假',
    ]),
  },
];

/** "每月26日按时汇总填报", "本表统计上月数据". */
const MONTHLY = {
  every: 'month',
  dueDay: 26,
  reports: 'previous-month',
  basis: 'period',
  nothingAs: 'zero',
  wanDecimals: 2,
} as const;

const forms = (year: number): readonly CampaignForm[] => [
  { form: 'F4', ...MONTHLY },
  { form: 'F5', ...MONTHLY },
  { form: 'F6', every: 'once', dueOn: dayIn(year, 11, 14), basis: 'period', nothingAs: 'blank' },
];

export const RURAL_2018: ReadyPlan = {
  code: 'rural-2018',
  title: '农村危房改造领域腐败和作风问题专项治理',
  source: '全市农村危房改造领域腐败和作风问题专项治理三年行动方案',
  questions: ['rectify-days'],
  remark:
    '三年行动：选的是起始年，至第三年年底结束。总结报告来文只写到第三年，预设为12月31日，可以改。来文自11月起每月26日汇总上月：11月26日应报的10月在专项治理开始之前，没有可报的内容，第一次报送为12月26日。来文没有说查否的线索算不算发现问题：统计表与线索表须一致，预设线索表登记的每条都计入发现问题和涉及金额，查否办结的计入完成；如上级另有口径，请在备注栏说明。',
  span: (year) => ({ startsOn: dayIn(year, 11, 1), endsOn: dayIn(year + 2, 12, 31) }),
  content: (year, answers) => ({
    scope: 'rural',
    categories: CATEGORIES,
    phases: [
      // "要将自查自纠行动贯穿专项治理行动的始终".
      { title: '自查自纠，全面整改', startsOn: dayIn(year, 11, 1), endsOn: dayIn(year + 2, 12, 31) },
      { title: '重点督办，健全机制', startsOn: dayIn(year + 1, 1, 1), endsOn: dayIn(year + 1, 12, 31) },
      { title: '巩固深化，全面提升', startsOn: dayIn(year + 2, 1, 1), endsOn: dayIn(year + 2, 12, 31) },
    ],
    forms: forms(year),
    stageReports: [{ kind: 'final', title: '三年专项治理工作总结', dueOn: dayIn(year + 2, 12, 31) }],
    milestones: [
      { title: '报送工作方案和专项治理联络人名单', dueOn: dayIn(year, 11, 14) },
      { title: '完成政策宣传和门户网站公布并备案', dueOn: dayIn(year, 11, 19) },
    ],
    lists: DEFAULT_CLUE_LISTS,
    copyTo: ['同级纪检监察机关'],
    rectifyDays: Number(answers['rectify-days']),
  }),
};
