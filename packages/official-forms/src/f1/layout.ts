import type { Layout } from '../engine/layout.ts';
import { slot } from '../engine/template.ts';

/** Source 0, attachment 1. */
export const F1_TITLE = '专项整治问题清单';

/** The year the original carries; a campaign has its own. */
export const F1_YEAR = 2023;

/** The ten preprinted rows. The original numbers only nine: its fourth row has none, here '3-2'. */
export const F1_LINES = [
  {
    line: '1',
    category: '公开公示不到位方面',
    content:
      '当地公租房房源未及时在当地政府或部门网站、申请人所在社区（单位）、街道或乡镇人民政府等向社会公开。',
  },
  {
    line: '2',
    category: '公开公示不到位方面',
    content: '经审核后，对符合条件的申请人，未在当地政府或者部门网站、申请人居住地社区公示',
  },
  {
    line: '3',
    category: '违规分配、审核方面',
    // "等相管理规定的": the original lacks a character; the format may not be changed, nor may this.
    content: '未制定或未及时调整公租房保障对象、准入条件、租金标准等相管理规定的。',
  },
  {
    line: '3-2',
    category: '违规分配、审核方面',
    content: '在公租房审批过程中，工作人员吃拿卡要，侵害群众利益的；',
  },
  {
    line: '4',
    category: '违规租住、转租、转借方面',
    content: '保障对象违规将公租房转租、转借他人的。',
  },
  {
    line: '5',
    category: '违规租住、转租、转借方面',
    content: '违规租住、故意拖欠公租房租金累计长达6个月以上的。',
  },
  {
    line: '6',
    category: '违规租住、转租、转借方面',
    content: '违规租住、保障对象违规将公租房转租、转借他人的。',
  },
  { line: '7', category: '违规管理使用改变用途方面', content: '保障对象擅自改变公租房居住用途。' },
  {
    line: '8',
    category: '住户诉求解决不及时方面',
    content: '因违规或不符合保障条件，群众有反映、举报，未认真调查核实、及时反馈的。',
  },
  { line: '9', category: '其他方面', content: '' },
] as const;

export const F1_LAYOUT: Layout = {
  sheetName: F1_TITLE,
  marker: '附件 1：',
  title: [F1_TITLE],
  titleSize: 22,
  bodySize: 12,
  lines: [
    [
      { from: 1, to: 3, align: 'left', template: ['填报单位名称：', slot('unitName')] },
      { from: 4, to: 5, align: 'right', template: ['填报日期：', slot('reportDate', `${F1_YEAR} 年 月 日`)] },
    ],
  ],
  header: [
    { text: '序号', column: { key: 'number', kind: 'count', width: 6 } },
    { text: '问题类别', column: { key: 'category', kind: 'text', width: 27 } },
    { text: '整治内容', column: { key: 'content', kind: 'text', width: 48, align: 'left' } },
    { text: '具体描述', column: { key: 'description', kind: 'text', width: 45, align: 'left' } },
    { text: '整改情况', column: { key: 'rectification', kind: 'text', width: 45, align: 'left' } },
  ],
  headerHeights: [30],
  body: {
    kind: 'fixed',
    rows: F1_LINES.map(({ line, category, content }) => ({
      number: line === '3-2' ? '' : Number(line),
      category,
      content,
    })),
    minLines: 2,
  },
  tail: [],
};
