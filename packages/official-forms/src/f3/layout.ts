import type { Layout } from '../engine/layout.ts';
import { dateSlot, slot } from '../engine/template.ts';

/** Source 1, its only attachment. */
export const F3_TITLE = '公租房承租人应退未退整改情况表';

export const F3_LAYOUT: Layout = {
  sheetName: '应退未退整改情况表',
  marker: '附件',
  title: [F3_TITLE],
  titleSize: 20,
  bodySize: 12,
  lines: [
    [
      { from: 1, to: 4, align: 'left', template: ['填报单位（加盖公章）：', slot('unitName')] },
      { from: 5, to: 8, align: 'right', template: ['填报时间：', dateSlot('reportDate', ' 年 月 日')] },
    ],
  ],
  header: [
    { text: '序号', column: { key: 'number', kind: 'count', width: 6 } },
    { text: '县市', column: { key: 'county', kind: 'text', width: 12 } },
    { text: '应退未退公租房项目名称', column: { key: 'project', kind: 'text', width: 26 } },
    {
      text: '退出性质(①不再符合公租房配租条件,A.购置房产,B.收入资产超标②转租③出借)',
      column: { key: 'nature', kind: 'text', width: 22 },
    },
    { text: '共涉及应清退家庭户数', column: { key: 'shouldExit', kind: 'count', width: 12 } },
    { text: '已清退家庭户数', column: { key: 'exited', kind: 'count', width: 12 } },
    {
      text: '剩余未清退的整改措施和进度',
      column: { key: 'measures', kind: 'text', width: 34, align: 'left' },
    },
    { text: '剩余未清退的计划完成时间', column: { key: 'plannedDate', kind: 'text', width: 20 } },
  ],
  headerHeights: [92],
  body: { kind: 'growing', atLeast: 8, numberedBy: 'number' },
  tail: [],
};
