import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../basics/calendar-date.ts';
import { family, hit, judge, member, pack, statusOf } from '../family.fixture.ts';
import { applicantMinor } from './applicant-minor.ts';
import { hukouMovedOut } from './hukou-moved-out.ts';
import { idInvalid } from './id-invalid.ts';
import { idMismatch } from './id-mismatch.ts';
import { memberDeceased } from './member-deceased.ts';
import { memberNewborn } from './member-newborn.ts';
import { statusLost } from './status-lost.ts';
import { undeclaredSpouse } from './undeclared-spouse.ts';

describe('member.deceased', () => {
  it('is raised for the member, with the lease for comparison', () => {
    const [outcome] = judge(memberDeceased, family({ hits: [hit('death', { diedOn: '2022-01-01' })] }));
    expect(outcome).toMatchObject({ status: 'fail', memberKey: '1', evidence: { leaseStart: '2023-05-01' } });
  });
  it('needs a date not after the as-of date, and the register', () => {
    expect(statusOf(memberDeceased, family({ hits: [hit('death', { diedOn: '2026-07-01' })] }))).toBe('pass');
    expect(statusOf(memberDeceased, family({ hits: [hit('death', { diedOn: null })] }))).toBe('fail');
    expect(statusOf(memberDeceased, family({ stale: ['death'] }))).toBe('incomparable');
  });
});

describe('member.undeclared-spouse', () => {
  const row = (values = {}) =>
    hit(
      'marriage',
      {
        husbandId: '652301199001010001',
        wifeId: '652301199101010028',
        wifeName: '王某某',
        registeredOn: '2020-06-18',
        registrationKind: '登记结婚',
        ...values,
      },
      { role: 'husband' },
    );
  const divorce = (registeredOn: string | null) => row({ registeredOn, registrationKind: '登记离婚' });
  it('counts until a later divorce of the same two', () => {
    expect(statusOf(undeclaredSpouse, family({ hits: [row()] }))).toBe('fail');
    expect(statusOf(undeclaredSpouse, family({ hits: [row(), divorce('2021-01-01')] }))).toBe('pass');
    expect(statusOf(undeclaredSpouse, family({ hits: [divorce('2019-01-01'), row()] }))).toBe('fail');
    expect(statusOf(undeclaredSpouse, family({ hits: [row(), divorce(null)] }))).toBe('incomparable');
    expect(statusOf(undeclaredSpouse, family({ hits: [row({ divorcedOn: '2022-01-01' })] }))).toBe('pass');
    expect(statusOf(undeclaredSpouse, family({ without: ['marriage'] }))).toBe('incomparable');
  });
  it.each([
    ['a missing number', { wifeId: null }],
    ['a number one digit off', { wifeId: '652301199101010021' }],
  ])('knows the spouse again by name with %s', (_, wife) => {
    const apart = row({ registeredOn: '2021-01-01', registrationKind: '离婚登记', ...wife });
    expect(statusOf(undeclaredSpouse, family({ hits: [row(), apart] }))).toBe('pass');
    expect(statusOf(undeclaredSpouse, family({ hits: [row(wife), divorce('2021-01-01')] }))).toBe('pass');
  });
  it.each([
    ['IA', [], 'incomparable'],
    ['IB', ['2021-01-01'], 'incomparable'],
    ['出具证明', [], 'incomparable'],
    [null, [], 'fail'],
    ['补领结婚证', [], 'fail'],
    ['补领离婚证', [], 'pass'],
  ] as const)(
    'does not take a registration of the kind %s for a wedding where it says neither',
    (kind, divorced, status) => {
      const hits = [row({ registrationKind: kind, registeredOn: '2022-01-01' }), ...divorced.map(divorce)];
      expect(statusOf(undeclaredSpouse, family({ hits }))).toBe(status);
    },
  );
  it('does not mind a registration of unknown kind that the divorce came after', () => {
    const hits = [row(), row({ registrationKind: 'IA', registeredOn: '2020-07-01' }), divorce('2021-01-01')];
    expect(statusOf(undeclaredSpouse, family({ hits }))).toBe('pass');
  });
  it('does not take the divorce from somebody else for it', () => {
    const other = row({ wifeId: '652301198801010044', registeredOn: '2021-01-01', registrationKind: '离婚' });
    expect(statusOf(undeclaredSpouse, family({ hits: [row(), other] }))).toBe('fail');
  });
  it('accepts the spouse in the household, a mistyped number with the same name too', () => {
    const wife = (idNumber: string, name: string) =>
      family({ members: [member('1'), member('2', { idNumber, name })], hits: [row()] });
    expect(statusOf(undeclaredSpouse, wife('652301199101010028', '别名'))).toBe('pass');
    expect(statusOf(undeclaredSpouse, wife('652301199101010082', '王某某'))).toBe('pass');
    expect(statusOf(undeclaredSpouse, wife('652301199101010082', '李某某'))).toBe('fail');
  });
});

