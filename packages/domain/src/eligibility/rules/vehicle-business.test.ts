import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { family, hit, judge, member, pack, statusOf } from '../family.fixture.ts';
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

  it('does not take a private car for one of an exempt use', () => {
    const taxis = pack({
      vehicles: { maxPrice: 120000, inclusive: false, exemptUses: ['营运', '预约出租'] },
    });
    const used = (use: string) => statusOf(vehicleOver, family({ hits: [car(350_000, { use })] }), taxis);
    for (const use of ['营运', '公路客运营运', '预约出租客运']) expect(used(use)).toBe('pass');
    for (const use of ['非营运', '营转非', '预约出租转非', '非营运，非营运转入'])
      expect(used(use)).toBe('fail');
  });

  it.each(['两轮普通摩托车', '二轮普通摩托车', '普通两轮摩托车', '两轮轻便摩托车'])(
    'knows %s by the other name that the policy has for it',
    (vehicleKind) => {
      const policy = pack({
        vehicles: { maxCount: 1, inclusive: true, exemptKinds: ['普通二轮摩托车', '轻便二轮摩托车'] },
      });
      expect(statusOf(vehicleOver, family({ hits: [car(1), car(1, { vehicleKind })] }), policy)).toBe('pass');
    },
  );

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

  it.each([
    ['1984', '涡轮增压', 'fail'],
    ['1.998', '涡轮增压', 'fail'],
    ['1949', '涡轮增压', 'pass'],
    ['1984', '自然吸气', 'pass'],
    ['1984', null, 'incomparable'],
    ['2384', '自然吸气', 'incomparable'],
    ['2400', '自然吸气', 'fail'],
  ])('holds an engine of %s, %s against 2.0T and 2.4L by its class: %s', (displacement, intake, status) => {
    const limits = pack({ vehicles: { maxDisplacementL: 2.4, maxTurboDisplacementL: 2, inclusive: false } });
    const hits = [car(1, { displacement, intake })];
    expect(statusOf(vehicleOver, family({ hits }), limits)).toBe(status);
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
  it('says of one member that it can not tell, beside the fail of another', () => {
    const members = [member('1'), member('2', { relation: 'spouse' })];
    const other = { ...business(null), memberKey: '2' };
    expect(judge(businessRegistered, family({ members, hits: [business(100), other] }))).toMatchObject([
      { status: 'fail', memberKey: '1' },
      { status: 'incomparable', lineage: [other.lineage] },
    ]);
    const same = family({ members, hits: [business(100), business(null)] });
    expect(judge(businessRegistered, same)).toMatchObject([{ status: 'fail', memberKey: '1' }]);
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
