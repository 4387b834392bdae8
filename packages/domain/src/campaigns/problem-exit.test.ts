import { expect, it } from 'vitest';
import { decideProblemExit, type ProblemExitFacts } from './problem-exit.ts';

const SUBLET: ProblemExitFacts = {
  state: 'rectifying',
  household: { state: 'active' },
  exitNature: null,
  groundOfFinding: false,
  reportedBy: ['officer'],
};
const refusal = (over: Partial<ProblemExitFacts>, id = 'reviewer') =>
  decideProblemExit({ ...SUBLET, ...over }, { id });

it('lets another person than who reported it put the family among those to leave', () => {
  expect(refusal({})).toBeNull();
  expect(refusal({ state: 'closed' })).toBeNull();
  expect(refusal({}, 'officer')).toBe('reported-it');
});

it('takes no problem that is withdrawn, names no family or is a ground already', () => {
  expect(refusal({ state: 'withdrawn' })).toBe('withdrawn');
  expect(refusal({ household: null })).toBe('no-household');
  expect(refusal({ household: { state: 'exited' } })).toBe('household-left');
  expect(refusal({ exitNature: '2' })).toBe('already-to-leave');
  expect(refusal({ groundOfFinding: true })).toBe('by-finding');
});
