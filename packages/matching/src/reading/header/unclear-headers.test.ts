import { type FieldDescription, REGISTER_KINDS, REGISTERS, type RegisterKind, ROSTER } from '@anju/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideColumns } from './decide-columns.ts';
import { wordsOf } from './field-words.ts';
import { readHeaderText } from './header-text.ts';

const CELLS: Readonly<Partial<Record<FieldDescription['type'], string>>> = {
  'id-number': '652301196705025199',
  name: '张甲',
  date: '2026-05-01',
  'year-month': '202605',
  money: '36000',
  area: '88.5',
  number: '12',
};

/** What becomes of the columns, each filled with `cell`. */
function decide(
  fields: readonly FieldDescription[],
  headers: readonly (string | readonly [group: string, own: string])[],
  cell: string,
  titleUnits: readonly string[] = [],
) {
  const columns = headers.map((header, index) => {
    const [group, own] = typeof header === 'string' ? [null, header] : header;
    return {
      index,
      group: group === null ? null : readHeaderText(group),
      own: readHeaderText(own),
      groupText: group ?? '',
      ownText: own,
      shown: own,
    };
  });
  return decideColumns(fields.map(wordsOf), columns, () => [cell, cell], titleUnits);
}

const fieldsOf = (kind: RegisterKind | 'roster') =>
  kind === 'roster' ? ROSTER.fields : REGISTERS[kind].fields;

it.each<[RegisterKind | 'roster', string | readonly [string, string], string]>([
  ['vehicle', '保险金额（元）', 'purchasePriceFen'],
  ['vehicle', ['保险', '金额（元）'], 'purchasePriceFen'],
  ['vehicle', '金额（保险）', 'purchasePriceFen'],
  ['vehicle', '购置价（美元）', 'purchasePriceFen'],
  ['vehicle', '购置价（元/年）', 'purchasePriceFen'],
  ['real-estate', '宗地面积（㎡）', 'floorAreaCm2'],
  ['real-estate', ['土地', '面积'], 'floorAreaCm2'],
  ['real-estate', '建筑面积（平方公里）', 'floorAreaCm2'],
  ['social-insurance', '累计缴费基数', 'baseFen'],
  ['social-insurance', '年度缴费基数', 'baseFen'],
  ['pension', '累计发放养老金', 'monthlyFen'],
  ['pension', '养老金（2025年度）', 'monthlyFen'],
  ['payroll', '年终奖工资（元）', 'monthlyFen'],
  ['payroll', '上年度月平均工资', 'monthlyFen'],
  ['payroll', '应发工资（全年）', 'monthlyFen'],
  ['business', '公司投资金额', 'subscribedFen'],
  ['business', '注册资本（万美元）', 'registeredCapitalFen'],
  ['business', '注册资本万美元', 'registeredCapitalFen'],
  ['business', '注册资本（千万元）', 'registeredCapitalFen'],
  ['low-income', '家庭保障金额', 'monthlyAmountFen'],
  ['vehicle', '购置价（千）', 'purchasePriceFen'],
  ['vehicle', '购置价（w）', 'purchasePriceFen'],
  ['vehicle', '购置价（W元）', 'purchasePriceFen'],
  ['vehicle', '购置价（$）', 'purchasePriceFen'],
  ['vehicle', '购置价（角）', 'purchasePriceFen'],
  ['vehicle', '购置价（拾万元）', 'purchasePriceFen'],
  ['vehicle', ['购置价（千）', '金额'], 'purchasePriceFen'],
  ['real-estate', '建筑面积（万平方米）', 'floorAreaCm2'],
])('asks whether in %s the column %s is what its end says', (kind, header, field) => {
  const { mapping, undecided } = decide(fieldsOf(kind), [header], '36000');
  expect(mapping.fields[field]).toBeUndefined();
  expect(undecided.find((open) => open.field === field)?.candidates).toEqual([0]);
});

it('asks whose number stands under a line that names somebody else', () => {
  const { mapping, undecided } = decide(
    REGISTERS.vehicle.fields,
    [['代理人', '身份证号']],
    '652301196705025199',
  );
  expect(mapping.fields.id).toBeUndefined();
  expect(undecided.find(({ field }) => field === 'id')?.candidates).toEqual([0]);
});

it('asks for an amount under a title in money that can’t be converted', () => {
  const { mapping, undecided } = decide(REGISTERS.business.fields, ['注册资本'], '500', ['万美元']);
  expect(mapping.fields.registeredCapitalFen).toBeUndefined();
  expect(undecided.map(({ field }) => field)).toContain('registeredCapitalFen');
});

