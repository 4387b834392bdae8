import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns, type RecordedFinding } from './compare-runs.ts';
import {
  allowedFindingActs,
  CONCLUSIONS,
  decideFindingAct,
  FINDING_STATES,
  FINDING_TRANSITIONS,
  SETTLED_STATES,
} from './finding-lifecycle.ts';

const officer = { id: 'officer', roles: ['county-officer'] } as const;
const reviewer = { id: 'reviewer', roles: ['reviewer'] } as const;

describe('the life of a finding', () => {
  it('can be left from every state, and ends only in a conclusion', () => {
    for (const state of Object.keys(FINDING_STATES)) {
      expect(FINDING_TRANSITIONS.some((line) => line.from === state)).toBe(true);
    }
    expect([...SETTLED_STATES]).toEqual([...CONCLUSIONS]);
  });

  it('has one line for an act in a state', () => {
    const keys = FINDING_TRANSITIONS.map((line) => `${line.from} ${line.act}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('refuses a conclusion by the person who proposed it, whatever the role', () => {
    const both = { id: 'officer', roles: ['county-officer', 'reviewer', 'county-admin'] } as const;
    expect(decideFindingAct({ state: 'proposed', proposedBy: 'officer' }, 'conclude', both)).toBe(
      'same-person',
    );
    expect(decideFindingAct({ state: 'proposed', proposedBy: 'officer' }, 'return', both)).toBe(
      'same-person',
    );
    expect(
      decideFindingAct({ state: 'proposed', proposedBy: 'officer' }, 'conclude', reviewer),
    ).toMatchObject({
      to: 'conclusion',
    });
  });

  it('offers a clerk no conclusion and a reviewer no assignment', () => {
    expect(allowedFindingActs({ state: 'proposed', proposedBy: 'x' }, officer)).toEqual([]);
    expect(allowedFindingActs({ state: 'open', proposedBy: null }, reviewer)).toEqual([]);
    expect(allowedFindingActs({ state: 'open', proposedBy: null }, officer)).toContain('assign');
  });
});

const recorded = (over: Partial<RecordedFinding>): RecordedFinding => ({
  id: 'f',
  household: 'h',
  rule: 'housing.owned',
  subject: 'm',
  factsHash: 'a',
  state: 'open',
  change: 'new',
  ...over,
});
const raised = { household: 'h', rule: 'housing.owned', subject: 'm', factsHash: 'a' };

const JUDGED = new Set(['h', 'other', 'h1', 'h2']);

describe('two runs compared', () => {
  it('raises what is not on record', () => {
    expect(compareRuns([], [raised], JUDGED).fresh).toEqual([raised]);
  });

  it('keeps what is raised again, also when its facts changed', () => {
    const now = { ...raised, factsHash: 'b' };
    expect(compareRuns([recorded({})], [now], JUDGED).persisting).toEqual([{ recorded: recorded({}), now }]);
  });

  it('does not raise a settled finding again until its facts change', () => {
    const settled = recorded({ state: 'explained' });
    expect(compareRuns([settled], [raised], JUDGED)).toMatchObject({
      fresh: [],
      settled: [settled],
      cleared: [],
    });
    expect(compareRuns([settled], [{ ...raised, factsHash: 'b' }], JUDGED).fresh).toHaveLength(1);
  });

  it('takes of two under inquiry the one that rests on these facts, so that neither gets the facts of the other', () => {
    const old = recorded({ id: 'old', factsHash: 'a' });
    const newer = recorded({ id: 'newer', factsHash: 'b' });
    const now = { ...raised, factsHash: 'b' };
    expect(compareRuns([old, newer], [now], JUDGED).persisting).toEqual([{ recorded: newer, now }]);
    expect(compareRuns([old, newer], [raised], JUDGED).persisting).toEqual([{ recorded: old, now: raised }]);
  });

  it('clears what is no longer raised, once, and never what is settled', () => {
    expect(compareRuns([recorded({})], [], JUDGED).cleared).toHaveLength(1);
    expect(compareRuns([recorded({ change: 'cleared' })], [], JUDGED).cleared).toEqual([]);
    expect(compareRuns([recorded({ state: 'confirmed' })], [], JUDGED).cleared).toEqual([]);
  });

  it('counts what had been cleared and is raised again as new to the desk', () => {
    const cleared = recorded({ change: 'cleared' });
    expect(compareRuns([cleared], [raised], JUDGED)).toMatchObject({
      returned: [{ recorded: cleared, now: raised }],
      persisting: [],
    });
  });

  it('closes the open findings of a family that left, once, and does not call that progress', () => {
    const left = recorded({ household: 'gone' });
    expect(compareRuns([left], [], JUDGED)).toMatchObject({ cleared: [], exited: [left] });
    expect(compareRuns([{ ...left, change: 'exited' }], [], JUDGED).exited).toEqual([]);
    expect(compareRuns([{ ...left, state: 'confirmed' }], [], JUDGED).exited).toEqual([]);
  });

  it('does not take a family off the desk because the register that showed it up did not come this time', () => {
    const unseen = { ...raised, subject: '', status: 'incomparable' } as const;
    expect(compareRuns([recorded({})], [unseen], JUDGED)).toMatchObject({ fresh: [unseen], cleared: [] });
    expect(compareRuns([recorded({})], [{ ...unseen, household: 'other' }], JUDGED).cleared).toHaveLength(1);
    expect(compareRuns([recorded({})], [{ ...unseen, rule: 'vehicle.over' }], JUDGED).cleared).toHaveLength(
      1,
    );
  });

  it('puts every raised finding in exactly one place', () => {
    const anyFinding = fc.record({
      household: fc.constantFrom('h1', 'h2'),
      rule: fc.constantFrom('r1', 'r2'),
      subject: fc.constantFrom('', 'm'),
      factsHash: fc.constantFrom('a', 'b'),
    });
    const key = (f: { household: string; rule: string; subject: string }) =>
      `${f.household} ${f.rule} ${f.subject}`;
    const anyRaised = fc.uniqueArray(anyFinding, { selector: key });
    const anyRecorded = fc.uniqueArray(
      fc.tuple(anyFinding, fc.constantFrom('open', 'explained'), fc.constantFrom('new', 'cleared')),
      { selector: ([f]) => `${key(f)} ${f.factsHash}` },
    );
    fc.assert(
      fc.property(anyRecorded, anyRaised, (before, now) => {
        const record = before.map(([f, state, change], index) =>
          recorded({ ...f, id: String(index), state, change: change === 'new' ? 'new' : 'cleared' }),
        );
        const result = compareRuns(record, now, JUDGED);
        const placed =
          result.fresh.length + result.returned.length + result.persisting.length + result.settled.length;
        expect(placed).toBe(now.length);
      }),
    );
  });
});
