import { calendarDate, yearMonth } from '../basics/calendar-date.ts';
import { family, hit, member, type pack, type TestFamily } from './family.fixture.ts';
import type { RuleCode } from './rule-codes.ts';

const two = [member('1'), member('2', { relation: 'spouse' })];
const day = calendarDate;
const unit = { memberKey: null } as const;
const series = (value: number) =>
  ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((month) => ({
    month: yearMonth(month),
    value,
  }));

const rich = { income: { basis: 'per-capita-annual', limit: 30000, inclusive: true } };
const home = { usage: '成套住宅', floorAreaCm2: 900_000, useAreaCm2: 700_000, status: '现势' };
const car = {
  vehicleKind: '小型轿车',
  use: '非营运',
  plate: '新B10001',
  vin: 'V1',
  purchasePriceFen: 30_000_000,
  displacement: '2.5T',
  intake: '涡轮增压',
  fuel: '汽油',
  status: '正常',
};
const business = {
  businessName: '某某商贸有限公司',
  businessKind: '有限责任公司',
  uscc: '91652301MA12345678',
  role: '股东',
  status: '存续',
  subscribedFen: 100_000_000,
};
const benefit = (benefitKind: string) => ({
  benefitKind,
  region: '652302',
  address: '阳光里3-1-101',
  startedOn: '2025-01-01',
  status: '在保',
});