it.each<[RegisterKind | 'roster', string, string, string | null]>([
  ['payroll', '年工资（元）', 'monthlyFen', '元/年'],
  ['payroll', '应发工资（元/年）', 'monthlyFen', '元/年'],
  ['payroll', '全年应发工资（万元）', 'monthlyFen', '万元/年'],
  ['payroll', '年度工资总额', 'monthlyFen', '元/年'],
  ['payroll', '年收入', 'monthlyFen', '元/年'],
  ['social-insurance', '年缴费基数（元）', 'baseFen', '元/年'],
  ['pension', '年养老金', 'monthlyFen', '元/年'],
  ['roster', '年租金', 'monthlyRentFen', '元/年'],
  ['payroll', '应发工资（元/月）', 'monthlyFen', '元'],
  ['payroll', '本人应发工资', 'monthlyFen', null],
  ['pension', '每月实发养老金（元）', 'monthlyFen', '元'],
  ['business', '注册资本（百万元）', 'registeredCapitalFen', '百万元'],
  ['business', '注册资本（人民币万元）', 'registeredCapitalFen', '万元'],
  ['vehicle', '购置价（万元，含税）', 'purchasePriceFen', '万元'],
  ['vehicle', '购置价（含税，万元）', 'purchasePriceFen', '万元'],
  ['vehicle', '购置价（万元整）', 'purchasePriceFen', '万元'],
  ['vehicle', '购置价（萬元）', 'purchasePriceFen', '万元'],
  ['vehicle', '购置价（仟元）', 'purchasePriceFen', '千元'],
  ['vehicle', '购置价（分）', 'purchasePriceFen', '分'],
  ['vehicle', '购置价 单位：万元', 'purchasePriceFen', '万元'],
  ['vehicle', '购置价（不含分期手续费）', 'purchasePriceFen', null],
  ['real-estate', '建筑面积（m^2）', 'floorAreaCm2', '㎡'],
  ['real-estate', '建筑面积（含公摊）', 'floorAreaCm2', null],
  ['vehicle', '车辆购置价格（人民币）', 'purchasePriceFen', null],
  ['real-estate', '房屋登记面积', 'floorAreaCm2', null],
])('reads in %s the column %s as %s in %s', (kind, header, field, unit) => {
  const { mapping } = decide(fieldsOf(kind), [header], '36000');
  expect(mapping.fields[field]).toEqual({ index: 0, unit });
});

it('takes the plain word where another only ends in it', () => {
  const { mapping, undecided } = decide(REGISTERS.pension.fields, ['累计养老金', '养老金'], '3600');
  expect(mapping.fields.monthlyFen?.index).toBe(1);
  expect(undecided.filter(({ candidates }) => candidates.length > 0)).toEqual([]);
});

it.each<[RegisterKind | 'roster', string, string, string]>([
  ['presale', '预测面积(平方米)', '88.5', 'floorAreaCm2'],
  ['vehicle', '所有人证照号', '652301196705025199', 'id'],
  ['vehicle', '车辆状况', '注销', 'status'],
  ['payroll', '证照号码', '652301196705025199', 'id'],
  ['pension', '发放起始年月', '202001', 'startedOn'],
  ['roster', '承租户代码', 'H1', 'code'],
  ['roster', '住址（小区）', '阳光里', 'estate'],
])('knows in %s the column %s', (kind, header, cell, field) => {
  const { mapping } = decide(fieldsOf(kind), [header], cell);
  expect(mapping.fields[field]?.index).toBe(0);
});

it('does not take an address for an estate', () => {
  expect(decide(ROSTER.fields, ['住址'], '阳光里 1-1-101').mapping.fields.estate).toBeUndefined();
});

const measured = [...REGISTER_KINDS, 'roster' as const].flatMap((kind) =>
  fieldsOf(kind).flatMap((field) => {
    const cell = CELLS[field.type];
    return cell === undefined ? [] : [{ kind, field, cell }];
  }),
);

it('decides nothing by the mere end of a header', () => {
  const word = fc.constantFrom(...measured).chain(({ kind, field, cell }) =>
    fc.record({
      kind: fc.constant(kind),
      field: fc.constant(field),
      cell: fc.constant(cell),
      known: fc.constantFrom(...field.synonyms),
      before: fc
        .array(fc.constantFrom(...'累计保险宗地公司全家货罚没赠某甲乙丙丁戊己庚辛'), {
          minLength: 1,
          maxLength: 5,
        })
        .map((characters) => characters.join('')),
    }),
  );
  fc.assert(
    fc.property(word, ({ kind, field, cell, known, before }) => {
      const header = before + known;
      fc.pre(!wordsOf(field).words.has(readHeaderText(header).key));
      const { mapping } = decide(fieldsOf(kind), [header], cell);
      expect(mapping.fields[field.key]).toBeUndefined();
    }),
    { numRuns: 3000, seed: 20261129 },
  );
});
