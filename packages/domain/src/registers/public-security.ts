import { describe } from './describe.ts';
import { field, person } from './field.ts';

const DEPARTMENT = '公安局';

export const HUKOU = describe('hukou', {
  label: '户籍信息',
  department: DEPARTMENT,
  fields: [
    ...person('户籍人员 户籍人 常住人口'),
    field(
      'region',
      '户籍地行政区划',
      'code',
      '户籍地区划代码 户籍地代码 行政区划 行政区划代码 户籍区划 户籍所在地代码 省市县区 省市县（区） 户口所在地代码 户籍所在地区划 户籍地省市县区',
    ),
    field(
      'address',
      '户籍地址',
      'text',
      '户籍地 户籍所在地 户籍住址 户口所在地 户籍详细地址 户籍地详址 住址 户口地址 户籍地详细地址 户籍所在地详细地址',
      { identifying: true },
    ),
    field(
      'status',
      '户籍状态',
      'text',
      '户口状态 人员状态 状态 注销标识 户籍状况 人口状态 户籍状态名称 变动原因 变动类型 变动情况 迁移状态 迁移类型 变动类别 户籍变动类型 户籍变动原因',
    ),
    field(
      'changedOn',
      '变动日期',
      'date',
      '迁出日期 迁移日期 户籍变动日期 变动时间 迁出时间 变更日期 注销日期 注销时间 户籍变动时间 迁移时间 状态变动日期 变更时间',
    ),
    field(
      'movedTo',
      '迁往地',
      'text',
      '迁往地址 迁出地 迁往地区划 迁往何地 迁入地 迁往地详址 迁往省市县 何时迁往何地 迁往地详细地址 迁往详细地址',
    ),
    field('movedInOn', '迁入日期', 'date', '迁入时间 落户日期 入户日期 落户时间 何时迁来'),
    field('householdNo', '户号', 'text', '户口簿号 户口本号 户籍户号 户口编号 户口号', { identifying: true }),
    field('headRelation', '与户主关系', 'text', '户主关系 与户主的关系'),
  ],
});

export const RESIDENCE_PERMIT = describe('residence-permit', {
  listing: true,
  label: '居住证信息',
  department: DEPARTMENT,
  fields: [
    ...person('持证人 居住人 流动人口'),
    field('permitNo', '居住证编号', 'text', '居住证号 居住证号码 居住证卡号 受理编号', { identifying: true }),
    field('issuedOn', '签发日期', 'date', '发证日期 办证日期 签发时间 首次办证日期 起始日期 有效期起'),
    field('validTo', '有效期至', 'date', '有效期限 有效期止 到期日期 截止日期 有效截止日期 失效日期'),
    field('address', '居住地址', 'text', '现住址 居住地 现居住地 现居住地址 居住地详址', {
      identifying: true,
    }),
    field('status', '居住证状态', 'text', '状态 证件状态 有效状态'),
  ],
});

export const VEHICLE = describe('vehicle', {
  label: '机动车登记',
  department: '公安局（交警）',
  fields: [
    ...person('机动车所有人 车辆所有人 所有人 车主 机主 车辆所有者 所有者 登记所有人 权属人'),
    field(
      'plate',
      '号牌号码',
      'text',
      '车牌号 车牌号码 车牌 号牌 牌照号 车辆号牌 机动车号牌 牌号 车号 车辆牌照 牌照',
      { identifying: true },
    ),
    field('plateKind', '号牌种类', 'text', '号牌类型 车牌种类 车牌类型'),
    field(
      'vin',
      '车辆识别代号',
      'text',
      '车架号 车辆识别代码 车辆识别号 VIN VIN码 车架号码 车辆识别代号/车架号',
      { identifying: true },
    ),
    field('vehicleKind', '车辆类型', 'text', '车型 车辆种类 机动车类型 车辆类别 机动车种类 车种'),
    field('use', '使用性质', 'text', '车辆使用性质 使用用途 营运性质 车辆用途'),
    field(
      'invoicePriceFen',
      '计税价',
      'money',
      '发票计税价 发票价 发票价格 发票金额 计税价格 计税金额 购车发票价 购车发票金额 计税依据 车辆计税价格 机动车发票价格',
    ),
    field('taxInclusivePriceFen', '含税价', 'money', '价税合计 含税价格 含税金额 购车含税价'),
    field(
      'purchasePriceFen',
      '购置价',
      'money',
      '购置价格 车价 购车价格 购车价 购车款 购买价格 购买价 车辆价格 购置金额 购车金额 价格 车辆购置价 车辆购置价格 购入价格 购入价 车辆价值 金额 新车购置价 购买金额 裸车价',
    ),
    field(
      'currentPriceFen',
      '现值',
      'money',
      '评估价 评估价格 评估价值 车辆现值 现价 估值 市场估值 评估值 折旧价',
    ),
    // 1798, 1.8L and 2.0T all occur: read by the vehicle rule.
    field('displacement', '排量', 'text', '排气量 发动机排量 汽车排量 车辆排量'),
    field('intake', '进气方式', 'text', '进气形式 涡轮增压 是否涡轮增压 增压方式 是否增压 进气类型'),
    field('fuel', '燃料种类', 'text', '燃料类型 能源种类 能源类型 动力类型 燃油类型'),
    field(
      'registeredOn',
      '初次登记日期',
      'date',
      '初登日期 登记日期 注册日期 注册登记日期 初次登记时间 登记时间 上牌日期 购置日期 购车日期 首次登记日期 购买日期 上牌时间 购车时间 购置时间',
    ),
    field(
      'status',
      '状态',
      'text',
      '机动车状态 车辆状态 车辆状况 机动车状况 登记状态 业务类型 当前状态 机动车状态名称 车况状态 机动车当前状态 目前情况 目前状态',
    ),
    field(
      'transferredOn',
      '转移日期',
      'date',
      '转移登记日期 转出日期 过户日期 变更日期 转移时间 过户时间 转让日期 转出时间 转移登记时间 过户登记日期 出售日期 卖出日期',
    ),
    field('scrappedOn', '注销日期', 'date', '报废日期 注销时间 报废时间 强制报废期止 注销登记日期'),
  ],
});
