import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../basics/calendar-date.ts';
import { FAILING } from './failing-families.fixture.ts';
import { AS_OF, family, judge, judgeAll, member, pack, type TestFamily } from './family.fixture.ts';
import { lastingFacts, RULES } from './index.ts';
import type { Hit } from './types.ts';

/** What is stored of a family: the first fail of a rule for a member. */
function storedOf(judged: TestFamily, by: ReturnType<typeof pack>, days: number): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const outcome of judgeAll(judged, by, addDays(AS_OF, days)))
    if (outcome.status !== 'pass')
      stored[`${outcome.rule} ${outcome.memberKey} ${outcome.status}`] ??= lastingFacts(outcome);
  return stored;
}

/** Everything that any rule fails on, for two members at once. */
const hits: readonly Hit[] = FAILING.flatMap(([, , { hits: own }]) =>
  own.flatMap((one) => (one.memberKey === null ? [one] : [one, { ...one, memberKey: '2' }])),
);
const crowded = (order: readonly Hit[]): TestFamily =>
  family({ members: [member('1'), member('2', { relation: 'spouse' })], hits: order });

it('the same rows in another order, looked at later, are the same facts', () => {
  const policies = [pack(), ...FAILING.flatMap(([, , , policy]) => (policy ? [pack(...policy)] : []))];
  for (const by of policies) {
    const first = storedOf(crowded(hits), by, 0);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...hits], { minLength: hits.length }),
        fc.integer({ min: 0, max: 20 }),
        (order, days) => {
          expect(storedOf(crowded(order), by, days)).toEqual(first);
        },
      ),
      { numRuns: 30 },
    );
  }
});

for (const [code, what, judged, policy = []] of FAILING)
  it(`${code}, ${what}: rests on the same facts a few weeks later`, () => {
    const rule = RULES.find((one) => one.code === code);
    if (rule === undefined) throw new Error(code);
    const [now, later] = [0, 20].map((days) =>
      judge(rule, judged, pack(...policy), addDays(AS_OF, days)).map(lastingFacts),
    );
    expect(later).toEqual(now);
  });
