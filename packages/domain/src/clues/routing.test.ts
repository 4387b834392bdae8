import { describe, expect, it } from 'vitest';
import {
  type Accusation,
  mayBeSameOffice,
  type StaffMember,
  whyBarred,
  whyNotThisOffice,
  whyNotThisPerson,
} from './routing.ts';

const accusation: Accusation = {
  organisations: ['652301001'],
  departments: ['d1'],
  persons: ['王建国', '不详'],
};
const person = (over: Partial<StaffMember> = {}): StaffMember => ({
  id: 'u1',
  name: '李勤',
  organisation: '652301002001',
  departmentId: null,
  kin: [],
  ...over,
});

describe('the name of an office', () => {
  it.each([
    ['宁边路街道', '宁边路街道办事处'],
    ['宁边路街道', '昌吉市宁边路街道'],
    ['幸福社区', '幸福 社区（居委会）'],
    ['大西渠镇', '大西渠镇人民政府'],
    ['昌吉市公安局', '公安局'],
    ['昌吉市', '昌吉市'],
  ])('%s may be meant by %s, either way round', (a, b) => {
    expect([mayBeSameOffice(a, b), mayBeSameOffice(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['宁边路街道', '延安北路街道'],
    ['昌吉市', '昌吉市公安局'],
    ['高新区', '高新区公安分局'],
    ['', '公安局'],
  ])('%s is another office than %s', (a, b) => {
    expect([mayBeSameOffice(a, b), mayBeSameOffice(b, a)]).toEqual([false, false]);
  });
});

describe('who may not look into a clue', () => {
  it('is who it names, however the name is typed', () => {
    expect(whyBarred(accusation, person({ name: '王 建国' }))).toMatch('同名');
    expect(whyBarred(accusation, person())).toBeNull();
    expect(whyBarred(accusation, person({ name: '不详' }))).toBeNull();
  });

  it('is who is related to somebody it names', () => {
    const kin = [{ name: '王建国', relation: '配偶', organisation: null, departmentId: null }];
    expect(whyBarred(accusation, person({ kin }))).toBe('被反映人是其配偶');
  });

  it('is who works in the accused office or below it', () => {
    expect(whyBarred(accusation, person({ organisation: '652301001003' }))).toMatch('被反映单位');
    expect(whyBarred(accusation, person({ departmentId: 'd1' }))).toMatch('被反映单位');
    expect(whyBarred(accusation, person({ organisation: '652301' }))).toBeNull();
  });

  it('is, for handling it, also who has kin in the accused office', () => {
    const kin = [{ name: '李二', relation: '兄弟姐妹', organisation: '652301001002', departmentId: null }];
    expect(whyBarred(accusation, person({ kin }))).toBeNull();
    expect(whyNotThisPerson(accusation, person({ kin }))).toBe('其兄弟姐妹在被反映单位任职');
  });

  it('is an office that is accused, lies below it, or has an accused person on its staff', () => {
    const office = (organisation: string) => ({ organisation, departmentId: null });
    expect(whyNotThisOffice(accusation, office('652301001'), [])).toMatch('被反映单位');
    expect(whyNotThisOffice(accusation, office('652301001009'), [])).toMatch('被反映单位');
    expect(whyNotThisOffice(accusation, office('652301002001'), [person({ name: '王建国' })])).toMatch(
      '任职',
    );
    expect(whyNotThisOffice(accusation, office('652301002001'), [person()])).toBeNull();
  });
});
