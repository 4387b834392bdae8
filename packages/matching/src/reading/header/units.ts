/** Units as offices write them → the one word used inside. NFKC turns ㎡ into m2 before the look-up. */
const UNITS: Readonly<Record<string, string>> = {
  元: '元',
  圆: '元',
  百元: '百元',
  千元: '千元',
  万元: '万元',
  万: '万元',
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

const MONEY = new Set(['元', '百元', '千元', '万元', '亿元']);
const AREA = new Set(['㎡', '亩', '公顷']);

/** "人民币万元", "元/月", "单位:㎡" → the unit; null for anything that is not one. A price per ㎡ is not an amount. */
export function readUnit(raw: string): string | null {
  const text = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:]/gu, '')
    .replace(/^(?:计量|金额|面积)?单位/u, '')
    .replace(/人民币/u, '');
  const [first = '', per] = text.split('/');
  const unit = UNITS[first];
  if (unit === undefined) return null;
  if (per === undefined || /^(?:月|年|人|户|季度?)$/u.test(per)) return unit;
  return `${unit}/${per}`;
}

/** Whether a column in this unit can hold the field; a column without a unit can hold anything. */
export function unitSuits(unit: string | null, type: string): boolean {
  if (unit === null) return true;
  if (type === 'money') return MONEY.has(unit);
  if (type === 'area') return AREA.has(unit);
  return true;
}

/** Only money, areas and counted things carry a unit: "（人）" after a name says nothing. */
export function unitFor(unit: string | null, type: string): string | null {
  if (unit === null) return null;
  if (type === 'money') return MONEY.has(unit) ? unit : null;
  if (type === 'area') return AREA.has(unit) ? unit : null;
  return type === 'number' || type === 'month-series' ? unit : null;
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
