import type { RegisterKind } from '@anju/domain';

export interface DepartmentDuty {
  readonly name: string;
  readonly duties: string;
  readonly registers: readonly RegisterKind[];
}

/**
 * The duty list of the joint check as one county's mechanism has it (handbook §1.4): who supplies which register.
 * A county starts from it and changes it on the page of its departments.
 */
export const DEPARTMENT_DUTIES: readonly DepartmentDuty[] = [
  { name: '公安局', duties: '户籍、居住证、车辆信息', registers: ['hukou', 'residence-permit', 'vehicle'] },
  { name: '民政局', duties: '低保、特困、低保边缘和婚姻信息', registers: ['low-income', 'marriage'] },
  { name: '自然资源局', duties: '不动产确权信息', registers: [] },
  {
    name: '房产交易和物业事务中心',
    duties: '房产登记、网签备案、房产转移信息',
    registers: ['real-estate', 'presale', 'property-transfer'],
  },
  { name: '行政审批局', duties: '工商注册信息', registers: ['business'] },
  { name: '市场监管局', duties: '查处房屋中介、代办', registers: [] },
  {
    name: '人力资源和社会保障局',
    duties: '机关事业单位养老参保、社会保险缴费、退休金信息',
    registers: ['pension', 'social-insurance'],
  },
  { name: '卫生健康委', duties: '死亡、出生、健康信息', registers: ['death', 'birth'] },
  { name: '残联', duties: '残疾认证信息', registers: ['disability'] },
  { name: '总工会', duties: '劳模认定信息', registers: ['model-worker'] },
  { name: '退役军人事务局', duties: '退役军人、烈属信息', registers: ['veteran'] },
  { name: '供电公司', duties: '用电信息', registers: ['electricity'] },
  { name: '供水公司', duties: '用水信息', registers: ['water'] },
  { name: '燃气公司', duties: '用气信息', registers: ['gas'] },
  { name: '财政局', duties: '租金收缴监管、财政供养人员信息', registers: ['payroll'] },
  { name: '住房公积金管理中心', duties: '公积金缴存信息', registers: ['housing-fund'] },
  { name: '住房和城乡建设局', duties: '牵头；其他保障房和租赁补贴信息', registers: ['other-benefit'] },
  { name: '金融工作部门', duties: '经核对授权的存款信息', registers: ['bank-assets'] },
  { name: '法院', duties: '强制执行', registers: [] },
  { name: '司法局', duties: '分配过程监督', registers: [] },
  { name: '信访局', duties: '诉求受理转办', registers: [] },
  { name: '数据服务中心', duties: '网站公示审核', registers: [] },
];
