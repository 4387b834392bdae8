import type { Layout } from '../engine/layout.ts';
import { monthSlot, RURAL_SIGNATURE } from '../engine/rural-parts.ts';
import { dateSlot, slot } from '../engine/template.ts';

/** Source 4, attachment 2. */
export const F5_TITLE = '农村危房改造专项治理问题线索统计表';

const NOTES =
  '1.本表对上月全区专项治理相关数据进行统计，汇总后于每月26日前将电子版和盖章后的扫描件报市城建委村镇办。\n' +
  '2.来源渠道：填信访举报等（从下拉序列选）；涉及地方：填到区一级；被反映主要对象限填写1—3人，级别从下拉序列选；处置情况：填写已转业务单位等（从下拉序列选）。\n' +
  '3.问题线索登记不应重复，重复件只登记一次，坚持实事求是，相关格式不得修改，报送前需呈分管专项治理工作的领导审核。';

export const F5_LAYOUT: Layout = {
  sheetName: '问题线索统计表',
  marker: '附件2',
  title: [slot('district', '         区'), `${F5_TITLE}（`, monthSlot, '月份）'],
  titleSize: 20,
  bodySize: 12,
  lines: [
    [
      { from: 1, to: 7, align: 'left', template: ['填报单位：', slot('unitName'), '（加盖公章）'] },
      {
        from: 8,
        to: 12,
        align: 'right',
        template: ['填报时间：', dateSlot('reportDate', '      年   月   日')],
      },
    ],
  ],
  header: [
    { text: '序号', column: { key: 'number', kind: 'count', width: 6 } },
    { text: '来源渠道', column: { key: 'source', kind: 'text', width: 13 } },
    { text: '涉及地方或单位', column: { key: 'place', kind: 'text', width: 16 } },
    {
      text: '被反映主要对象',
      under: [
        { text: '姓名', column: { key: 'name', kind: 'text', width: 10, perLine: true } },
        { text: '职务', column: { key: 'post', kind: 'text', width: 14, perLine: true } },
        { text: '级别', column: { key: 'level', kind: 'text', width: 13, perLine: true } },
      ],
    },
    {
      text: '问题线索摘要（300字以内）',
      column: { key: 'summary', kind: 'text', width: 42, align: 'left' },
    },
    { text: '涉及资金（万元）', column: { key: 'amountFen', kind: 'wan', width: 12 } },
    { text: '处置情况', column: { key: 'disposal', kind: 'text', width: 14 } },
    {
      text: '整改情况',
      under: [
        { text: '具体情况', column: { key: 'rectification', kind: 'text', width: 28, align: 'left' } },
        { text: '追缴资金（万元）', column: { key: 'recoveredFen', kind: 'wan', width: 12 } },
        { text: '问责（人）', column: { key: 'accountable', kind: 'count', width: 12.5 } },
      ],
    },
  ],
  headerHeights: [28, 36],
  body: { kind: 'growing', atLeast: 5, numberedBy: 'number', fresh: { source: '巡视督查' } },
  tail: [
    { kind: 'labelled', label: '说 明', labelTo: 1, template: [NOTES], minLines: 4 },
    RURAL_SIGNATURE([1, 4], [5, 7], [8, 12]),
  ],
};

/** Columns of the drop-downs, counted from 1. */
export const F5_LIST_COLUMNS = { sources: 2, levels: 6, disposals: 9 } as const;
