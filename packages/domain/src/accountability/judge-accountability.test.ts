import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DISCIPLINE_LEVELS,
  FORM_LEVELS,
  ORGANISATIONAL_MEASURES,
  PARTY_SANCTIONS,
  SANCTIONS,
} from '../campaigns/index.ts';
import { describeCounting } from './describe-counting.ts';
import { judgeAccountability } from './judge-accountability.ts';
import type { PersonRecord } from './person-record.ts';

const AT = { today: '2026-08-20', foundOn: '2026-07-01', standing: [] };
const RECORD: PersonRecord = {
  post: '示例镇村建办干部',
  disciplineLevel: 'belowTownship',
  formLevel: 'townshipAndBelow',
  partyMember: true,
  publicServant: true,
  partySanction: '警告',
  administrativeSanction: '记过',
  admonished: false,
  organisational: null,
  judicial: false,
  form: 'second',
  decidedOn: '2026-08-01',
  decidedBy: '示例市纪委监委',
  documentNo: '示纪〔2026〕1号',
};

const refusals = (change: Partial<PersonRecord>) =>
  judgeAccountability({ ...RECORD, ...change }, AT).refusals.map(({ code }) => code);
const warnings = (change: Partial<PersonRecord>) =>
  judgeAccountability({ ...RECORD, ...change }, AT).warnings.map(({ code }) => code);

const anyPerson: fc.Arbitrary<PersonRecord> = fc.record({
  post: fc.constantFrom('示例镇村建办干部', '示例村驻村第一书记'),
  disciplineLevel: fc.constantFrom(...DISCIPLINE_LEVELS.map(({ key }) => key)),
  formLevel: fc.constantFrom(...FORM_LEVELS.map(({ key }) => key)),
  partyMember: fc.boolean(),
  publicServant: fc.boolean(),
  partySanction: fc.option(fc.constantFrom(...PARTY_SANCTIONS)),
  administrativeSanction: fc.option(fc.constantFrom(...SANCTIONS)),
  admonished: fc.boolean(),
  organisational: fc.option(fc.constantFrom(...ORGANISATIONAL_MEASURES)),
  judicial: fc.boolean(),
  form: fc.option(fc.constantFrom('first', 'second', 'third', 'fourth')),
  decidedOn: fc.constant('2026-08-01'),
  decidedBy: fc.constant('示例市纪委监委'),
  documentNo: fc.constant('示纪〔2026〕1号'),
});

