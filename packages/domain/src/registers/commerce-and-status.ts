import { describe } from './describe.ts';
import { field, person } from './field.ts';

export const BUSINESS = describe('business', {
  label: '市场主体登记',
  department: '行政审批局',
  fields: [
    ...person(
      '人员 股东 投资人 法定代表人 负责人 经营者 合伙人 任职人员 自然人 出资人 股东/投资人 法人 法人代表 相关人员 主要人员 从业人员',
    ),
    field(
      'businessName',
      '企业名称',
      'text',
      '市场主体名称 主体名称 公司名称 单位名称 字号名称 个体工商户名称 商户名称 经营主体名称 企业（机构）名称 机构名称 名称 字号 企业字号',
      { identifying: true },
    ),
    field(
      'uscc',
      '统一社会信用代码',
      'code',
      '社会信用代码 信用代码 统一信用代码 注册号 统一社会信用代码/注册号 营业执照号 注册号/统一社会信用代码 工商注册号 营业执照注册号',
      { identifying: true },
    ),
    field(
      'businessKind',
      '市场主体类型',
      'text',
      '主体类型 企业类型 类型 经营主体类型 企业性质 市场主体类别 组织形式 经济性质 企业（机构）类型 主体类别 公司类型 机构类型 登记类型 经济类型',
    ),
    field(
      'role',
      '职务',
      'text',
      '角色 身份 任职 人员类型 担任职务 职位 任职类型 股东类型 人员身份 人员角色 关联类型 关联关系 职务名称 任职情况 任职身份 企业职务 关系类型 人员类别 任职职务',
    ),
    field(
      'subscribedFen',
      '认缴出资额',
      'money',
      '认缴出资 认缴金额 认缴额 认缴资本 出资额 出资金额 个人出资额 认缴资金 股东出资额 认缴注册资本 个人认缴出资额 投资额 投资金额 认缴',
    ),
    field(
      'registeredCapitalFen',
      '注册资本',
      'money',
      '注册资金 注册资本金 资金数额 企业注册资本 注册金额 资本金 公司注册资本 注册资本（金）',
    ),
    field('paidInFen', '实缴出资额', 'money', '实缴资本 实缴出资 实缴金额 实缴额 实收资本 实缴资金 实缴'),
    field('employees', '从业人数', 'number', '雇员人数 员工人数 职工人数 雇工人数 从业人员数'),
    field(
      'registeredOn',
      '成立日期',
      'date',
      '注册日期 登记日期 开业日期 成立时间 核准日期 注册时间 设立日期 登记时间 注册登记日期',
    ),
    field(
      'status',
      '登记状态',
      'text',
      '经营状态 企业状态 状态 主体状态 存续状态 市场主体状态 营业状态 当前状态 登记状况 经营状况 注册状态 经营主体状态 开业状态 目前情况 目前状态',
    ),
    field('cancelledOn', '注销日期', 'date', '注销时间 吊销日期 注吊销日期 注（吊）销日期 核准注销日期'),
  ],
});

export const DISABILITY = describe('disability', {
  listing: true,
  label: '残疾人证',
  department: '残疾人联合会',
  fields: [
    ...person('持证人 残疾人员'),
    field('certificateNo', '残疾人证号', 'text', '残疾证号 残疾证编号 残疾人证编号 残疾证号码 残疾人证号码', {
      identifying: true,
    }),
    field('disabilityKind', '残疾类别', 'text', '残疾类型 类别 残疾种类'),
    field('grade', '残疾等级', 'text', '等级 残疾级别 级别'),
    field('validTo', '有效期至', 'date', '有效期止 到期日期 有效期 有效期限 证件有效期'),
    field('status', '证件状态', 'text', '状态 残疾证状态 持证状态'),
  ],
});

export const MODEL_WORKER = describe('model-worker', {
  listing: true,
  label: '劳动模范',
  department: '总工会',
  fields: [
    ...person('劳模 劳动模范 获奖人 先进工作者'),
    field('honour', '荣誉称号', 'text', '劳模级别 称号 荣誉名称 级别 劳模类别 授予称号 劳模称号'),
    field('awardedOn', '授予日期', 'date', '授予时间 表彰日期 评选时间 获得时间 表彰时间 命名时间 获得日期'),
  ],
});

export const VETERAN = describe('veteran', {
  listing: true,
  label: '退役军人、烈属',
  department: '退役军人事务局',
  fields: [
    ...person('退役军人 优抚对象 烈属 军人 退伍军人 复员军人 烈士遗属'),
    field(
      'category',
      '对象类别',
      'text',
      '人员类别 优抚类别 类别 优抚对象类别 人员类型 身份类别 优抚类型 对象类型',
    ),
    field('dischargedOn', '退役日期', 'date', '退役时间 退伍时间 退伍日期 复员日期'),
    field('merit', '立功情况', 'text', '立功受奖 功勋等级 立功等级'),
  ],
});

/** Other public housing and rental subsidies, of this county and of others. */
export const OTHER_BENEFIT = describe('other-benefit', {
  listing: true,
  label: '其他住房保障',
  department: '住房和城乡建设局',
  fields: [
    ...person('保障对象 申请人 享受人 承租人 补贴对象 受益人 领取人 购房人 租户 补贴领取人 户主 享受对象'),
    field(
      'benefitKind',
      '保障方式',
      'text',
      '保障类型 保障类别 保障形式 保障种类 补贴类型 享受类型 保障项目 享受政策 类型 住房保障方式 保障性质 住房类型 住房保障类型 享受保障类型 保障住房类型 政策类型 享受方式 享受保障方式 房源类型 房屋类型 享受住房保障类型 补贴种类',
    ),
    field(
      'region',
      '保障地区划代码',
      'code',
      '区划代码 行政区划代码 保障地区 保障地 所在地区划 地区代码 行政区划 保障地区划 保障地代码 享受地区划代码 享受地 保障地区代码 保障所在地 所属区划 区划 县区代码 享受地区 保障地行政区划 保障区县 所在区县 县区 所在县市 所属地区 所在地区',
    ),
    field('address', '保障房地址', 'text', '房屋地址 地址 坐落 住址 保障房坐落 房屋坐落 小区', {
      identifying: true,
    }),
    field(
      'startedOn',
      '起始日期',
      'date',
      '开始日期 享受日期 保障开始日期 发放日期 起始时间 享受起始日期 保障起始日期 享受时间 开始时间 配租日期 保障起始时间 保障开始时间 享受开始日期 享受起始时间 起租日期 入住日期 补贴起始日期 享受开始时间 配租时间 开始享受时间 开始享受日期 补贴开始时间 补贴开始日期',
    ),
    field(
      'endedOn',
      '终止日期',
      'date',
      '结束日期 停发日期 退出日期 终止时间 保障终止日期 截止日期 停止日期 结束时间 退出时间 停发时间 保障结束日期 到期日期 退租日期 享受终止日期 退租时间 结束享受时间 结束享受日期 补贴终止时间 补贴终止日期',
    ),
    field('status', '保障状态', 'text', '状态 享受状态 在保状态 发放状态 当前状态 目前情况 目前状态'),
    field(
      'monthlyAmountFen',
      '月补贴额',
      'money',
      '补贴金额 月补贴金额 发放金额 补贴标准 月补贴标准 补贴额',
      { monthly: true },
    ),
  ],
});
