import { describe, expect, it } from 'vitest';
import type { RegisterValues } from '../registers/index.ts';
import { FAILING } from './failing-families.fixture.ts';
import { pack, statusOf, type TestFamily } from './family.fixture.ts';
import { RULES } from './index.ts';
import type { Hit } from './types.ts';

/** The family once for each fact of it, with that one left blank. */
function* blanked(judged: TestFamily): Iterable<readonly [string, TestFamily]> {
  const { household, hits } = judged;
  for (const [at, one] of hits.entries())
    for (const key of Object.keys(one.values)) {
      const values: RegisterValues = { ...one.values, [key]: null };
      const changed: readonly Hit[] = hits.with(at, { ...one, values });
      yield [`${one.register} ${key}`, { ...judged, hits: changed }];
    }
  for (const key of Object.keys(household.tenancy)) {
    if (key === 'keysRecorded') continue;
    yield [key, { ...judged, household: { ...household, tenancy: { ...household.tenancy, [key]: null } } }];
  }
  const members = household.members.map((one) => ({ ...one, birthDate: null }));
  yield ['birthDate', { ...judged, household: { ...household, members } }];
}

describe('a fact left blank', () => {
  for (const [code, what, judged, policy = []] of FAILING)
    it(`never makes ${code} pass: ${what}`, () => {
      const rule = RULES.find((one) => one.code === code);
      if (rule === undefined) throw new Error(code);
      const by = pack(...policy);
      expect(statusOf(rule, judged, by)).toBe('fail');
      for (const [field, poorer] of blanked(judged))
        expect([field, statusOf(rule, poorer, by)]).not.toEqual([field, 'pass']);
    });

  it('is tried for every rule, but for those that look at the identity alone', () => {
    const tried = new Set(FAILING.map(([code]) => code));
    expect(RULES.filter(({ code }) => !tried.has(code)).map(({ code }) => code)).toEqual([
      'id.invalid',
      'id.mismatch',
    ]);
  });
});
