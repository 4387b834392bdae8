import type { FieldDescription } from '@anju/domain';

/** Words before a known one that leave its meaning as it is. Anything else may change it, and is asked for. */
const HARMLESS =
  /^(?:本人|个人|人员|职工|在职|对象|成员|登记|申报|核定|核准|实际|现有?|当前|目前|最新|现行|有效|本次|每月|月度|当月|本月|按月|月|应发|实发|统发|发放|领取|享受|缴纳|缴存|参保|机动车|车辆|汽车|房屋|住房|房产|不动产|房地产|公租房|保障房|承租|发票|购车|购房|新车|交易|成交|备案|网签|过户|所在|办理|系统|具体|准确|详细)+$/u;

/** The same of an amount for a year. */
const OF_A_YEAR = /^(?:全年|年度|每年|按年|年)/u;
/** "年度缴费基数" is the base that holds for a year, and still a month's. */
const HOLDS_FOR_A_YEAR = /^年度.*(?:基数|标准)$/u;

/** What a bracket or an upper line can say so that the word beside it no longer means what it says. */
const CHANGING =
  /累计|历年|全年|年度|每年|按年|年均|\d年(?!\d*月)|^年$|季度|保险|保费|宗地|土地|占地|抵押|贷款|担保|罚|补发|人均|全家|全户|户均|公司|企业/gu;
const MEASURED: readonly FieldDescription['type'][] = ['money', 'area', 'number'];

/** What the words before a known one make of it. */
export type Qualified = 'same' | 'yearly' | 'unclear';

/** @param known the word of the field behind `before` */
export function qualify(before: string, known: string, field: FieldDescription): Qualified {
  if (HARMLESS.test(before)) return 'same';
  const rest = before.replace(OF_A_YEAR, '');
  if (rest === before || field.monthly !== true) return 'unclear';
  if (/^(?:月|每月)/u.test(rest + known) || HOLDS_FOR_A_YEAR.test(before + known)) return 'unclear';
  return rest === '' || HARMLESS.test(rest) ? 'yearly' : 'unclear';
}

const SPAN =
  /\d{1,2}月?[-~—–至到](?:\d{4}[年./-])?\d{1,2}月|\d{4}[年./]\d{1,2}月?[-~—–至到]\d{4}[年./]\d{1,2}/u;
const OF_ALL_MONTHS = /年度|全年|半年|季度|\d年[^月]*(?:汇总|合计|累计|统计|总额)/u;
const OF_ONE_MONTH = /\d月(?!\d)/u;
const OF_AMOUNTS =
  /工资|薪|收入|养老|退休金|待遇|补贴|补助|救助|缴存|缴费|租金|发放|汇总|合计|累计|统计|总额/u;

/**
 * "2025年度工资发放汇总表", "2026年1月至6月工资表": whether the amounts below are of all that time or of each month, such
 * a title leaves open.
 */
export function titleOfYear(raw: string): boolean {
  const title = raw.normalize('NFKC').replace(/\s/gu, '');
  const months = title.replace(SPAN, '');
  const ofSeveral = OF_ALL_MONTHS.test(title) || months !== title;
  return ofSeveral && OF_AMOUNTS.test(title) && !OF_ONE_MONTH.test(months);
}

const MONTH_OR_QUARTER =
  /^(?:(?:19|20)\d{2}年?)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四1-4]季度?)$/u;
const COUNT_OF_MONTHS = /(?:发放|领取|工资|支付|享受)月数$/u;

/** Whether columns of months, or a count of them, stand beside the others: an amount may be that of all of them. */
export function besideMonths(headers: readonly string[]): boolean {
  const plain = headers.map((header) => header.normalize('NFKC').replace(/\s/gu, ''));
  return (
    plain.filter((header) => MONTH_OR_QUARTER.test(header)).length >= 2 ||
    plain.some((header) => COUNT_OF_MONTHS.test(header))
  );
}

/** Whether a column under such a title says nothing of its own: neither the month nor what holds for a year. */
export function leftOpenByTitle(header: readonly string[], field: FieldDescription): boolean {
  return field.monthly === true && !header.some((line) => /月|基数|标准/u.test(line) && !titleOfYear(line));
}

/** Whether a remark in brackets or the line above leaves the meaning of a measured field open. */
export function changesMeaning(said: string, words: ReadonlySet<string>, field: FieldDescription): boolean {
  if (said === '' || !MEASURED.includes(field.type)) return false;
  const found = said.match(CHANGING) ?? [];
  return found.some((change) => ![...words].some((word) => word.includes(change)));
}
