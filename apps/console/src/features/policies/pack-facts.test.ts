import { describe, expect, it } from 'vitest';
import { packSections } from './pack-facts.ts';
import { valueAt, withValue } from './read-pack.ts';

const PACK = {
  title: '示例标准',
  admission: {
    housing: { clause: '第八条', basis: 'per-capita', limit: 15, inclusive: true },
    vehicles: { maxPrice: 120_000, exemptKinds: ['残疾人专用车', '轻便摩托车'] },
    minimumAge: 18,
  },
  tenancy: { arrearsMonths: 6, somethingNew: 3 },
};

describe('a policy pack on screen', () => {
  it('reads like the document, with units and without code words', () => {
    const [housing, vehicles, rest, tenancy] = packSections(PACK);
    expect(housing).toMatchObject({ title: '准入：住房', clause: '第八条' });
    expect(housing?.facts).toContainEqual({ label: '限额', value: '15 ㎡' });
    expect(housing?.facts).toContainEqual({ label: '等于限额', value: '符合（含本数）' });
    expect(vehicles?.facts).toContainEqual({ label: '不计入的车辆', value: '残疾人专用车、轻便摩托车' });
    expect(rest?.facts).toEqual([{ label: '申请人最低年龄', value: '18 岁' }]);
    expect(tenancy?.facts).toContainEqual({ label: '累计欠租', value: '6 个月' });
  });

  it('shows a key that it does not know rather than hiding a rule', () => {
    expect(packSections(PACK).at(-1)?.facts).toContainEqual({ label: 'somethingNew', value: '3' });
  });

  it('survives a pack that is no pack', () => {
    for (const pack of [null, 7, 'text', [], { admission: 3 }]) expect(packSections(pack)).toEqual([]);
  });
});

describe('changing a draft', () => {
  it('changes one value and leaves the pack it came from alone', () => {
    const changed = withValue(PACK, 'admission.housing.limit', 18);
    expect(valueAt(changed, 'admission.housing.limit')).toBe(18);
    expect(valueAt(changed, 'admission.housing.basis')).toBe('per-capita');
    expect(valueAt(PACK, 'admission.housing.limit')).toBe(15);
  });

  it('takes a limit away when its field is emptied, and makes sections that were not there', () => {
    expect(withValue({ a: { b: 1 } }, 'a.b', undefined)).toEqual({ a: {} });
    expect(withValue({}, 'tenancy.idleMonths', 6)).toEqual({ tenancy: { idleMonths: 6 } });
  });
});
