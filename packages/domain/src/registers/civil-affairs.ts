import { describe } from './describe.ts';
import { field, person, titledPerson } from './field.ts';

const DEPARTMENT = '民政局';

export const LOW_INCOME = describe('low-income', {
  listing: true,
  label: '社会救助对象',
  department: DEPARTMENT,
  fields: [
    ...person(
      '救助对象 保障对象 低保对象 享受人 救助人员 申请人 家庭成员 受助人 低保人员 特困人员 户主 享受对象',
    ),
    field(
      'category',
      '救助类别',
      'text',
      '救助类型 保障类别 对象类别 人员类别 低保类别 救助项目 类别 救助种类 保障类型 困难类型 认定类别 身份类别 对象类型 救助对象类别 人员类型 低保类型',
    ),
    field(
      'startedOn',
      '享受起始日期',
      'date',
      '享受起始时间 享受开始日期 开始享受日期 起始日期 救助开始日期 救助起始日期 批准日期 纳入日期 开始日期 享受日期 审批日期 认定日期 享受开始时间 起始时间 纳入时间 批准时间 认定时间 享受时间 救助开始时间 享受起始年月 开始救助时间 开始救助日期 享受救助时间 享受救助日期 享受低保时间 开始享受时间',
    ),
    field(
      'endedOn',
      '停发日期',
      'date',
      '终止日期 停止日期 退出日期 停保日期 取消日期 结束日期 停发时间 终止时间 救助终止日期 停止救助日期 退出时间 停保时间 截止日期 取消时间 停止享受日期 终止享受日期 停发年月 退保日期 停止时间 结束时间 救助结束日期 退出救助日期 停止救助时间 停止享受时间 取消低保时间',
    ),
    field(
      'status',
      '救助状态',
      'text',
      '状态 享受状态 在册状态 保障状态 发放状态 当前状态 人员状态 是否在册',
    ),
    field(
      'monthlyAmountFen',
      '月救助金额',
      'money',
      '救助金 保障金 月保障金 发放金额 救助金额 月发放金额 低保金 补助金额 月补助金额 保障金额 月保障金额 月低保金',
      { monthly: true },
    ),
  ],
});

/** Two people a row; a marriage holds until a later divorce of the same two. */
export const MARRIAGE = describe('marriage', {
  label: '婚姻登记',
  department: DEPARTMENT,
  personFields: [
    { role: 'husband', id: 'husbandId', name: 'husbandName' },
    { role: 'wife', id: 'wifeId', name: 'wifeName' },
  ],
  fields: [
    ...titledPerson('husband', '男方', '男 丈夫 夫 男方当事人 男方本人 男性 男当事人 夫方', true),
    ...titledPerson('wife', '女方', '女 妻子 妻 女方当事人 女方本人 女性 女当事人 妻方', true),
    field(
      'registeredOn',
      '登记日期',
      'date',
      '登记时间 婚姻登记日期 办理日期 业务日期 结婚登记日期 结婚日期 婚姻登记时间 结婚时间 办理时间 登记年月日 业务办理日期 发证日期',
    ),
    field('divorcedOn', '离婚日期', 'date', '离婚登记日期 离婚时间 解除日期 解除婚姻日期 离婚登记时间'),
    field(
      'registrationKind',
      '登记类型',
      'text',
      '业务类型 登记类别 婚姻登记类型 婚姻状态 婚姻状况 办理类型 类型 登记业务类型 业务类别 登记种类 业务种类 婚姻登记类别 办理业务',
    ),
    field(
      'certificateNo',
      '证书编号',
      'text',
      '结婚证号 离婚证号 证书号 结婚证字号 结（离）婚证号 证字号 婚姻证号 登记字号 证书字号 婚姻证件号',
      { identifying: true },
    ),
  ],
});

export const BANK_ASSETS = describe('bank-assets', {
  label: '金融资产核对',
  department: '民政局（居民家庭经济状况核对机构）',
  fields: [
    ...person('账户户名 户名 账户名 账户持有人 开户人 客户 核对对象 被核对人 持有人'),
    field('assetKind', '资产类型', 'text', '资产类别 账户类型 资产种类 财产类型 类型 产品类型 财产类别 项目'),
    field('institution', '金融机构', 'text', '开户行 开户银行 银行 机构名称 银行名称 开户机构 金融机构名称'),
    field('accountNo', '账号', 'text', '银行账号 卡号 账户号 银行卡号 账户 银行账户 账户号码', {
      identifying: true,
    }),
    field(
      'balanceFen',
      '余额',
      'money',
      '账户余额 金额 存款余额 资产金额 市值 资产总额 期末余额 存款 合计金额 资产余额 总金额 存款金额 资产价值 现金价值 财产价值',
      { required: true },
    ),
    field('balanceOn', '余额日期', 'date', '核对日期 截止日期 数据日期 余额时间 查询日期 核对时间 截止时间'),
  ],
});
