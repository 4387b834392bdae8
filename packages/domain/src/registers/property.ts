import { describe } from './describe.ts';
import { field, person, titledPerson } from './field.ts';

const ADDRESS =
  '坐落 房屋坐落 房屋地址 房产地址 不动产坐落 地址 座落 房屋座落 坐落地址 房产坐落 房地坐落 详细地址 房屋坐落地址 房产座落 不动产座落 房屋位置 房产位置 坐落位置 房屋坐落位置 不动产坐落位置 商品房坐落';
const USAGE =
  '规划用途 房屋用途 用途 房屋性质 设计用途 房屋类型 不动产用途 规划用途名称 房产用途 使用用途 房屋类别 房产性质 物业类型 房屋使用性质 房屋规划用途 登记用途 房屋设计用途 不动产类型';
const FLOOR_AREA =
  '建筑面积 房屋面积 房屋建筑面积 登记面积 总建筑面积 面积 房产面积 产权面积 证载面积 实测面积 实测建筑面积 预测面积 预测建筑面积 合同面积 建面 住房面积 房产建筑面积 不动产面积 住房建筑面积 权属面积 房屋总面积';
const USE_AREA = '使用面积 套内面积 套内建筑面积 房屋使用面积 居住面积 套内使用面积 专有建筑面积';

export const REAL_ESTATE = describe('real-estate', {
  label: '不动产登记',
  department: '自然资源局（不动产登记中心）',
  fields: [
    ...person(
      '权利人 所有权人 房屋所有权人 产权人 房屋所有人 不动产权利人 产权所有人 房产所有人 业主 房主 所有人 权属人 登记权利人',
    ),
    field(
      'certificateNo',
      '不动产权证号',
      'text',
      '不动产权证书号 产权证号 房产证号 房屋所有权证号 权证号 不动产证号 房产证编号 产权证书号 权属证书号 不动产权证',
      { identifying: true },
    ),
    field('unitNo', '不动产单元号', 'text', '单元号 不动产单元编号 房屋编号 房屋编码 不动产单元代码', {
      identifying: true,
    }),
    field('address', '坐落', 'text', ADDRESS, { identifying: true }),
    field('usage', '规划用途', 'text', USAGE),
    field('floorAreaCm2', '建筑面积', 'area', FLOOR_AREA),
    field('useAreaCm2', '使用面积', 'area', USE_AREA),
    field('sharing', '共有情况', 'text', '共有方式 共有类型 共有关系 共有状况 权利共有情况 共有性质'),
    field(
      'share',
      '共有份额',
      'text',
      '份额 占有份额 权利比例 共有比例 占有比例 权利份额 产权份额 占比 所占份额 产权比例 共有人份额 持有比例',
    ),
    field(
      'registeredOn',
      '登记时间',
      'date',
      '登记日期 登簿时间 登簿日期 发证日期 核准日期 确权日期 登记时点 取得时间 取得日期 发证时间 登记簿时间 权利登记时间 办证日期 办证时间',
    ),
    field(
      'status',
      '权属状态',
      'text',
      '状态 登记状态 产权状态 权利状态 房屋状态 现势状态 不动产状态 证书状态',
    ),
    field(
      'cancelledOn',
      '注销日期',
      'date',
      '注销时间 转移日期 转移登记日期 失效日期 转出日期 注销登记日期 转移时间 权利终止日期',
    ),
    field('reason', '登记原因', 'text', '登记类型 业务类型 取得方式 登记业务类型 取得原因 变更原因 登记小类'),
  ],
});

export const PRESALE = describe('presale', {
  label: '网签备案',
  department: '房产交易和物业事务中心',
  fields: [
    ...person('买受人 购房人 买方 购买人 买方当事人 受让人 乙方 购房者 认购人 购房业主 购买方 买受方 购房方'),
    field(
      'contractNo',
      '合同编号',
      'text',
      '合同号 备案号 网签号 备案编号 网签合同号 合同备案号 网签编号 合同备案编号 网签合同编号 备案合同号',
      { identifying: true },
    ),
    field('address', '坐落', 'text', `${ADDRESS} 房号 楼盘 项目名称 楼栋房号 购房地址`, {
      identifying: true,
    }),
    field('usage', '规划用途', 'text', USAGE),
    field('floorAreaCm2', '建筑面积', 'area', FLOOR_AREA),
    field('useAreaCm2', '使用面积', 'area', USE_AREA),
    field(
      'priceFen',
      '合同金额',
      'money',
      '总价 成交价 合同总价 成交金额 购房款 房屋总价 合同价款 成交总价 总价款 购房金额 房款总额 房屋总价款 购房总价 购房总价款',
    ),
    field(
      'signedOn',
      '网签备案日期',
      'date',
      '备案日期 网签日期 签约日期 合同签订日期 备案时间 网签时间 签订日期 签约时间 合同日期 合同备案日期 合同备案时间 网签备案时间 签订时间 合同签订时间',
    ),
    field('status', '合同状态', 'text', '状态 备案状态 网签状态 合同备案状态'),
    field(
      'cancelledOn',
      '注销日期',
      'date',
      '撤销日期 合同撤销日期 备案注销日期 撤销时间 退房日期 注销时间 合同注销日期',
    ),
  ],
});

/** Who gave housing away: the seller, donor, or divorced spouse. The acquirer matches too, with the role 'buyer'. */
export const PROPERTY_TRANSFER = describe('property-transfer', {
  label: '房产转移登记',
  department: '房产交易和物业事务中心',
  personFields: [
    { role: 'seller', id: 'sellerId', name: 'sellerName' },
    { role: 'buyer', id: 'buyerId', name: 'buyerName' },
  ],
  fields: [
    ...titledPerson(
      'seller',
      '转让人',
      '转让方 出让人 出让方 卖方 出卖人 原权利人 原产权人 原所有权人 义务人 赠与人 售房人 卖房人 转出方 转出人 甲方',
      true,
    ),
    ...titledPerson(
      'buyer',
      '受让人',
      '受让方 买方 买受人 现权利人 现产权人 权利人 受赠人 购房人 转入方 转入人 新权利人 乙方',
      false,
    ),
    field('address', '坐落', 'text', ADDRESS, { identifying: true }),
    field('usage', '规划用途', 'text', USAGE),
    field('floorAreaCm2', '建筑面积', 'area', FLOOR_AREA),
    field(
      'transferKind',
      '转移原因',
      'text',
      '转移类型 转移方式 业务类型 登记类型 登记原因 交易类型 交易方式 转让方式 转移形式 登记小类 变更原因',
    ),
    field(
      'transferredOn',
      '转移日期',
      'date',
      '转移登记日期 过户日期 登记日期 交易日期 登记时间 转让日期 转移时间 过户时间 登簿时间 登簿日期 交易时间 转移登记时间 成交日期',
    ),
    field(
      'priceFen',
      '成交价',
      'money',
      '成交金额 交易价格 交易金额 转让价格 转让价 合同金额 总价 成交价格 成交总价',
    ),
  ],
});
