import { describe, expect, it } from 'vitest';
import { family, hit, judge, member, pack, statusOf, unnumbered } from './family.fixture.ts';
import { applicantMinor } from './rules/applicant-minor.ts';
import { housingOwned } from './rules/housing-owned.ts';
import { idInvalid } from './rules/id-invalid.ts';
import { incomeOver } from './rules/income-over.ts';
import { memberDeceased } from './rules/member-deceased.ts';
import { memberNewborn } from './rules/member-newborn.ts';
import { statusLost } from './rules/status-lost.ts';
import { undeclaredSpouse } from './rules/undeclared-spouse.ts';

const wife = unnumbered('2', { name: '王某某', relation: 'spouse' });
const child = unnumbered('3', { relation: 'child' });
const three = [member('1'), wife, child];

describe('a member without a usable ID number', () => {
  it('counts in the size of the family: 40 ㎡ of three are not 40 ㎡ a head', () => {
    const house = (floorAreaCm2: number) =>
      family({ members: three, hits: [hit('real-estate', { usage: '住宅', floorAreaCm2 })] });
    expect(statusOf(housingOwned, house(400_000))).toBe('incomparable');
    expect(judge(housingOwned, house(3_000_000))).toMatchObject([
      { status: 'fail', evidence: { members: 3 } },
    ]);
  });

  it('divides the income too, and what is over the limit without theirs stays over', () => {
    const earning = (monthlyFen: number) =>
      family({ members: three, hits: [hit('payroll', { monthlyFen, period: '2026-06' })] });
    expect(statusOf(incomeOver, earning(100_000))).toBe('incomparable');
    expect(judge(incomeOver, earning(100_000_000))).toMatchObject([
      { status: 'fail', evidence: { members: 3 } },
    ]);
  });

  it('is nobody whom a register could have cleared', () => {
    expect(judge(memberDeceased, family({ members: [member('1'), wife] }))).toMatchObject([
      {
        status: 'incomparable',
        memberKey: '2',
        reason: '家庭成员中1人无可用证件号，无法比对死亡信息，不可比',
        evidence: { withoutNumber: 1 },
        lineage: [wife.lineage],
      },
    ]);
    const dead = family({ members: three, hits: [hit('death', { diedOn: '2022-01-01' })] });
    expect(judge(memberDeceased, dead)).toMatchObject([
      { status: 'fail', memberKey: '1' },
      { status: 'incomparable', evidence: { withoutNumber: 2 } },
    ]);
    expect(judge(idInvalid, family({ members: [member('1', { idStatus: 'invalid' }), wife] }))).toMatchObject(
      [
        { status: 'fail', memberKey: '1' },
        { status: 'incomparable', memberKey: '2' },
      ],
    );
  });

  it('is the declared spouse by name', () => {
    const married = (wifeName: string) =>
      family({
        members: three,
        hits: [
          hit(
            'marriage',
            { wifeId: '652301199101010028', wifeName, registeredOn: '2020-06-18', registrationKind: '结婚' },
            { role: 'husband' },
          ),
        ],
      });
    expect(statusOf(undeclaredSpouse, married('王某某'))).toBe('incomparable');
    expect(statusOf(undeclaredSpouse, married('李某某'))).toBe('fail');
  });

  it('may be the child that the birth register knows', () => {
    const born = hit('birth', { bornOn: '2026-05-01' }, { role: 'mother' });
    expect(statusOf(memberNewborn, family({ members: [member('1'), child], hits: [born] }))).toBe(
      'incomparable',
    );
    expect(statusOf(memberNewborn, family({ members: [member('1'), wife], hits: [born] }))).toBe('fail');
  });

  it('makes nobody live alone', () => {
    const strict = pack({ minimumAge: 18, singleMinimumAge: 40 });
    const young = [member('1')];
    expect(statusOf(applicantMinor, family({ members: young }), strict)).toBe('fail');
    expect(statusOf(applicantMinor, family({ members: [...young, wife] }), strict)).toBe('pass');
  });

  it('as the tenant may hold the assistance on which the tier rests', () => {
    const tenant = unnumbered('1', { relation: 'self' });
    const ended = hit('low-income', { endedOn: '2026-01-01' }, { memberKey: '2' });
    const ofSpouse = (first: typeof tenant | ReturnType<typeof member>) =>
      family({ members: [first, member('2', { relation: 'spouse' })], hits: [ended] });
    expect(statusOf(statusLost, ofSpouse(member('1')))).toBe('fail');
    expect(statusOf(statusLost, ofSpouse(tenant))).toBe('incomparable');
  });

  it('changes nothing where the tenant’s own assistance goes on', () => {
    const running = hit('low-income', { status: '在册' });
    expect(statusOf(statusLost, family({ members: three, hits: [running] }))).toBe('pass');
  });
});
