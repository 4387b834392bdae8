import type { DemoClue } from './demo-clues.ts';

/** Invented reports of the second county. */
export const NEIGHBOUR_CLUES: readonly DemoClue[] = [
  {
    daysAgo: 4,
    channel: 'phone',
    source: '群众反映/12345',
    kind: 'report',
    stage: 'received',
    summary: '反映柳树社区一户公租房长期空置，门口堆放杂物。',
    person: ['不详', '承租人', '其他人员'],
  },
  {
    daysAgo: 24,
    channel: 'letter',
    source: '信访举报',
    kind: 'petition',
    stage: 'inquiring',
    summary: '反映申请公租房三个月未收到受理结果。',
    person: ['不详', '', '其他人员'],
    reporter: '季明理',
  },
  {
    daysAgo: 38,
    channel: 'self-check',
    source: '自查自纠',
    kind: 'lead',
    stage: 'concluded',
    summary: '自查发现两户租金减免没有审批材料。',
    person: ['不详', '审批经办人', '乡科级以下'],
    yuan: 2640,
  },
  {
    daysAgo: 77,
    channel: 'visit',
    source: '信访举报',
    kind: 'report',
    stage: 'closed',
    summary: '来访反映东街社区一户将公租房转借亲友。',
    person: ['屈有余', '承租人', '其他人员'],
  },
];
