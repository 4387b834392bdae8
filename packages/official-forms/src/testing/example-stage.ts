import type { StageFigures, StageReportData } from '../letters/stage-figures.ts';

/** Figures of an invented county. */
export const EXAMPLE_FIGURES: StageFigures = {
  from: '2026-06-01',
  until: '2026-07-20',
  found: 40,
  closed: 25,
  overdue: 4,
  notPinned: 2,
  notPinnedNumbers: ['问题〔2026〕5号', '问题〔2026〕9号'],
  withdrawn: 3,
  reopened: 1,
  fromClues: 12,
  fromFindings: 8,
  pressingSolved: 6,
  involvedFen: 12_345_000,
  recoveredFen: 5_000_000,
  categories: [
    { label: '公开公示不到位方面', found: 10, closed: 10 },
    { label: '违规租住、转租、转借方面', found: 30, closed: 15 },
    { label: '其他方面', found: 0, closed: 0 },
  ],
  places: [
    { label: '示例第一镇', found: 25, closed: 20 },
    { label: '示例第二镇', found: 15, closed: 5 },
  ],
  clues: { received: 20, closed: 11, transferred: 3, open: 6 },
  accountability: {
    persons: 5,
    party: 3,
    administrative: 2,
    admonished: 1,
    organisational: 1,
    judicial: 0,
    unitsReviewed: 1,
    unitsNotified: 2,
  },
  exposures: { times: 2, problems: 5, persons: 3 },
  supervisions: { issued: 4, settled: 2, overdue: 1, escalated: 1 },
  checks: { drawn: 50, checked: 48, mismatched: 2 },
  publications: { batches: 2, projects: 9 },
  institutions: [{ title: '公租房分配管理办法', documentNo: '示例〔2026〕8号' }],
  oldest: [
    {
      number: '问题〔2026〕3号',
      category: '违规租住、转租、转借方面',
      description: '违规将公租房转租他人，涉及2户。',
      foundOn: '2026-06-02',
      deadline: '2026-07-02',
      responsible: '示例第二镇人民政府',
    },
    {
      number: '问题〔2026〕5号',
      category: '违规租住、转租、转借方面',
      description: '家庭收入明显超出准入标准。',
      foundOn: '2026-06-04',
      deadline: null,
      responsible: '',
    },
  ],
  cases: ['2026年6月，示例第一镇一户将公租房转租他人，现已收回，承租人依规处理。'],
};

export function exampleStageReport(over: Partial<StageReportData> = {}): StageReportData {
  return {
    kind: 'stage',
    title: '第一次阶段性总结',
    campaign: {
      title: '公租房分配管理专项整治',
      documentNo: '示例建〔2026〕1号',
      place: '示例县',
    },
    unit: '示例县住房和城乡建设局',
    to: '示例州住房和城乡建设局',
    day: '2026-07-24',
    copyTo: ['示例县纪委监委'],
    placeWord: '乡镇',
    figures: EXAMPLE_FIGURES,
    earlier: { status: 'first' },
    demands: [
      { title: '报送第二次阶段性总结', dueOn: '2026-09-25' },
      { title: '报送专项报告', dueOn: '2026-11-25' },
    ],
    ...over,
  };
}
