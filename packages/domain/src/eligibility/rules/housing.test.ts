import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { family, hit, judge, member, pack, statusOf } from '../family.fixture.ts';
import { housingDisposed } from './housing-disposed.ts';
import { isDwelling } from './housing-facts.ts';
import { housingOwned } from './housing-owned.ts';
import { housingSigned } from './housing-signed.ts';

const home = (m2: number | null, values: Record<string, string | null> = {}, parts = {}) =>
  hit(
    'real-estate',
    { usage: '成套住宅', floorAreaCm2: m2 === null ? null : Math.round(m2 * 10_000), ...values },
    parts,
  );
const two = [member('1'), member('2', { relation: 'spouse' })];

describe('housing.owned', () => {
  it('measures the total against limit × members, the limit itself included or not', () => {
    const owns = (m2: number) => family({ members: two, hits: [home(m2)] });
    expect(statusOf(housingOwned, owns(30))).toBe('pass');
    expect(statusOf(housingOwned, owns(30.01))).toBe('fail');
    const strict = pack({
      housing: { basis: 'per-capita', area: 'floor-area', limit: 15, inclusive: false },
    });
    expect(statusOf(housingOwned, owns(30), strict)).toBe('fail');
    expect(statusOf(housingOwned, owns(29.99), strict)).toBe('pass');
  });

  it('names the member who holds most, with the figures', () => {
    const [outcome] = judge(
      housingOwned,
      family({ members: two, hits: [home(40), home(90, {}, { memberKey: '2' })] }),
    );
    expect(outcome).toMatchObject({
      status: 'fail',
      memberKey: '2',
      evidence: { valueCm2: 1_300_000, members: 2 },
    });
    expect(outcome?.reason).toContain('人均65.00平方米');
    expect(outcome?.lineage).toHaveLength(2);
  });

  it('leaves garages, shops and ended registrations out', () => {
    const hits = [
      home(200, { usage: '车库' }),
      home(200, { usage: '商业服务' }),
      home(200, { status: '历史' }),
    ];
    expect(statusOf(housingOwned, family({ hits }))).toBe('pass');
  });

  it('counts a house of husband and wife once', () => {
    const shared = { unitNo: '652301001001GB00001F00010001' };
    const hits = [home(28, shared), home(28, shared, { memberKey: '2' })];
    expect(statusOf(housingOwned, family({ members: two, hits }))).toBe('pass');
  });

  it('does not pass on an unknown use or area, nor without the register', () => {
    expect(statusOf(housingOwned, family({ hits: [home(90, { usage: null })] }))).toBe('incomparable');
    expect(statusOf(housingOwned, family({ hits: [home(null)] }))).toBe('incomparable');
    expect(statusOf(housingOwned, family({ without: ['real-estate'] }))).toBe('incomparable');
    expect(statusOf(housingOwned, family({ stale: ['real-estate'] }))).toBe('incomparable');
    expect(statusOf(housingOwned, family({ hits: [home(90)], stale: ['real-estate'] }))).toBe('fail');
  });

  it('stays exact where exact hits suffice, and is probable where they do not', () => {
    const probable = { confidence: 'probable' } as const;
    expect(statusOf(housingOwned, family({ hits: [home(90), home(80, {}, probable)] }))).toBe('fail');
    expect(statusOf(housingOwned, family({ hits: [home(10), home(80, {}, probable)] }))).toBe(
      'fail probable',
    );
    expect(statusOf(housingOwned, family({ hits: [home(90, {}, { registeredName: '另一人' })] }))).toBe(
      'fail probable',
    );
  });

  it('takes the use area where the policy says so, the floor area being its upper bound', () => {
    const byUse = pack({ housing: { basis: 'per-capita', area: 'use-area', limit: 15, inclusive: true } });
    expect(statusOf(housingOwned, family({ hits: [home(14)] }), byUse)).toBe('pass');
    expect(statusOf(housingOwned, family({ hits: [home(16)] }), byUse)).toBe('incomparable');
  });

  it('adding housing never turns a fail into a pass', () => {
    const areas = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 4 });
    fc.assert(
      fc.property(areas, fc.integer({ min: 1, max: 3_000_000 }), (before, more) => {
        const owns = (list: readonly number[]) =>
          family({ members: two, hits: list.map((cm2) => home(cm2 / 10_000)) });
        return (
          statusOf(housingOwned, owns(before)) !== 'fail' ||
          statusOf(housingOwned, owns([...before, more])) === 'fail'
        );
      }),
    );
  });

  it.each([
    ['成套住宅', true],
    ['非成套住宅', true],
    ['住宅、商业', true],
    ['非住宅', false],
    ['商务公寓', false],
    ['车位', false],
    ['其他', null],
    [null, null],
  ])('reads the use %s', (usage, dwelling) => expect(isDwelling(usage)).toBe(dwelling));
});

