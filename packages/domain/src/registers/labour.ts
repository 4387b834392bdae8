import { describe } from './describe.ts';
import { field, person } from './field.ts';

const DEPARTMENT = '人力资源和社会保障局';
const EMPLOYER =
  '单位名称 单位 工作单位 缴费单位 参保单位 用人单位 缴存单位 单位全称 企业名称 所在单位 参保单位名称 缴费单位名称 预算单位 预算单位名称';
const INSURED = '参保人 参保人员 参保职工 缴费人 职工 参保对象 缴费人员 被保险人';

export const PENSION = describe('pension', {
  label: '养老金发放',
  department: DEPARTMENT,
  fields: [
    ...person('退休人员 领取人 待遇领取人 离退休人员 参保人 参保人员 养老金领取人 享受人 待遇人员 领待人员'),
    field(
      'monthlyFen',
      '月养老金',
      'money',
      '养老金 月养老金额 养老金金额 月待遇 待遇金额 月待遇金额 发放金额 基本养老金 退休金 月退休金 月发放金额 养老待遇 养老金月标准 应发金额 实发金额 待遇标准 月领取金额 每月养老金 退休工资 养老金额 月基本养老金 离退休金 月发养老金 待遇发放金额 养老金发放金额 月应发待遇 月养老金待遇 养老金待遇 养老金合计 养老保险待遇 月养老待遇 养老金总额',
      { required: true, monthly: true },
    ),
    field(
      'pensionKind',
      '险种',
      'text',
      '养老类型 险种类型 养老保险类型 待遇类型 参保类型 保险类型 险种名称 养老险种',
    ),
    field(
      'startedOn',
      '待遇享受开始日期',
      'date',
      '待遇开始日期 退休日期 享受开始日期 领取开始日期 开始领取日期 退休时间 待遇起始日期 离退休日期 待遇享受开始时间 领取时间 待遇领取日期 享受待遇日期 领取起始时间 待遇享受时间 享受待遇时间 待遇开始时间 起领日期 待遇开始年月 待遇享受开始年月 待遇开始享受时间 待遇开始享受日期 退休年月 发放起始年月 发放开始年月 发放起始时间 发放起始日期 发放开始时间 发放开始日期',
    ),
    field(
      'endedOn',
      '停发日期',
      'date',
      '终止日期 待遇终止日期 停止发放日期 停发时间 终止时间 待遇停发日期 暂停日期',
    ),
    field('status', '发放状态', 'text', '状态 待遇状态 享受状态 领取状态 人员状态 待遇发放状态'),
    field(
      'period',
      '发放年月',
      'year-month',
      '发放月份 待遇年月 所属期 所属年月 月份 发放期 待遇所属期 发放时间 领取年月 领取月份 待遇月份',
    ),
  ],
});

export const SOCIAL_INSURANCE = describe('social-insurance', {
  label: '社会保险缴费',
  department: DEPARTMENT,
  fields: [
    ...person(INSURED),
    field('employer', '单位名称', 'text', EMPLOYER),
    field(
      'baseFen',
      '缴费基数',
      'money',
      '月缴费基数 缴费工资 月缴费工资 个人缴费基数 社保基数 缴费工资基数 申报工资 申报基数 社保缴费基数 养老缴费基数 养老保险缴费基数 参保基数 月缴费工资基数 个人缴费工资 工资基数 基数',
      { required: true, monthly: true },
    ),
    field(
      'period',
      '费款所属期',
      'year-month',
      '缴费年月 所属期 缴费月份 缴费期 缴费所属期 所属年月 缴费时间 对应费款所属期 月份 做账期号 最近缴费年月 最后缴费年月 缴费期间 最近缴费月份 费款所属年月 缴费所属年月 最后缴费月份 最近缴费时间 缴纳月份 缴费日期 缴费月度',
    ),
    field('insuranceKind', '险种', 'text', '险种类型 保险类型 参保险种 险种名称 保险种类 险种类别 参保类型'),
    field('status', '参保状态', 'text', '缴费状态 状态 人员状态 人员参保状态 参保缴费状态 当前状态'),
  ],
});

export const PAYROLL = describe('payroll', {
  listing: true,
  label: '财政供养人员',
  department: '财政局',
  fields: [
    ...person('财政供养人员 供养人员 职工 干部 在编人员 工作人员 领款人 人员'),
    field('employer', '单位', 'text', EMPLOYER),
    field(
      'monthlyFen',
      '应发工资',
      'money',
      '月工资 应发合计 工资 月应发工资 工资总额 应发金额 应发数 工资合计 月收入 实发工资 实发合计 实发金额 月工资额 发放金额 工资收入 月均工资 应发工资合计 应发额 应发 月平均工资 薪资 统发工资 工资金额 应发工资小计 应发小计 工资应发数 工资应发合计',
      { monthly: true },
    ),
    field(
      'period',
      '工资月份',
      'year-month',
      '发放月份 月份 工资年月 所属期 发放年月 所属月份 发放时间 年月 工资所属期 月度',
    ),
    field(
      'personKind',
      '人员类别',
      'text',
      '人员性质 编制类型 身份类别 人员类型 编制性质 供养类型 身份 人员身份 人员编制 编制类别',
    ),
    field('status', '人员状态', 'text', '状态 在职状态 供养状态 在岗状态'),
    field('endedOn', '停发日期', 'date', '减员日期 停薪日期 停发时间 终止日期 离职日期 停发年月'),
  ],
});

export const HOUSING_FUND = describe('housing-fund', {
  label: '住房公积金',
  department: '住房公积金管理中心',
  fields: [
    ...person('缴存人 缴存职工 职工 账户所有人 缴存人员 个人'),
    field('employer', '缴存单位', 'text', EMPLOYER),
    field(
      'baseFen',
      '缴存基数',
      'money',
      '月缴存基数 缴费基数 工资基数 个人缴存基数 公积金缴存基数 月工资基数 公积金基数 缴存工资基数 个人月缴存基数 基数',
      { required: true, monthly: true },
    ),
    field(
      'monthlyFen',
      '月缴存额',
      'money',
      '月缴额 缴存额 月汇缴额 汇缴金额 月缴存总额 缴存金额 月缴存金额 月应缴额',
      { monthly: true },
    ),
    field('balanceFen', '账户余额', 'money', '余额 公积金余额 缴存余额 个人账户余额'),
    field(
      'period',
      '缴至年月',
      'year-month',
      '缴存年月 缴存月份 所属期 最近缴存年月 缴至月份 最后缴存年月 最近汇缴年月 汇缴年月 汇缴月份 缴存至 缴存时间 最后汇缴月份',
    ),
    field('status', '账户状态', 'text', '缴存状态 状态 个人账户状态'),
  ],
});
