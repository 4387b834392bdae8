import { DISCIPLINE_LEVELS, FORM_LEVELS } from '@anju/domain';
import type { HeaderNode, Layout } from '../engine/layout.ts';
import { monthSlot, RURAL_SIGNATURE } from '../engine/rural-parts.ts';
import { dateSlot, slot } from '../engine/template.ts';

/** Source 4, attachment 1; the district's name goes in front of it, the month in place of ＊＊. */
export const F4_TITLE = '农村危房改造腐败和作风问题查处整改情况统计表';

const count = (text: string, key: string, width = 5.5): HeaderNode => ({
  text,
  column: { key, kind: 'count', width },
});

const byDiscipline = (text: string, key: string): HeaderNode => ({
  text,
  under: DISCIPLINE_LEVELS.map((level) => count(level.label, `${key}.${level.key}`)),
});

const byForm = (text: string, key: string): HeaderNode => ({
  text,
  under: FORM_LEVELS.map((level) => count(level.label, `${key}.${level.key}`)),
});

const HEADER: readonly HeaderNode[] = [
  count('当月发现问题数', 'found'),
  count('当月完成整改和查处问题数', 'finished'),
  {
    text: '执纪问责情况',
    under: [
      { text: '单位', under: [count('检查', 'units.reviewed'), count('通报', 'units.notified')] },
      {
        text: '个人受处分或处理情况',
        under: [
          count('受处理处分总人数', 'persons.total'),
          byDiscipline('党纪处分（人次）', 'persons.party'),
          byDiscipline('政务处分（人次）', 'persons.administrative'),
          count('诫勉谈话（人次）', 'persons.admonished'),
          count('组织调整或处理（人次）', 'persons.organisational'),
          count('移送司法数', 'persons.judicial'),
          byForm('第一种形态', 'persons.first'),
          byForm('第二种形态', 'persons.second'),
          byForm('第三种形态', 'persons.third'),
          byForm('第四种形态', 'persons.fourth'),
        ],
      },
    ],
  },
  {
    text: '通报曝光情况（含单位被通报曝光的情况）',
    deep: 3,
    under: [
      count('次数', 'exposure.times', 6.5),
      count('问题数', 'exposure.problems', 6.5),
      count('涉及人数', 'exposure.persons', 6.5),
    ],
  },
  { text: '涉及金额（万元）', column: { key: 'amountFen', kind: 'wan', width: 12 } },
];

/** How many columns a labelled row's label takes. */
const LABEL_TO = 3;

export const F4_HINT =
  '（每案例控制在300字以内，当月没有可不填写，应表述何时何种方式发生何违纪违法事实，以及相关人员受到何处分处理。）';

const NOTES =
  '1.本表统计上月全区专项治理相关数据，汇总后于每月26日前将电子版和盖章后的扫描件报市城建委村镇办（邮箱略）。\n' +
  '2.本表统计坚持实事求是，不得重复统计和漏报，应与问题线索表有关内容保持一致。统计数据在报送前需呈分管专项治理工作的主要负责人审核。\n' +
  // "EXCL" is the original's own.
  '3.本表用EXCL填写，格式不得修改。若有未尽事项或需说明事项可在备注栏进行说明（县处级、乡科级及以下均指干部）。';

export const F4_LAYOUT: Layout = {
  sheetName: '查处整改情况统计表',
  marker: '附件1',
  title: [slot('district', '        区'), `${F4_TITLE}（`, monthSlot, '月份）'],
  titleSize: 22,
  bodySize: 12,
  lines: [
    [
      { from: 1, to: 20, align: 'left', template: ['填报单位：', slot('unitName'), '（加盖公章）'] },
      {
        from: 21,
        to: 34,
        align: 'right',
        template: ['填报时间：', dateSlot('reportDate', '     年   月   日')],
      },
    ],
  ],
  header: HEADER,
  headerHeights: [30, 30, 48, 80],
  body: { kind: 'fixed', rows: [{}], minLines: 3 },
  tail: [
    { kind: 'labelled', label: '备 注', labelTo: LABEL_TO, template: [slot('remarks')], minLines: 3 },
    {
      kind: 'labelled',
      label: '当月查处或整改的问题典型案例（报了结案例1—3个）',
      labelTo: LABEL_TO,
      template: [F4_HINT, slot('cases')],
      minLines: 10,
    },
    { kind: 'labelled', label: '说 明', labelTo: LABEL_TO, template: [NOTES], minLines: 3 },
    RURAL_SIGNATURE([1, 11], [12, 22], [23, 34]),
  ],
};