describe('housing.signed', () => {
  const contract = (values = {}) =>
    hit('presale', { signedOn: '2026-01-10', floorAreaCm2: 900_000, address: '甲路1号', ...values });
  it('is raised for a contract that stands', () => {
    expect(statusOf(housingSigned, family({ hits: [contract()] }))).toBe('fail');
    expect(statusOf(housingSigned, family({ hits: [contract({ status: '已撤销' })] }))).toBe('pass');
    expect(statusOf(housingSigned, family({ hits: [contract({ usage: '车位' })] }))).toBe('pass');
    expect(statusOf(housingSigned, family({ hits: [contract({ signedOn: '2026-07-01' })] }))).toBe('pass');
    expect(statusOf(housingSigned, family({ without: ['presale'] }))).toBe('incomparable');
  });
  it('is not raised without the register in which the house may be by now', () => {
    const without = { hits: [contract()], without: ['real-estate'] } as const;
    expect(statusOf(housingSigned, family(without))).toBe('incomparable');
    expect(statusOf(housingSigned, family({ hits: [contract()], stale: ['real-estate'] }))).toBe(
      'incomparable',
    );
    expect(statusOf(housingSigned, family({ without: ['real-estate'] }))).toBe('pass');
  });
  it('is not raised once the house is registered', () => {
    expect(statusOf(housingSigned, family({ hits: [contract(), home(90, { address: '甲路1号' })] }))).toBe(
      'pass',
    );
  });
});

describe('housing.disposed', () => {
  const sold = (values = {}, parts = {}) =>
    hit(
      'property-transfer',
      { transferredOn: '2025-06-30', transferKind: '买卖', usage: '住宅', ...values },
      { role: 'seller', ...parts },
    );
  it('counts the day exactly twelve months ago, and not the day before', () => {
    expect(statusOf(housingDisposed, family({ hits: [sold()] }))).toBe('fail');
    expect(statusOf(housingDisposed, family({ hits: [sold({ transferredOn: '2025-06-29' })] }))).toBe('pass');
    expect(statusOf(housingDisposed, family({ hits: [sold({ transferredOn: null })] }))).toBe('incomparable');
    expect(statusOf(housingDisposed, family({ without: ['property-transfer'] }))).toBe('incomparable');
  });
  it('does not count buying, nor a transfer inside the family', () => {
    expect(statusOf(housingDisposed, family({ hits: [sold({}, { role: 'buyer' })] }))).toBe('pass');
    expect(
      statusOf(housingDisposed, family({ members: two, hits: [sold({ buyerId: two[1]?.idNumber ?? '' })] })),
    ).toBe('pass');
  });
  it('knows the dealings by their other names', () => {
    const gifts = pack({ housing: { disposalLookbackMonths: 12, disposalKinds: ['赠与'] } });
    expect(statusOf(housingDisposed, family({ hits: [sold()] }), gifts)).toBe('pass');
    expect(statusOf(housingDisposed, family({ hits: [sold({ transferKind: '受赠' })] }), gifts)).toBe('fail');
  });
  it.each(['转移登记', '存量房转移登记', '拍卖'])('does not pass on %s, which may be any dealing', (kind) => {
    const sales = pack({ housing: { disposalLookbackMonths: 12, disposalKinds: ['买卖', '赠与'] } });
    const judged = family({ hits: [sold({ transferKind: kind })] });
    expect(statusOf(housingDisposed, judged, sales)).toBe('incomparable');
    expect(statusOf(housingDisposed, judged)).toBe('fail');
  });
});
