import { describe, expect, it } from 'vitest';
import { F6, type F6Data } from './form.ts';

const formOf = (...regions: string[]): F6Data => ({
  header: { district: '示范州', reportDate: '' },
  contacts: regions.map((region, at) => ({ region, name: `甲${at}`, post: '局长', phone: '13800000000' })),
});
const four = (region: string) => [region, region, region, region];
const codesOf = (data: F6Data, joined: boolean) => F6.check(data, { joined }).map(({ code }) => code);

describe('F6', () => {
  it('has four contacts of a district', () => {
    expect(codesOf(formOf(...four('示范区')), false)).toEqual([]);
    expect(codesOf(formOf('示范区'), false)).toEqual(['value-missing']);
    expect(codesOf(formOf(...four('示范区'), '示范区'), false)).toEqual(['too-many']);
  });

  it('put together by a prefecture has four of each district', () => {
    const all = formOf(...four('甲区'), ...four('乙区'));
    expect(codesOf(all, true)).toEqual([]);
    expect(codesOf(all, false)).toEqual(['too-many']);
    expect(F6.check(formOf(...four('甲区'), '乙区'), { joined: true })).toMatchObject([
      { code: 'value-missing', message: expect.stringContaining('乙区') },
    ]);
    expect(F6.check(formOf(...four('甲区'), ...four('乙区'), '甲区'), { joined: true })).toMatchObject([
      { code: 'too-many', path: 'contacts.8.name' },
    ]);
  });
});
