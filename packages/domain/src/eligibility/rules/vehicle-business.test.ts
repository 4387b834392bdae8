import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { family, hit, judge, pack, statusOf } from '../family.fixture.ts';
import { businessRegistered } from './business-registered.ts';
import { vehicleOver } from './vehicle-over.ts';

let plate = 10_000;
const car = (yuan: number | null, values = {}, parts = {}) =>
  hit(
    'vehicle',
    {
      purchasePriceFen: yuan === null ? null : yuan * 100,
      vehicleKind: '小型轿车',
      plate: `新B${plate++}`,
      ...values,
    },
    parts,
  );

describe('vehicle.over', () => {
  it('meets the price limit exactly, or not, as the policy says', () => {
    expect(statusOf(vehicleOver, family({ hits: [car(120_000)] }))).toBe('pass');
    expect(statusOf(vehicleOver, family({ hits: [car(120_001)] }))).toBe('fail');
    const strict = pack({ vehicles: { maxPrice: 120000, inclusive: false } });
    expect(statusOf(vehicleOver, family({ hits: [car(120_000)] }), strict)).toBe('fail');
  });

  it('counts vehicles, each once, exempt kinds never', () => {
    expect(statusOf(vehicleOver, family({ hits: [car(1), car(1)] }))).toBe('fail');
    expect(statusOf(vehicleOver, family({ hits: [car(1, { vin: 'V1' }), car(1, { vin: 'v1' })] }))).toBe(
      'pass',
    );
    expect(
      statusOf(vehicleOver, family({ hits: [car(1), car(500_000, { vehicleKind: '普通二轮摩托车' })] })),
    ).toBe('pass');
    expect(statusOf(vehicleOver, family({ hits: [car(500_000, { status: '注销' })] }))).toBe('pass');
  });

  it('does not count against a family what may be of an exempt kind', () => {
    const unknown = { vehicleKind: null };
    expect(statusOf(vehicleOver, family({ hits: [car(300_000, unknown)] }))).toBe('incomparable');
    expect(statusOf(vehicleOver, family({ hits: [car(1), car(1, unknown)] }))).toBe('incomparable');
    expect(statusOf(vehicleOver, family({ hits: [car(1, unknown)] }))).toBe('pass');
    const all = pack({ vehicles: { maxPrice: 120000, inclusive: true, exemptKinds: [] } });
    expect(statusOf(vehicleOver, family({ hits: [car(300_000, unknown)] }), all)).toBe('fail');
  });

  it.each([
    ['2026-01-30', 'fail'],
    ['2025-07-30', 'fail'],
    ['2025-06-30', 'fail'],
    ['2025-06-29', 'pass'],
    [null, 'incomparable'],
  ])('judges a car transferred on %s as %s', (transferredOn, status) => {
    const hits = [car(500_000, { status: '已转出', transferredOn })];
    expect(statusOf(vehicleOver, family({ hits }))).toBe(status);
  });

  it('does not pass without a price or the register', () => {
    expect(statusOf(vehicleOver, family({ hits: [car(null)] }))).toBe('incomparable');
    expect(statusOf(vehicleOver, family({ without: ['vehicle'] }))).toBe('incomparable');
    expect(statusOf(vehicleOver, family({ hits: [car(null), car(500_000)] }))).toBe('fail');
  });

  it.each([
    ['1.8L', 'pass'],
    ['1798', 'incomparable'],
    ['1498', 'pass'],
    ['1801ml', 'fail'],
    ['2.0T', 'fail'],
    ['2.4', 'fail'],
  ])('reads the displacement %s', (displacement, status) => {
    const limits = pack({ vehicles: { maxDisplacementL: 1.8, maxTurboDisplacementL: 1.5, inclusive: true } });
    expect(statusOf(vehicleOver, family({ hits: [car(1, { displacement })] }), limits)).toBe(status);
  });

  it('adds prices up where the policy says so', () => {
    const summed = pack({ vehicles: { maxPrice: 250000, sumPrices: true, inclusive: true } });
    expect(statusOf(vehicleOver, family({ hits: [car(125_000), car(125_000)] }), summed)).toBe('pass');
    expect(statusOf(vehicleOver, family({ hits: [car(125_000), car(125_001)] }), summed)).toBe('fail');
  });

  it('one more vehicle never turns a fail into a pass', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 3 });
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 300_000 }), (before, more) => {
        const hits = before.map((yuan) => car(yuan));
        return (
          statusOf(vehicleOver, family({ hits })) !== 'fail' ||
          statusOf(vehicleOver, family({ hits: [...hits, car(more)] })) === 'fail'
        );
      }),
    );
  });
});

describe('business.registered', () => {
  const business = (wan: number | null, values = {}) =>
    hit('business', {
      businessName: '某某商贸有限公司',
      businessKind: '有限责任公司',
      role: '法定代表人',
      status: '存续',
      subscribedFen: wan === null ? null : wan * 1_000_000,
      ...values,
    });
  it('meets the capital limit exactly, or not', () => {
    expect(statusOf(businessRegistered, family({ hits: [business(20)] }))).toBe('pass');
    expect(statusOf(businessRegistered, family({ hits: [business(21)] }))).toBe('fail');
    const strict = pack({ business: { maxSubscribedCapital: 200000, inclusive: false } });
    expect(statusOf(businessRegistered, family({ hits: [business(20)] }), strict)).toBe('fail');
  });
  it.each([
    [{ businessKind: '个体工商户', role: '经营者' }, 'pass'],
    [{ uscc: '92652301MA12345678', businessKind: null }, 'pass'],
    [{ status: '注销' }, 'pass'],
    [{ role: '监事' }, 'pass'],
    [{ role: '财务负责人' }, 'pass'],
    [{ role: '股东、监事' }, 'fail'],
    [{ role: null }, 'incomparable'],
    [{ subscribedFen: null }, 'incomparable'],
    [{ subscribedFen: null, registeredCapitalFen: 50_000_000 }, 'fail'],
  ])('judges %j as %s', (values, status) => {
    expect(statusOf(businessRegistered, family({ hits: [business(100, values)] }))).toBe(status);
  });
  it('counts any stake where the policy sets no amount, and a sole trader without exemption', () => {
    const any = pack({ business: {} });
    expect(statusOf(businessRegistered, family({ hits: [business(null)] }), any)).toBe('fail');
    const none = { businessKind: '个体工商户', uscc: '92652301MA12345678', role: '经营者' };
    expect(statusOf(businessRegistered, family({ hits: [business(0, none)] }), any)).toBe('fail');
    expect(judge(businessRegistered, family({ without: ['business'] }))[0]?.reason).toContain(
      '缺少市场主体登记',
    );
  });
});