/** Families that fail, each with every field that speaks for the fail filled in. */
export const FAILING: readonly (readonly [RuleCode, string, TestFamily, Parameters<typeof pack>?])[] = [
  ['housing.owned', 'a home', family({ hits: [hit('real-estate', home)] })],
  [
    'housing.owned',
    'use area',
    family({ hits: [hit('real-estate', home)] }),
    [{ housing: { basis: 'per-capita', area: 'use-area', limit: 15, inclusive: true } }],
  ],
  [
    'housing.owned',
    'a forbidden shop',
    family({ hits: [hit('real-estate', { ...home, usage: '商业服务' })] }),
    [{ housing: { forbiddenKinds: ['商业'] } }],
  ],
  [
    'housing.signed',
    'a contract',
    family({
      hits: [hit('presale', { signedOn: '2026-01-10', usage: '住宅', address: '甲路1号', status: '已备案' })],
    }),
  ],
  [
    'housing.disposed',
    'a sale',
    family({
      hits: [
        hit(
          'property-transfer',
          { transferredOn: '2026-01-01', transferKind: '买卖', usage: '住宅', address: '甲路1号' },
          { role: 'seller' },
        ),
      ],
    }),
    [{ housing: { disposalLookbackMonths: 12, disposalKinds: ['出售'] } }],
  ],
  [
    'housing.disposed',
    'a registration that ended',
    family({
      hits: [hit('real-estate', { ...home, status: '已转移', cancelledOn: '2026-01-01', reason: '买卖' })],
    }),
  ],
  ...(['payroll', 'pension'] as const).map(
    (kind) =>
      [
        'income.over',
        kind,
        family({ hits: [hit(kind, { monthlyFen: 900_000, period: '2026-05', status: '正常' })] }),
      ] as const,
  ),
  ...(['social-insurance', 'housing-fund'] as const).map(
    (kind) =>
      [
        'income.over',
        kind,
        family({ hits: [hit(kind, { baseFen: 900_000, period: '2026-05', status: '正常' })] }),
      ] as const,
  ),
  [
    'income.over',
    'the limit of an owner',
    family({ hits: [hit('payroll', { monthlyFen: 200_000 }), hit('real-estate', home)] }),
    [{ income: { ...rich.income, whenOwningHome: { limit: 10000, inclusive: true } } }],
  ],
  [
    'assets.over',
    'an account',
    family({
      hits: [
        hit('bank-assets', {
          balanceFen: 90_000_000,
          accountNo: '1',
          assetKind: '存款',
          balanceOn: '2026-06-01',
        }),
      ],
    }),
  ],
  ['assets.over', 'a car', family({ hits: [hit('vehicle', { ...car, currentPriceFen: 20_000_000 })] })],
  [
    'assets.over',
    'a shop',
    family({
      hits: [
        hit('presale', {
          usage: '商业',
          address: '甲路1号',
          priceFen: 90_000_000,
          status: '已备案',
          signedOn: '2026-01-01',
        }),
        hit('real-estate', { ...home, usage: '商业', address: '甲路1号' }),
      ],
    }),
  ],
  ['vehicle.over', 'price', family({ hits: [hit('vehicle', car)] })],
  [
    'vehicle.over',
    'displacement',
    family({ hits: [hit('vehicle', car)] }),
    [{ vehicles: { maxDisplacementL: 1.8, inclusive: true } }],
  ],
  [
    'vehicle.over',
    'turbo displacement alone',
    family({ hits: [hit('vehicle', { ...car, displacement: '2498' })] }),
    [{ vehicles: { maxTurboDisplacementL: 1.5, inclusive: true } }],
  ],
  [
    'vehicle.over',
    'transferred lately',
    family({ hits: [hit('vehicle', { ...car, status: '已转出', transferredOn: '2026-01-01' })] }),
  ],
  [
    'vehicle.over',
    'number',
    family({
      hits: [
        hit('vehicle', { ...car, purchasePriceFen: 1 }),
        hit('vehicle', { ...car, vin: 'V2', plate: '新B10002', purchasePriceFen: 1 }),
      ],
    }),
    [{ vehicles: { maxCount: 1, inclusive: true } }],
  ],
  ['business.registered', 'a company', family({ hits: [hit('business', business)] })],
  ['member.deceased', 'a death', family({ hits: [hit('death', { diedOn: '2022-01-01' })] })],
  [
    'member.undeclared-spouse',
    'a marriage',
    family({
      hits: [
        hit(
          'marriage',
          {
            husbandId: '652301199001010001',
            wifeId: '652301199101010028',
            wifeName: '王某某',
            registeredOn: '2020-06-18',
            registrationKind: '登记结婚',
          },
          { role: 'husband' },
        ),
      ],
    }),
  ],
  [
    'member.newborn',
    'a birth',
    family({
      hits: [
        hit(
          'birth',
          { bornOn: '2026-01-05', certificateNo: 'A', childId: '652301202601050011' },
          { role: 'mother' },
        ),
      ],
    }),
  ],
  ...[{}, { movedTo: '652302' }].map(
    (to) =>
      [
        'hukou.moved-out',
        JSON.stringify(to),
        family({
          hits: [hit('hukou', { status: '迁出', region: '652302', changedOn: '2025-08-01', ...to })],
        }),
      ] as const,
  ),
  ['benefit.duplicate', 'another unit', family({ hits: [hit('other-benefit', benefit('公租房实物配租'))] })],
  [
    'benefit.duplicate',
    'another subsidy',
    family({ tenancy: { estate: null, room: null }, hits: [hit('other-benefit', benefit('租赁补贴'))] }),
  ],
  ['benefit.subsidy-and-unit', 'a subsidy', family({ hits: [hit('other-benefit', benefit('租赁补贴'))] })],
  [
    'status.lost',
    'ended',
    family({ hits: [hit('low-income', { category: '低保', endedOn: '2026-01-01', status: '停保' })] }),
  ],
  [
    'payroll.public',
    'pay',
    family({ hits: [hit('payroll', { monthlyFen: 90_000, employer: '某局', status: '在职' })] }),
  ],
  ['applicant.minor', 'a child', family({ members: [member('1', { birthDate: day('2012-01-01') })] })],
  [
    'utility.idle',
    'no use',
    family({ hits: [hit('electricity', { months: series(0), meterNo: '1' }, unit)] }),
  ],
  [
    'utility.excess',
    'much use',
    family({ hits: [hit('electricity', { months: series(900), meterNo: '1' }, unit)] }),
  ],
  ['rent.arrears', 'unpaid', family({ tenancy: { arrearsMonths: 7 } })],
  ['lease.expired', 'over', family({ tenancy: { endDate: day('2026-01-01') } })],
  ['unit.not-moved-in', 'keys', family({ tenancy: { keysOn: day('2026-01-01'), movedInOn: null } })],
  [
    'unit.not-moved-in',
    'no keys',
    family({ tenancy: { keysOn: null, keysRecorded: true, movedInOn: null } }),
  ],
  [
    'unit.double-allocated',
    'the same unit',
    family({
      crossings: [
        {
          kind: 'same-unit',
          otherHousehold: '0002',
          overlaps: true,
          otherLineage: two[0]?.lineage ?? member('1').lineage,
        },
      ],
    }),
  ],
];