describe('the limits of the law', () => {
  it('hold whatever else is recorded', () => {
    fc.assert(
      fc.property(anyPerson, (person) => {
        const codes = judgeAccountability(person, AT).refusals.map(({ code }) => code);
        const has = (code: string) => codes.includes(code);
        expect(has('not-a-party-member')).toBe(person.partySanction !== null && !person.partyMember);
        expect(has('not-a-public-servant')).toBe(
          person.administrativeSanction !== null && !person.publicServant,
        );
        expect(has('too-heavy-for-village-cadre')).toBe(
          person.formLevel === 'villageCadre' &&
            ['降级', '撤职', '开除'].includes(person.administrativeSanction ?? ''),
        );
        if (person.form === 'first' && person.partySanction !== null)
          expect(has('first-with-sanction')).toBe(true);
        if (person.judicial && person.form !== null && person.form !== 'fourth')
          expect(has('judicial-is-fourth')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['降级', '撤职', '开除'] as const)('refuse %s for a village cadre, with the clause', (sanction) => {
    const verdict = judgeAccountability(
      { ...RECORD, formLevel: 'villageCadre', administrativeSanction: sanction },
      AT,
    );
    expect(verdict.refusals).toMatchObject([
      { code: 'too-heavy-for-village-cadre', clause: '《公职人员政务处分法》第二十二条' },
    ]);
  });

  it.each(['警告', '记过', '记大过'] as const)('let a village cadre carry %s', (sanction) => {
    expect(refusals({ formLevel: 'villageCadre', administrativeSanction: sanction })).toEqual([]);
  });

  it.each([
    '示例村村委会主任',
    '示例村党支部书记、村民委员会主任',
    '示例村支书',
    '示例社区居委会副主任',
    '示例社区党委书记',
    '示例村文书',
    '示例村一组组长',
    '示例村村民小组组长',
    '示例居委会主任',
    '示例居民委员会委员',
    '示例村村长',
    '示例村治保主任',
  ])('know %s as a village cadre, whatever level is chosen', (post) => {
    const dismissed = { post, administrativeSanction: '撤职', form: 'third' } as const;
    expect(refusals({ ...dismissed, formLevel: 'other' })).toEqual(['post-of-village-cadre']);
    expect(refusals({ ...dismissed, formLevel: 'townshipAndBelow' })).toEqual(['post-of-village-cadre']);
    expect(refusals({ ...dismissed, formLevel: 'villageCadre' })).toEqual(['too-heavy-for-village-cadre']);
  });

  it.each([
    '示例村驻村第一书记',
    '示例社区卫生服务中心主任',
    '示例镇村镇建设办主任',
    '东村镇党委书记',
    '新村街道党工委委员',
    '示例村小学主任',
    '示例村长期聘用人员',
  ])('take %s for what the level says', (post) => {
    expect(refusals({ post })).toEqual([]);
  });

  it('do not let one person of one post stand on two levels', () => {
    const at = { ...AT, standing: [{ post: RECORD.post, formLevel: 'villageCadre' }] } as const;
    const codes = (change: Partial<PersonRecord>) =>
      judgeAccountability({ ...RECORD, ...change }, at).refusals.map(({ code }) => code);
    expect(codes({})).toEqual(['level-differs']);
    expect(codes({ formLevel: 'villageCadre' })).toEqual([]);
    expect(codes({ post: '示例镇副镇长' })).toEqual([]);
  });

  it('never mix the two level scales', () => {
    expect(refusals({ formLevel: 'county', disciplineLevel: 'township' })).toEqual(['levels-apart']);
    expect(refusals({ formLevel: 'villageCadre', disciplineLevel: 'township' })).toEqual(['levels-apart']);
    expect(refusals({ formLevel: 'townshipAndBelow', disciplineLevel: 'township' })).toEqual([]);
  });
});

describe('the four forms', () => {
  it('refuse a sanction in the first, and a heavy one in the second', () => {
    expect(refusals({ form: 'first' })).toEqual(['first-with-sanction']);
    expect(refusals({ form: 'second', partySanction: '留党察看' })).toEqual(['second-with-heavy']);
    expect(refusals({ form: 'third', partySanction: '留党察看' })).toEqual([]);
  });

  it('ask about what is unusual and let it stand', () => {
    const talk = { partySanction: null, administrativeSanction: null, admonished: true } as const;
    expect(refusals({ ...talk, form: 'first' })).toEqual([]);
    expect(warnings({ ...talk, form: 'first' })).toEqual([]);
    expect(warnings({ ...talk, form: 'second' })).toEqual(['second-without-measure']);
    expect(warnings({ form: 'third' })).toEqual(['third-without-heavy']);
    expect(warnings({ form: 'fourth' })).toEqual(['fourth-without-judicial']);
    expect(warnings({ form: null })).toEqual(['form-missing']);
  });

  it('know a transfer to justice as the fourth', () => {
    expect(refusals({ judicial: true, form: 'third', partySanction: '开除党籍' })).toEqual([
      'judicial-is-fourth',
    ]);
    expect(warnings({ judicial: true, form: 'fourth', partySanction: '开除党籍' })).toEqual([]);
  });
});

describe('a decision', () => {
  it('is somebody else’s, with a number, and has been made', () => {
    expect(refusals({ decidedBy: ' ' })).toEqual(['no-decider']);
    expect(refusals({ documentNo: '' })).toEqual(['no-document']);
    expect(refusals({ decidedOn: '2026-08-21' })).toEqual(['decided-in-future']);
    expect(refusals({ decidedOn: '2026-08-20' })).toEqual([]);
  });

  it('of a sanction by the housing office is doubted', () => {
    expect(warnings({ decidedBy: '示例市住房保障中心' })).toEqual(['housing-office-decides']);
    expect(warnings({ decidedOn: '2026-06-30' })).toEqual(['decided-before-found']);
    expect(warnings({ decidedOn: '2020-01-05' })).toEqual(['decided-before-found', 'decided-long-ago']);
  });

  it('about nothing is not recorded', () => {
    const nothing = { partySanction: null, administrativeSanction: null, form: null } as const;
    expect(refusals(nothing)).toEqual(['no-measure']);
  });
});

describe('counting', () => {
  it('counts a person once and each measure once', () => {
    expect(describeCounting(RECORD, false)).toBe('本人计 1 人、党纪 1 人次、政务 1 人次、第二种形态 1 人次');
    expect(describeCounting(RECORD, true)).toBe(
      '本人当月已计，总人数不再增加、党纪 1 人次、政务 1 人次、第二种形态 1 人次',
    );
  });
});
