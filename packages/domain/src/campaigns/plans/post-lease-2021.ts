import { DEFAULT_CLUE_LISTS } from '../clue-lists.ts';
import type { PlanCategory } from '../plan.ts';
import { dayIn, type ReadyPlan } from './ready-plan.ts';

/** Source 1, part 2: its two focus points. It has no form F1: no item has a row there. */
const CATEGORIES: readonly PlanCategory[] = [
  {
    code: '1',
    label: '不再符合配租条件且没有主动申报',
    items: [
      { code: '1.1', text: '家庭住房条件发生变化，不再符合配租条件且没有主动申报', f1Line: null },
      { code: '1.2', text: '家庭收入、资产等条件发生变化，不再符合配租条件且没有主动申报', f1Line: null },
    ],
  },
  {
    code: '2',
    label: '承租过程中的违法违规行为',
    items: [
      { code: '2.1', text: '承租人将公租房转租', f1Line: null },
      { code: '2.2', text: '承租人将公租房转借', f1Line: null },
      { code: '2.3', text: '其他违法违规行为', f1Line: null },
    ],
  },
];

export const POST_LEASE_2021: ReadyPlan = {
  code: 'post-lease-2021',
  title: '公租房租后管理点题整治',
  source: '清建〔2021〕35号',
  questions: ['f3-due-after', 'rectify-days'],
  remark: '来文的方案制定阶段只写“6月初”：预设为6月1日至10日，可以改。',
  span: (year) => ({ startsOn: dayIn(year, 6, 1), endsOn: dayIn(year, 9, 30) }),
  content: (year, answers) => ({
    scope: 'public-rental',
    categories: CATEGORIES,
    phases: [
      { title: '方案制定', startsOn: dayIn(year, 6, 1), endsOn: dayIn(year, 6, 10) },
      { title: '自查自纠', startsOn: dayIn(year, 6, 1), endsOn: dayIn(year, 8, 31) },
      { title: '抽查核实', startsOn: dayIn(year, 7, 1), endsOn: dayIn(year, 8, 31) },
      { title: '验收巩固', startsOn: dayIn(year, 9, 1), endsOn: dayIn(year, 9, 30) },
    ],
    forms: [
      {
        form: 'F3',
        every: 'half-month',
        dueAfterDays: Number(answers['f3-due-after']),
        basis: 'cumulative',
        nothingAs: 'zero',
      },
    ],
    stageReports: [{ kind: 'final', title: '整治工作报告', dueOn: dayIn(year, 9, 30) }],
    milestones: [
      { title: '上报公租房合同梳理情况', dueOn: dayIn(year, 6, 15) },
      { title: '试运行公租房信息系统', dueOn: dayIn(year, 7, 31) },
      { title: '清退所有不符合承租资格的对象', dueOn: dayIn(year, 8, 25) },
      { title: '形成问题（整改）清单、制度清单、成果清单', dueOn: dayIn(year, 9, 30) },
    ],
    lists: DEFAULT_CLUE_LISTS,
    copyTo: ['同级纪检监察机关', '局党组', '驻住建局纪检监察组'],
    rectifyDays: Number(answers['rectify-days']),
  }),
};