describe('member.newborn', () => {
  const birth = (bornOn: string, values = {}) => hit('birth', { bornOn, ...values }, { role: 'mother' });
  const child = member('2', { relation: 'child', birthDate: calendarDate('2026-01-05') });
  it('looks for a child not in the household', () => {
    expect(statusOf(memberNewborn, family({ hits: [birth('2026-01-05')] }))).toBe('fail');
    expect(
      statusOf(memberNewborn, family({ members: [member('1'), child], hits: [birth('2026-01-05')] })),
    ).toBe('pass');
    expect(statusOf(memberNewborn, family({ hits: [birth('2000-01-05')] }))).toBe('pass');
    expect(statusOf(memberNewborn, family({ without: ['birth'] }))).toBe('incomparable');
  });
  it('misses the second of twins', () => {
    const twins = [birth('2026-01-05', { certificateNo: 'A' }), birth('2026-01-05', { certificateNo: 'B' })];
    expect(judge(memberNewborn, family({ members: [member('1'), child], hits: twins }))).toHaveLength(1);
  });
});

describe('hukou.moved-out', () => {
  const entry = (values: Record<string, string | null>) => family({ hits: [hit('hukou', values)] });
  it.each([
    [{ status: '迁出', region: '652302', changedOn: '2025-08-01' }, 'fail'],
    [{ status: '迁出', region: '652301', movedTo: '652301002' }, 'pass'],
    [{ status: '正常', region: '652302' }, 'pass'],
    [{ status: null, region: '652302' }, 'fail'],
    [{ status: '购房迁移', region: '652302' }, 'incomparable'],
    [{ status: '市内迁移', region: '652302' }, 'incomparable'],
    [{ status: '迁入', region: '652302' }, 'incomparable'],
    [{ status: '投靠亲属', region: '652301' }, 'pass'],
    [{ status: '迁入', region: null }, 'pass'],
    [{ status: '投靠亲属', region: null }, 'incomparable'],
    [{ status: '未迁出', region: '652301' }, 'pass'],
    [{ status: '迁出', region: '652302', changedOn: '2026-07-01' }, 'pass'],
    [{ status: '迁出', region: '652301', movedTo: '示例县城关镇' }, 'pass'],
    [{ status: '迁出', region: '652301', movedTo: '650100' }, 'fail'],
    [{ status: '迁出', region: '652302', movedTo: '某某市某某区' }, 'fail'],
    [{ status: '迁出', region: null, movedTo: '城关镇' }, 'incomparable'],
    [{ status: '迁出', region: '652301', movedTo: '城关镇' }, 'incomparable'],
    [{ status: '迁出', region: null, movedTo: null }, 'fail'],
    [{ status: null, region: null }, 'incomparable'],
    [{ status: null, region: '某某县' }, 'incomparable'],
    [{ status: null, region: '示例县城关镇' }, 'pass'],
  ])('judges %j as %s', (values, status) => expect(statusOf(hukouMovedOut, entry(values))).toBe(status));
  it('believes the newest entry', () => {
    const hits = [
      hit('hukou', { status: '迁出', changedOn: '2020-01-01' }),
      hit('hukou', { status: '迁入', changedOn: '2024-01-01' }),
    ];
    expect(statusOf(hukouMovedOut, family({ hits }))).toBe('pass');
    expect(statusOf(hukouMovedOut, family({ without: ['hukou'] }))).toBe('incomparable');
  });
});

