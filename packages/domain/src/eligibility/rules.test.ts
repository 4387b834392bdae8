import { describe, expect, it } from 'vitest';
import { FAILING } from './failing-families.fixture.ts';
import { AS_OF, family, judgeAll, member, pack } from './family.fixture.ts';
import { RULE_TITLES, RULES } from './index.ts';

describe('rules', () => {
  it('there is one for every code, in the order of the list', () => {
    expect(RULES.map((rule) => rule.code)).toEqual(Object.keys(RULE_TITLES));
  });

  it('nothing passes without its registers', () => {
    const bare = judgeAll({ ...family({}), registers: new Map() });
    for (const rule of RULES.filter(({ needs }) => needs.length > 0)) {
      expect([rule.code, bare.find((outcome) => outcome.rule === rule.code)?.status]).toEqual([
        rule.code,
        'incomparable',
      ]);
    }
  });

  it('every outcome carries the clause and a Chinese sentence', () => {
    for (const outcome of judgeAll(family({}))) {
      expect(outcome.clause).toContain('示例〔2026〕1号');
      expect(outcome.reason).toMatch(/^[\p{Script=Han}\p{N}]/u);
    }
  });

  it('say of a family whom their registers do not know what judging it says', () => {
    const hits = FAILING.flatMap(([, , failing]) => failing.hits);
    const two = [member('1'), member('2', { relation: 'spouse' })];
    for (const [, , , policy = []] of FAILING)
      for (const { registers } of [family({}), family({ without: ['vehicle'], stale: ['death'] })])
        for (const rule of RULES) {
          const prepared = rule.prepare({ pack: pack(...policy), asOf: AS_OF, registers });
          if (prepared === null || prepared.nothing === null) continue;
          const asked = new Set([...rule.needs, ...rule.uses]);
          const others = hits.filter(({ register }) => !asked.has(register));
          for (const parts of [
            {},
            { members: two },
            { tenancy: { room: null, estate: null, category: null } },
          ])
            expect(prepared.judge(family({ hits: others, ...parts }))).toEqual(prepared.nothing);
        }
  });
});
