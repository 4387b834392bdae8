import { describe, expect, it } from 'vitest';
import { AS_OF, family, PACK } from './family.fixture.ts';
import { judgeFamily, RULE_TITLES, RULES } from './index.ts';

describe('rules', () => {
  it('there is one for every code, in the order of the list', () => {
    expect(RULES.map((rule) => rule.code)).toEqual(Object.keys(RULE_TITLES));
  });

  it('nothing passes without its registers', () => {
    const bare = judgeFamily({ ...family({}), registers: new Map() }, PACK, AS_OF);
    for (const rule of RULES.filter(({ needs }) => needs.length > 0)) {
      expect([rule.code, bare.find((outcome) => outcome.rule === rule.code)?.status]).toEqual([
        rule.code,
        'incomparable',
      ]);
    }
  });

  it('every outcome carries the clause and a Chinese sentence', () => {
    for (const outcome of judgeFamily(family({}), PACK, AS_OF)) {
      expect(outcome.clause).toContain('示例〔2026〕1号');
      expect(outcome.reason).toMatch(/^[\p{Script=Han}\p{N}]/u);
    }
  });
});
