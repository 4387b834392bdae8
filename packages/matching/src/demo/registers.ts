import type { RegisterKind } from '@anju/domain';
import { oldIdNumber } from './people/id-parts.ts';
import type { Person } from './people/population.ts';
import {
  accountRow,
  ago,
  benefitRow,
  birthRow,
  businessRow,
  type DemoRow,
  homeRow,
  insuranceRow,
  marriageRow,
  movedRow,
  owner,
  payrollRow,
  pensionRow,
  presaleRow,
  type RowMaker,
  transferRow,
  vehicleRow,
} from './rows.ts';

export interface DemoRegister {
  readonly kind: RegisterKind;
  /** Keys of the register's description, those that a small county sends; written in another order by the seed. */
  readonly columns: readonly string[];
  /** Rows for each person of the population. */
  readonly rate: number;
  readonly title: string;
  /** The upper header line of columns, where the file has two lines. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** The row of somebody who is not in the roster. */
  readonly background: (maker: RowMaker, person: Person) => DemoRow;
}

/** Somebody else, to marry or to trade with: a neighbour by number, so that no list is kept. */
function partner(maker: RowMaker, sex: Person['sex']): Person {
  for (;;) {
    const one = maker.population.person(maker.random.int(maker.population.capacity));
    if (one.sex === sex) return one;
  }
}

export const DEMO_REGISTERS: readonly DemoRegister[] = [
  {
    kind: 'vehicle',
    columns: [
      'name',
      'id',
      'plate',
      'vehicleKind',
      'purchasePriceFen',
      'registeredOn',
      'status',
      'transferredOn',
    ],
    rate: 0.25,
    title: '机动车登记信息',
    background: vehicleRow,
  },
  {
    kind: 'real-estate',
    columns: ['name', 'id', 'address', 'usage', 'floorAreaCm2', 'sharing', 'registeredOn'],
    rate: 0.15,
    title: '不动产登记信息查询结果',
    groups: { 权利人: ['name', 'id'], 不动产: ['address', 'usage', 'floorAreaCm2'] },
    background: (maker, person) => {
      const row = homeRow(maker, person);
      // Old records keep the 15-digit number of their time.
      const old = String(row.registeredOn) < '2005' && person.birth < '1987';
      return old ? { ...row, id: oldIdNumber(person.id) } : row;
    },
  },
  {
    kind: 'presale',
    columns: ['name', 'id', 'contractNo', 'usage', 'floorAreaCm2', 'signedOn', 'status'],
    rate: 0.02,
    title: '商品房网签备案信息',
    groups: { 买受人: ['name', 'id'] },
    background: presaleRow,
  },
  {
    kind: 'property-transfer',
    columns: [
      'sellerName',
      'sellerId',
      'buyerName',
      'buyerId',
      'address',
      'usage',
      'floorAreaCm2',
      'transferKind',
      'transferredOn',
    ],
    rate: 0.02,
    title: '房产转移登记信息',
    background: (maker, person) => transferRow(maker, person, partner(maker, 'female')),
  },
  {
    kind: 'business',
    columns: ['businessName', 'businessKind', 'name', 'id', 'role', 'subscribedFen', 'status'],
    rate: 0.05,
    title: '市场主体登记信息',
    background: businessRow,
  },
  {
    kind: 'social-insurance',
    columns: ['name', 'id', 'employer', 'baseFen', 'period'],
    rate: 0.3,
    title: '社会保险缴费信息',
    background: (maker, person) => insuranceRow(maker, person, maker.random.between(3000, 16_000)),
  },
  {
    kind: 'pension',
    columns: ['name', 'id', 'monthlyFen', 'startedOn'],
    rate: 0.1,
    title: '养老金发放信息',
    background: (maker, person) => pensionRow(maker, person, maker.random.between(1500, 6500)),
  },
  {
    kind: 'payroll',
    columns: ['name', 'id', 'employer', 'monthlyFen'],
    rate: 0.03,
    title: '财政供养人员信息',
    background: (maker, person) => payrollRow(maker, person, maker.random.between(3000, 9000)),
  },
  {
    kind: 'marriage',
    columns: ['husbandName', 'husbandId', 'wifeName', 'wifeId', 'registeredOn', 'registrationKind'],
    rate: 0.1,
    title: '婚姻登记信息',
    groups: { 男方: ['husbandName', 'husbandId'], 女方: ['wifeName', 'wifeId'] },
    background: (maker, person) => {
      const other = partner(maker, person.sex === 'male' ? 'female' : 'male');
      const [husband, wife] = person.sex === 'male' ? [person, other] : [other, person];
      return marriageRow(
        husband,
        wife,
        ago(maker, 6, 200),
        maker.random.chance(0.1) ? '离婚登记' : '登记结婚',
      );
    },
  },
  {
    kind: 'death',
    columns: ['name', 'id', 'diedOn'],
    rate: 0.01,
    title: '死亡人员信息',
    background: (maker, person) => ({ ...owner(person), diedOn: ago(maker, 1, 40) }),
  },
  {
    kind: 'birth',
    columns: ['childName', 'bornOn', 'motherName', 'motherId', 'fatherName', 'certificateNo'],
    rate: 0.01,
    title: '出生医学信息',
    background: (maker) => birthRow(maker, partner(maker, 'female'), ago(maker, 1, 30)),
  },
  {
    kind: 'hukou',
    columns: ['name', 'id', 'region', 'status', 'changedOn'],
    rate: 0.3,
    title: '户籍人口变动信息',
    background: (maker, person) =>
      maker.random.chance(0.04)
        ? movedRow(maker, person)
        : { ...owner(person), region: maker.county, status: '正常', changedOn: null },
  },
  {
    kind: 'low-income',
    columns: ['name', 'id', 'category', 'startedOn', 'endedOn'],
    rate: 0.02,
    title: '社会救助在册及停发人员',
    background: (maker, person) => ({
      ...owner(person),
      category: maker.random.pick(['低保', '低保', '特困', '低保边缘']),
      startedOn: ago(maker, 20, 60),
      endedOn: maker.random.chance(0.15) ? ago(maker, 1, 15) : null,
    }),
  },
  {
    kind: 'other-benefit',
    columns: ['name', 'id', 'benefitKind', 'region', 'startedOn', 'endedOn'],
    rate: 0.004,
    title: '其他住房保障信息',
    background: (maker, person) => benefitRow(maker, person, '租赁补贴', maker.county),
  },
  {
    kind: 'bank-assets',
    columns: ['name', 'id', 'assetKind', 'institution', 'accountNo', 'balanceFen', 'balanceOn'],
    rate: 0.05,
    title: '居民金融资产核对结果',
    background: (maker, person) => accountRow(maker, person, maker.random.between(5, 4000) * 100),
  },
];
