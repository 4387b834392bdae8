import type { FieldDescription } from '@anju/domain';

/** Units as offices write them → the one word used inside. NFKC turns ㎡ into m2 before the look-up. */
const UNITS: Readonly<Record<string, string>> = {
  分: '分',
  元: '元',
  圆: '元',
  百元: '百元',
  千元: '千元',
  万元: '万元',
  万: '万元',
  百万元: '百万元',
  百万: '百万元',
  亿元: '亿元',
  m2: '㎡',
  平方米: '㎡',
  平米: '㎡',
  平方: '㎡',
  亩: '亩',
  公顷: '公顷',
  千瓦时: '千瓦时',
  kwh: '千瓦时',
  度: '千瓦时',
  m3: '立方米',
  立方米: '立方米',
  立方: '立方米',
  方: '立方米',
  吨: '吨',
  t: '吨',
  月: '月',
  个月: '月',
  人: '人',
  户: '户',
  辆: '辆',
  套: '套',
  岁: '岁',
};

const MONEY = new Set(['分', '元', '百元', '千元', '万元', '百万元', '亿元']);
const AREA = new Set(['㎡', '亩', '公顷']);
/** Units of money and of areas that nobody here can convert: 万美元, 港币, 千万元, 平方公里. */
const STRANGE_MONEY =
  /^(?:角|(?:us|hk|a|c)?\$|€|£|[十百千万亿]+元|[十百千万亿]*(?:美元|美金|欧元|港元|港币元?|日元|日圆|英镑|澳元|加元|新元|新加坡元|新?台币|澳门元|澳门币|卢布|韩元|韩币|瑞士法郎|外币|外汇|原币|usd|hkd|eur|jpy|gbp|aud|cad|twd|mop|rub|krw))$/u;
const STRANGE_AREA = /^(?:平方\p{Script=Han}{1,3}|坪|方里)$/u;
const OUR_MONEY = /(?:折(?:合|算)?[成为]?)?(?:人民币|本币|rmb|cny)|折(?:合|算)?[成为]?(?=[百千万亿]*元$)/gu;
const FORMAL: Readonly<Record<string, string>> = { 萬: '万', 仟: '千', 佰: '百', 拾: '十' };

const PERIODS: Readonly<Record<string, string>> = { 年: '年', 年度: '年', 季: '季', 季度: '季' };

/**
 * "人民币万元", "元/月", "单位:㎡" → the unit; "元/年" keeps its period; null for anything that is not one. A price
 * per ㎡ is not an amount. Units of money and areas that can't be converted come back as written.
 */
export function readUnit(raw: string): string | null {
  const text = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:^]/gu, '')
    .replace(/[萬仟佰拾]/gu, (character) => FORMAL[character] ?? character)
    .replace(/^(?:计量|金额|面积)?单位/u, '')
    .replace(OUR_MONEY, '')
    .replace(/(?<=元)整$/u, '');
  const [first = '', per] = text.split(/\/|每/u);
  const unit = UNITS[first] ?? (STRANGE_MONEY.test(first) || STRANGE_AREA.test(first) ? first : undefined);
  if (unit === undefined) return null;
  if (per === undefined || /^(?:月|人|户)$/u.test(per)) return unit;
  return `${unit}/${PERIODS[per] ?? per}`;
}

/** The unit of what stands in brackets, alone or beside other words: （万元，含税）. */
export function unitAmong(bracketed: string): string | null {
  const alone = readUnit(bracketed);
  if (alone !== null) return alone;
  const units = bracketed.split(/[,、;\s]/u).flatMap((part) => readUnit(part) ?? []);
  return units.find((unit) => MONEY.has(unit) || AREA.has(unit)) ?? units[0] ?? null;
}

const LIKE_MONEY = /[元圆角万萬千仟百佰拾亿$€£]|(?:^|\s)(?:[wk]|分)(?:\s|$)/u;
const LIKE_AREA = /[万萬千仟亩尺里]|公顷/u;

/** Whether a remark that is no unit we know may be one all the same: （千）, （w）, （万平方米）. */
export function likeUnit(remarks: string, { type }: Pick<FieldDescription, 'type'>): boolean {
  return (type === 'money' && LIKE_MONEY.test(remarks)) || (type === 'area' && LIKE_AREA.test(remarks));
}

/** Whether a cell below a header says nothing but the unit of its column. */
export function isUnitAlone(cell: string | null): boolean {
  const unit = readUnit((cell ?? '').normalize('NFKC').replace(/^\s*[([]|[)\]]\s*$/gu, ''));
  return unit !== null && (MONEY.has(unit) || AREA.has(unit) || unit === '千瓦时' || unit === '立方米');
}

export const isMoney = (unit: string | null): boolean => unit !== null && MONEY.has(unit);

/** Whether the cell of a 币种 column leaves the amount beside it, read in `unit`, as it is: blank, or our own money. */
export function isOurMoney(currency: string, unit: string): boolean {
  const text = currency
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()]/gu, '');
  // 156 is the yuan in ISO 4217, 人民币元 its name there.
  if (/^(?:人民币|本币|rmb|cny)?元?$|^(?:¥|156)$/u.test(text)) return true;
  return readUnit(text) === unit.split('/')[0];
}

export type Measured = Pick<FieldDescription, 'type' | 'monthly'>;

/**
 * Whether a column in this unit can hold the field: `no` for a unit of other things, `unclear` where the thing is the
 * same but can't be converted (美元; a yearly amount where none is of a month). Without a unit it can hold anything.
 */
export function unitSuits(unit: string | null, field: Measured): 'yes' | 'no' | 'unclear' {
  if (unit === null || (field.type !== 'money' && field.type !== 'area')) return 'yes';
  const [base = '', per] = unit.split('/');
  if (field.type === 'area') return AREA.has(unit) ? 'yes' : STRANGE_AREA.test(base) ? 'unclear' : 'no';
  if (per !== undefined && per !== '年' && per !== '季') return 'no';
  if (STRANGE_MONEY.test(base) && !MONEY.has(base)) return 'unclear';
  if (!MONEY.has(base)) return 'no';
  return per === undefined || field.monthly === true ? 'yes' : 'unclear';
}

/** Units a person may say an amount is in, as they are said. */
export function unitsOf(field: Measured): readonly string[] {
  if (field.type === 'area') return ['㎡', '亩'];
  if (field.type !== 'money') return [];
  const money = ['元', '千元', '万元'];
  return field.monthly === true
    ? ['月', '年'].flatMap((per) => money.map((unit) => `${unit}/${per}`))
    : money;
}

/** Only money, areas and counted things carry a unit: "（人）" after a name says nothing. */
export function unitFor(unit: string | null, field: Measured): string | null {
  if (unit === null) return null;
  if (field.type === 'money' || field.type === 'area') return unitSuits(unit, field) === 'no' ? null : unit;
  return field.type === 'number' || field.type === 'month-series' ? unit : null;
}

/** Units of a title line: "单位：万元、平方米", "（千瓦时）"; "填报单位：住建局" has none. */
export function unitsOfTitle(raw: string): readonly string[] {
  const text = raw.normalize('NFKC');
  const named = [...text.matchAll(/单位\s*[::]\s*([^\s()]+)/gu)].flatMap((m) =>
    (m[1] ?? '').split(/[,、;,]/u),
  );
  const bracketed = [...text.matchAll(/\(([^()]*)\)/gu)].map((m) => m[1] ?? '');
  return [...named, ...bracketed].flatMap((part) => readUnit(part) ?? []);
}
