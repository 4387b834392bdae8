import { BUILDING_WORDS, field, person, STAIR_WORDS } from './field.ts';
import type { FieldDescription, FieldType, RosterDescription } from './types.ts';

// Household cells are written once and merged down over the members.
const household = (
  key: string,
  label: string,
  type: FieldType,
  words: string,
  extra: Pick<FieldDescription, 'identifying' | 'monthly'> = {},
): FieldDescription => field(key, label, type, words, { fillDown: true, ...extra });

/** As it stands among the sources of a finding: the bureau's own list, which no department supplies. */
export const ROSTER_SOURCE = Object.freeze({ kind: 'roster', label: '花名册', department: '住房保障' });

/** 花名册: one row a member; `code` groups the rows of a household. */
export const ROSTER: RosterDescription = {
  label: '公租房保障家庭花名册',
  fillDownBlanks: true,
  fields: [
    field(
      'code',
      '户编号',
      'text',
      '户号 家庭编号 家庭编码 户编码 保障编号 档案编号 档案号 家庭号 户序号 住户编号 保障家庭编号 编号 一户一档编号 户档案号 合同编号 合同号 家庭档案号 户籍编号 承租户编号 承租户代码 户代码 家庭代码 住户代码 保障家庭代码',
      { required: true, fillDown: true, identifying: true },
    ),
    ...person('成员 家庭成员 保障对象 承租人 住户 人员 共同居住人 成员信息 家庭人员 租户 申请人'),
    field(
      'relation',
      '与承租人关系',
      'text',
      '关系 与申请人关系 与户主关系 家庭关系 成员关系 与主申请人关系 与承租人的关系 与申请人的关系 与承租户关系 亲属关系 称谓 家庭成员关系 与本人关系 与保障对象关系',
    ),
    household(
      'estate',
      '小区',
      'text',
      '小区名称 项目 项目名称 公租房小区 所在小区 房源小区 楼盘 配租小区 保障房小区 公租房项目 住房小区 项目（小区） 住址小区',
      { identifying: true },
    ),
    household(
      'room',
      '房号',
      'text',
      '房间号 门牌号 楼栋房号 单元房号 楼栋单元房号 房屋编号 房屋号 室号 住房号 配租房号 栋单元室 门牌 房源编号 房屋房号 楼栋号房号',
      { identifying: true },
    ),
    household('building', '楼栋', 'text', BUILDING_WORDS),
    household('stair', '单元', 'text', STAIR_WORDS),
    household(
      'floorAreaCm2',
      '建筑面积',
      'area',
      '面积 住房面积 房屋面积 配租面积 租住面积 承租面积 住房建筑面积 房屋建筑面积 建面 承租建筑面积',
    ),
    household(
      'category',
      '保障类别',
      'text',
      '保障对象类别 家庭类别 类别 对象类别 保障类型 家庭类型 收入类别 身份类别 困难类型 对象类型 人员类别 保障层次 群体类别 保障家庭类别',
    ),
    household(
      'monthlyRentFen',
      '月租金',
      'money',
      '租金 月租金额 每月租金 月租 月应缴租金 月租金标准 应缴月租金 租金标准 月租金数额',
      { monthly: true },
    ),
    household(
      'startDate',
      '起租日期',
      'date',
      '起租时间 租赁开始日期 合同开始日期 合同起始日期 租期起 租赁起始日期 开始日期 合同起 租赁期起 合同签订日期 起始日期 合同起始时间 租赁起始时间 合同开始时间 租赁开始时间 租期开始 承租日期 合同期起',
    ),
    household(
      'endDate',
      '到期日期',
      'date',
      '到期时间 租赁结束日期 合同到期日期 合同终止日期 租期止 租赁终止日期 终止日期 合同止 租赁期止 截止日期 结束日期 合同到期时间 合同截止日期 租赁到期日期 租赁截止日期 合同结束日期 合同终止时间 租期结束 租赁到期时间 合同期止 租约到期日',
    ),
    household(
      'arrearsMonths',
      '累计欠租月数',
      'number',
      '欠租月数 欠租月份数 拖欠月数 累计拖欠月数 欠缴月数 累计欠缴月数 欠费月数 欠租（月） 累计欠费月数 拖欠租金月数 累计拖欠租金月数 欠租时长 欠租月份',
    ),
    household(
      'phone',
      '联系电话',
      'text',
      '电话 手机号 手机号码 联系方式 手机 电话号码 联系号码 移动电话 本人电话',
    ),
    household(
      'town',
      '街道',
      'text',
      '街道办 乡镇 街道（乡镇） 街道/乡镇 所属街道 街道办事处 镇街 乡镇街道 乡镇（街道） 所属乡镇',
    ),
    household(
      'community',
      '社区',
      'text',
      '社区名称 所属社区 社区（村） 居委会 村居 村（社区） 社区居委会 所在社区 社区/村',
    ),
    household(
      'keysOn',
      '交钥匙日期',
      'date',
      '交房日期 钥匙交付日期 领钥匙日期 交付日期 领取钥匙日期 交房时间 交钥匙时间 领钥匙时间 交付时间 钥匙领取日期',
    ),
    household(
      'movedInOn',
      '入住日期',
      'date',
      '入住时间 实际入住日期 迁入日期 搬入日期 实际入住时间 搬入时间',
    ),
    household(
      'exitedOn',
      '退出日期',
      'date',
      '退租日期 腾退日期 退房日期 清退日期 退出时间 退租时间 腾退时间 退房时间',
    ),
    household('exitReason', '退出原因', 'text', '退租原因 腾退原因 清退原因'),
    household('exitKind', '退出性质', 'text', '退出类型 清退性质 腾退性质'),
  ],
};
