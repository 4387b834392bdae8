import type { Layout } from '../engine/layout.ts';
import { slot } from '../engine/template.ts';

/** Source 0, attachment 2, with the year and place the original carries. */
export const F2_YEAR = 2023;
export const F2_PLACE = '昌吉州';
const F2_SUBJECT = '民生领域不正之风和腐败问题集中整治工作情况月报表';

/** The title of a campaign's monthly report. */
export function titleOfF2(year: number, place: string): string {
  return `${year}年${place}${F2_SUBJECT}`;
}

const FOCUS =
  '保障性住房分配管理方面。重点督促住建部门纠治公开公示不到位，分配不公平、审核不严格以及违规租住、转租、转借等问题。' +
  '严肃查处利用职务便利在建设管理、审批分配过程中贪污侵占、吃拿卡要、优亲厚友以及不作为、乱作为、慢作为等问题，' +
  '维护保障性住房制度严肃性、公平性。';

export const F2_LAYOUT: Layout = {
  sheetName: '月报表',
  marker: '附件 2：',
  title: [slot('year', String(F2_YEAR)), '年', slot('place', F2_PLACE), F2_SUBJECT],
  titleSize: 18,
  bodySize: 12,
  lines: [
    [{ from: 1, to: 8, align: 'left', template: ['填表单位：', slot('unitName')] }],
    [
      { from: 1, to: 4, align: 'left', template: ['填表人：', slot('filler')] },
      { from: 5, to: 8, align: 'right', template: ['填表时间：', slot('reportDate', `${F2_YEAR} 年 月 日`)] },
    ],
  ],
  header: [
    { text: '序号', column: { key: 'number', kind: 'count', width: 6 } },
    { text: '整治的重点问题', column: { key: 'focus', kind: 'text', width: 48, align: 'left' } },
    { text: '监督发现问题数', column: { key: 'found', kind: 'count', width: 12 } },
    {
      text: '整改完成数量（与发现问题数对应）',
      column: { key: 'finished', kind: 'count', width: 14 },
    },
    { text: '推动解决群众急难愁盼典型问题数', column: { key: 'solved', kind: 'count', width: 14 } },
    {
      text: '公布成果',
      under: [
        { text: '批次数', column: { key: 'batches', kind: 'count', width: 9.5 } },
        { text: '项目数', column: { key: 'projects', kind: 'count', width: 9.5 } },
      ],
    },
    {
      text: '整治工作存在问题',
      column: { key: 'obstacles', kind: 'text', width: 36, align: 'left' },
    },
  ],
  headerHeights: [36, 36],
  body: { kind: 'fixed', rows: [{ number: 1, focus: FOCUS }], minLines: 12 },
  tail: [],
};
