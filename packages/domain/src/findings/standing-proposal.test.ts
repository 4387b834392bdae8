import { expect, it } from 'vitest';
import { changesSinceProposal } from './standing-proposal.ts';

const notes = (...acts: readonly string[]) => acts.map((act, n) => ({ act, n }));

it('names the changes of facts that came after the conclusion was proposed', () => {
  expect(changesSinceProposal(notes('facts-changed', 'propose'))).toEqual([]);
  expect(changesSinceProposal(notes('facts-changed'))).toEqual([]);
  expect(changesSinceProposal(notes('propose', 'facts-changed', 'facts-changed'))).toMatchObject([
    { n: 1 },
    { n: 2 },
  ]);
});

it('forgets them when the conclusion is proposed anew', () => {
  expect(changesSinceProposal(notes('propose', 'facts-changed', 'return', 'propose'))).toEqual([]);
});
