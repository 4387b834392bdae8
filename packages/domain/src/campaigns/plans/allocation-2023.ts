import { DEFAULT_CLUE_LISTS } from '../clue-lists.ts';
import type { CampaignForm, PlanCategory } from '../plan.ts';
import { dayIn, type PlanAnswers, type ReadyPlan } from './ready-plan.ts';

/**
 * Source 0, part 3: six categories. `f1Line` is the preprinted row of attachment 1, which is a list of its own: it
 * leaves items out, writes 转租、转借 twice (rows 4 and 6; ours go to 4) and gives one row no number ('3-2').
 */
const CATEGORIES: readonly PlanCategory[] = [
  {
    code: '1',
    label: '公开公示不到位方面',
    items: [
      {
        code: '1.1',
        text: '当地公租房房源、分配条件等，未在当地政府或部门网站、申请人所在街道或乡镇人民政府、社区（单位）等向社会公开',
        f1Line: '1',
      },
      {
        code: '1.2',
        text: '经审核后，对符合条件的申请人，未在当地政府或者部门网站、申请人居住地社区公示',
        f1Line: '2',
      },
      { code: '1.3', text: '登记为轮候对象的，未在当地政府或者部门网站等公开', f1Line: null },
    ],
  },
  {
    code: '2',
    label: '违规分配、审核方面',
    items: [
      {
        code: '2.1',
        text: '未制定或未及时调整公租房保障对象、准入条件、租金标准等相关管理规定的',
        f1Line: '3',
      },
      {
        code: '2.2',
        text: '在合理轮候期内，未将本地符合条件的低保低收入住房困难家庭应保尽保的',
        f1Line: null,
      },
      {
        code: '2.3',
        text: '在公租房准入过程中，不按规定办事，批条子、打招呼、收受好处、优亲厚友，将不符合保障条件的人员纳入住房保障的',
        f1Line: null,
      },
      { code: '2.4', text: '在公租房审批过程中，工作人员吃拿卡要，侵害群众利益的', f1Line: '3-2' },
      {
        code: '2.5',
        text: '住房保障受理部门和工作人员不认真履行工作职责，在有房源情况下将本来符合条件的保障对象拒之门外的',
        f1Line: null,
      },
    ],
  },
  {
    code: '3',
    label: '违规租住、转租、转借方面',
    items: [
      {
        code: '3.1',
        text: '在人员资格审核中，住房保障家庭收入和财产（住房支付能力）明显超出当地准入标准的',
        f1Line: null,
      },
      { code: '3.2', text: '采取贿赂、欺骗等手段获得住房保障的', f1Line: null },
      { code: '3.3', text: '故意拖欠公租房屋租金累计长达6个月以上的', f1Line: '5' },
      { code: '3.4', text: '保障对象违规将公租房转租、转借他人的', f1Line: '4' },
      { code: '3.5', text: '调整、提高租金标准后拒不执行的', f1Line: null },
    ],
  },
  {
    code: '4',
    label: '违规管理使用改变用途方面',
    items: [
      { code: '4.1', text: '住房保障管理部门擅自改变公租房居住用途的', f1Line: null },
      { code: '4.2', text: '保障对象将公租房用于生产、经营等改变居住用途的', f1Line: '7' },
    ],
  },
  {
    code: '5',
    label: '住户诉求解决不及时方面',
    items: [
      {
        code: '5.1',
        text: '因违规或不符合保障条件，群众有反映、举报，未认真调查核实、及时反馈的',
        f1Line: '8',
      },
      { code: '5.2', text: '群众合理诉求没有及时解决的', f1Line: null },
    ],
  },
  { code: '6', label: '其他方面', items: [] },
];

function forms(answers: PlanAnswers): readonly CampaignForm[] {
  const monthly = {
    every: 'month',
    dueDay: 18,
    reports: answers['f2-month'] === 'same-month' ? 'same-month' : 'previous-month',
    nothingAs: 'zero',
  } as const;
  return [
    // The list goes up with the ledger: all of the campaign's problems so far.
    { form: 'F1', ...monthly, basis: 'cumulative' },
    { form: 'F2', ...monthly, basis: answers['f2-basis'] === 'cumulative' ? 'cumulative' : 'period' },
  ];
}

export const ALLOCATION_2023: ReadyPlan = {
  code: 'allocation-2023',
  title: '城镇保障性住房领域公租房分配管理专项整治',
  source: '昌州建房〔2023〕1号',
  questions: ['f2-basis', 'f2-month', 'rectify-days'],
  remark: '来文的安排部署阶段只写到5月31日前，没有写起始日：起始日预设为5月1日，可以改。',
  span: (year) => ({ startsOn: dayIn(year, 5, 1), endsOn: dayIn(year, 12, 10) }),
  content: (year, answers) => ({
    scope: 'public-rental',
    categories: CATEGORIES,
    phases: [
      { title: '安排部署', startsOn: dayIn(year, 5, 1), endsOn: dayIn(year, 5, 31) },
      { title: '集中整治', startsOn: dayIn(year, 6, 1), endsOn: dayIn(year, 11, 20) },
      { title: '总结巩固', startsOn: dayIn(year, 11, 21), endsOn: dayIn(year, 12, 10) },
    ],
    forms: forms(answers),
    stageReports: [
      { kind: 'stage', title: '第一次阶段性总结', dueOn: dayIn(year, 7, 25) },
      { kind: 'stage', title: '第二次阶段性总结', dueOn: dayIn(year, 9, 25) },
      { kind: 'final', title: '专项整治工作专项报告', dueOn: dayIn(year, 11, 25) },
    ],
    milestones: [{ title: '制定专项整治工作方案，安排部署到位', dueOn: dayIn(year, 5, 31) }],
    lists: DEFAULT_CLUE_LISTS,
    copyTo: ['同级纪检监察机关'],
    rectifyDays: Number(answers['rectify-days']),
  }),
};