describe('status.lost', () => {
  const aid = (endedOn: string | null, parts = {}) => hit('low-income', { category: '低保', endedOn }, parts);
  it('ends on the as-of date, not the day after', () => {
    expect(statusOf(statusLost, family({ hits: [aid('2026-06-30')] }))).toBe('fail');
    expect(statusOf(statusLost, family({ hits: [aid('2026-07-01')] }))).toBe('pass');
    expect(statusOf(statusLost, family({ hits: [aid('2024-01-01'), aid(null)] }))).toBe('pass');
  });
  it.each([
    [
      '低保',
      [
        ['城市低保', '2025-12-31'],
        ['低保边缘家庭', null],
      ],
      'fail',
    ],
    [
      '低保',
      [
        ['城市低保', '2025-12-31'],
        ['特困供养', null],
      ],
      'incomparable',
    ],
    ['低保', [['低保边缘', null]], 'incomparable'],
    [
      '低保',
      [
        ['低保边缘', '2025-12-31'],
        ['农村低保', null],
      ],
      'pass',
    ],
    [
      '低保边缘',
      [
        ['低保边缘', '2025-12-31'],
        ['低保', null],
      ],
      'incomparable',
    ],
    [
      '低保、特困',
      [
        ['低保', '2025-12-31'],
        ['特困', null],
      ],
      'pass',
    ],
    [
      '社会救助',
      [
        ['低保', '2025-12-31'],
        ['低保边缘', null],
      ],
      'pass',
    ],
    [
      '低保',
      [
        [null, '2025-12-31'],
        [null, null],
      ],
      'pass',
    ],
  ] as const)('rests, for a tier of %s, on the scheme of the tier: %j', (category, rows, status) => {
    const hits = rows.map(([scheme, endedOn]) => hit('low-income', { category: scheme, endedOn }));
    expect(statusOf(statusLost, family({ tenancy: { category }, hits }))).toBe(status);
  });
  it('is not shown to go on by a row that is only probably the tenant’s', () => {
    const hits = [aid('2025-12-31'), aid(null, { confidence: 'probable' })];
    expect(statusOf(statusLost, family({ hits }))).toBe('incomparable');
  });
  it('only matters where the tier rests on it', () => {
    expect(statusOf(statusLost, family({ tenancy: { category: '新就业' }, hits: [aid('2025-01-01')] }))).toBe(
      'none',
    );
    expect(statusOf(statusLost, family({}))).toBe('incomparable');
    expect(statusOf(statusLost, family({ without: ['low-income'] }))).toBe('incomparable');
  });
});

describe('applicant.minor', () => {
  const born = (day: string) =>
    family({ members: [member('1', { birthDate: calendarDate(day) }), member('2', { relation: 'other' })] });
  it('is of age on the birthday', () => {
    expect(statusOf(applicantMinor, born('2008-06-30'))).toBe('pass');
    expect(statusOf(applicantMinor, born('2008-07-01'))).toBe('fail');
    expect(statusOf(applicantMinor, family({ members: [member('1', { birthDate: null })] }))).toBe(
      'incomparable',
    );
    expect(statusOf(applicantMinor, family({ members: [member('1', { relation: 'other' })] }))).toBe(
      'incomparable',
    );
  });
  it('may ask more of a person living alone', () => {
    const single = pack({ minimumAge: 18, singleMinimumAge: 35 });
    const alone = family({ members: [member('1', { birthDate: calendarDate('2000-01-01') })] });
    expect(statusOf(applicantMinor, alone, single)).toBe('fail');
    expect(statusOf(applicantMinor, born('2000-01-01'), single)).toBe('pass');
  });
});

describe('ID numbers', () => {
  it('reports each member whose number fails its checks', () => {
    const members = [member('1', { idStatus: 'invalid' }), member('2')];
    expect(judge(idInvalid, family({ members }))).toMatchObject([{ status: 'fail', memberKey: '1' }]);
    expect(statusOf(idInvalid, family({}))).toBe('pass');
  });
  it('reports another name under the same number, not another dot', () => {
    const named = (registeredName: string | null) =>
      family({
        members: [member('1', { name: '艾合买提·吐尔逊' })],
        hits: [hit('death', {}, { registeredName })],
      });
    expect(statusOf(idMismatch, named('艾合买提•吐尔逊'))).toBe('pass');
    expect(statusOf(idMismatch, named(null))).toBe('pass');
    expect(statusOf(idMismatch, named('王某某'))).toBe('fail');
    expect(statusOf(memberDeceased, named('王某某'))).toBe('fail probable');
  });
});
