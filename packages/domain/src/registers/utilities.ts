import { describe } from './describe.ts';
import { BUILDING_WORDS, field, STAIR_WORDS } from './field.ts';
import type { FieldDescription } from './types.ts';

const UTILITY = { join: 'unit', personFields: [] } as const;

/**
 * Meters stand at a unit, not with a person. The readings come as a column a month (`months`) or as a row a month
 * (`period` and `quantity`).
 */
function meterFields(
  words: readonly string[],
  unit: NonNullable<FieldDescription['defaultUnit']>,
): readonly FieldDescription[] {
  const [label = '用量'] = words;
  const single = words.flatMap((word) => [
    `月${word}`,
    `当月${word}`,
    `本月${word}`,
    `本期${word}`,
    `月度${word}`,
  ]);
  return [
    field(
      'estate',
      '小区',
      'text',
      '小区名称 项目 项目名称 楼盘 公租房小区 所在小区 房源小区 住宅小区 保障房小区 用户小区 公租房项目 小区/项目',
      { required: true, identifying: true },
    ),
    field(
      'room',
      '房号',
      'text',
      '房间号 门牌号 房屋编号 单元房号 楼栋房号 楼栋单元房号 房屋号 室号 房屋门牌 住房号 户室号 栋单元室 房屋房号 楼房号 门牌 门牌房号',
      { required: true, identifying: true },
    ),
    field('building', '楼栋', 'text', BUILDING_WORDS),
    field('stair', '单元', 'text', STAIR_WORDS),
    field(
      'customer',
      '户名',
      'name',
      '用户名称 客户名称 用户名 用户姓名 客户姓名 客户名 姓名 缴费户名 用电户名 用水户名 用气户名',
    ),
    field(
      'meterNo',
      '户号',
      'text',
      '用户编号 客户编号 用电户号 用水户号 用气户号 表号 电表号 水表号 气表号 缴费户号 用户号 客户号 编号',
      { identifying: true },
    ),
    field('months', label, 'month-series', [...words, '用量', '月用量', '使用量'].join(' '), {
      defaultUnit: unit,
    }),
    field(
      'period',
      '月份',
      'year-month',
      '用量月份 年月 所属月份 抄表月份 账期 计费月份 抄表年月 所属期 电费年月 统计月份 结算月份 抄表周期 费用月份',
    ),
    field('quantity', `当月${label}`, 'number', [...single, '当月用量', '本月用量', '本期用量'].join(' '), {
      defaultUnit: unit,
    }),
  ];
}

export const ELECTRICITY = describe('electricity', {
  ...UTILITY,
  label: '用电信息',
  department: '供电公司',
  fields: meterFields(
    ['用电量', '电量', '耗电量', '抄见电量', '结算电量', '总电量', '售电量', '抄表电量'],
    '千瓦时',
  ),
});

export const WATER = describe('water', {
  ...UTILITY,
  label: '用水信息',
  department: '供水公司',
  fields: meterFields(['用水量', '水量', '耗水量', '抄见水量', '结算水量', '抄表水量'], '立方米'),
});

export const GAS = describe('gas', {
  ...UTILITY,
  label: '用气信息',
  department: '燃气公司',
  fields: meterFields(
    ['用气量', '气量', '燃气用量', '天然气用量', '抄见气量', '燃气量', '抄表气量'],
    '立方米',
  ),
});
