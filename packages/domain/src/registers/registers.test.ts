import { describe, expect, it } from 'vitest';
import { normaliseText } from '../basics/normalise-text.ts';
import type { FieldDescription } from './index.ts';
import { REGISTER_KINDS, REGISTERS, ROSTER } from './index.ts';

const word = (text: string) =>
  normaliseText(text)
    .toLowerCase()
    .replace(/[\s()/]/gu, '');

function collisions(fields: readonly FieldDescription[]): string[] {
  const owner = new Map<string, string>();
  const found: string[] = [];
  for (const { key, synonyms } of fields) {
    for (const synonym of new Set(synonyms.map(word))) {
      const before = owner.get(synonym);
      if (before !== undefined) found.push(`${synonym}: ${before}, ${key}`);
      owner.set(synonym, key);
    }
  }
  return found;
}

const find = (fields: readonly FieldDescription[], header: string) =>
  fields.find((field) => field.synonyms.map(word).includes(word(header)))?.key;

describe('registers', () => {
  it.each([
    ...REGISTER_KINDS.map((kind) => [kind, REGISTERS[kind].fields] as const),
    ['roster', ROSTER.fields] as const,
  ])('no header word of %s names two columns', (_, fields) => {
    expect(collisions(fields)).toEqual([]);
    expect(new Set(fields.map((field) => field.key)).size).toBe(fields.length);
  });

  it('person fields point at described columns', () => {
    for (const kind of REGISTER_KINDS) {
      const { fields, personFields, join } = REGISTERS[kind];
      const keys = fields.map((field) => field.key);
      expect(personFields.length > 0).toBe(join === 'person');
      for (const { id, name } of personFields) expect(keys).toEqual(expect.arrayContaining([id, name]));
    }
  });

  it.each([
    ['vehicle', '机动车所有人', 'name'],
    ['vehicle', '身份证明号码', 'id'],
    ['vehicle', '购置价', 'purchasePriceFen'],
    ['vehicle', '过户日期', 'transferredOn'],
    ['real-estate', '权利人证件号码', 'id'],
    ['real-estate', '房屋用途', 'usage'],
    ['presale', '买受人', 'name'],
    ['business', '注册资本', 'registeredCapitalFen'],
    ['business', '认缴出资额', 'subscribedFen'],
    ['social-insurance', '社会保障号码', 'id'],
    ['social-insurance', '费款所属期', 'period'],
    ['marriage', '女方身份证号码', 'wifeId'],
    ['hukou', '迁出日期', 'changedOn'],
    ['low-income', '停发日期', 'endedOn'],
    ['other-benefit', '保障类型', 'benefitKind'],
    ['electricity', '用电量', 'months'],
  ] as const)('finds %s %s', (kind, header, key) => {
    expect(find(REGISTERS[kind].fields, header)).toBe(key);
  });
});
