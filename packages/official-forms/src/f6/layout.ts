import type { Layout } from '../engine/layout.ts';
import { dateSlot, slot } from '../engine/template.ts';

/** Source 4, attachment 3. */
export const F6_TITLE = '农村危房改造专项治理联络人名单';

export const F6_LAYOUT: Layout = {
  sheetName: '联络人名单',
  marker: '附件3',
  title: [F6_TITLE],
  titleSize: 22,
  bodySize: 12,
  lines: [
    [
      { from: 1, to: 2, align: 'left', template: ['填报区：', slot('district')] },
      { from: 3, to: 4, align: 'right', template: ['填报时间：', dateSlot('reportDate', '')] },
    ],
  ],
  header: [
    { text: '地区', column: { key: 'region', kind: 'text', width: 26 } },
    { text: '姓名', column: { key: 'name', kind: 'text', width: 20 } },
    { text: '单位及职务', column: { key: 'post', kind: 'text', width: 56 } },
    { text: '手机', column: { key: 'phone', kind: 'text', width: 26 } },
  ],
  headerHeights: [36],
  body: { kind: 'growing', atLeast: 4 },
  tail: [
    {
      kind: 'note',
      template: [
        '备注：各区城（住）建局分别填报局长、分管农村危房改造的领导、村镇科长和农村危房改造专班负责人等共4名同志，汇总后于11月14日前报市城建委村镇办。',
      ],
      minLines: 2,
      bordered: true,
    },
  ],
};
