import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns, type RecordedFinding } from './compare-runs.ts';
import {
  allowedFindingActs,
  CONCLUSIONS,
  decideFindingAct,
  FINDING_STATES,
  FINDING_TRANSITIONS,
  isClosedByRun,
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

  const proposed = {
    state: 'proposed',
    change: 'new',
    proposedBy: 'officer',
    answeredBy: ['clerk'],
  } as const;
  const everyRole = ['county-officer', 'reviewer', 'county-admin'] as const;

  it('refuses a conclusion by the person who proposed it, whatever the role', () => {
    const both = { id: 'officer', roles: everyRole };
    expect(decideFindingAct(proposed, 'conclude', both)).toBe('same-person');
    expect(decideFindingAct(proposed, 'return', both)).toBe('same-person');
    expect(decideFindingAct(proposed, 'conclude', reviewer)).toMatchObject({ to: 'conclusion' });
  });

  it('refuses a conclusion by a person who entered what the family answered, whatever the role', () => {
    const clerk = { id: 'clerk', roles: everyRole };
    expect(decideFindingAct(proposed, 'conclude', clerk)).toBe('entered-answer');
    expect(decideFindingAct(proposed, 'return', clerk)).toBe('entered-answer');
    expect(allowedFindingActs({ ...proposed, state: 'answered', proposedBy: null }, clerk)).toContain(
      'propose',
    );
  });

  it('offers a clerk no conclusion and a reviewer no assignment', () => {
    const open = { state: 'open', change: 'new', proposedBy: null, answeredBy: [] } as const;
    expect(allowedFindingActs({ ...proposed, proposedBy: 'x' }, officer)).toEqual([]);
    expect(allowedFindingActs(open, reviewer)).toEqual([]);
    expect(allowedFindingActs(open, officer)).toContain('assign');
  });
});

describe('a finding that the newest run no longer raised', () => {
  const closed = { state: 'assigned', change: 'cleared', proposedBy: null, answeredBy: [] } as const;

  it('takes what the family says, and nothing that goes on with the inquiry', () => {
    expect(allowedFindingActs(closed, officer)).toEqual(['record-answer']);
    expect(allowedFindingActs({ ...closed, change: 'exited' }, officer)).toEqual(['record-answer']);
    expect(decideFindingAct(closed, 'propose', officer)).toBe('not-raised');
    const proposed = { ...closed, state: 'proposed', proposedBy: 'officer' } as const;
    expect(allowedFindingActs(proposed, reviewer)).toEqual([]);
    expect(isClosedByRun(closed)).toBe(true);
  });

  it('may be looked into again where it was concluded before', () => {
    const concluded = { ...closed, state: 'confirmed' } as const;
    expect(allowedFindingActs(concluded, reviewer)).toEqual(['reopen']);
    expect(isClosedByRun(concluded)).toBe(false);
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

  it('knows a finding about the household again when another member has most of it', () => {
    const answered = recorded({ rule: 'income.over', subject: 'wife', state: 'answered' });
    const now = { ...raised, rule: 'income.over', subject: 'husband', factsHash: 'b' };
    expect(compareRuns([answered], [now], JUDGED)).toMatchObject({
      fresh: [],
      persisting: [{ recorded: answered, now }],
      cleared: [],
    });
    const explained = recorded({ rule: 'income.over', subject: 'wife', state: 'explained' });
    expect(compareRuns([explained], [{ ...now, factsHash: 'a' }], JUDGED).settled).toEqual([explained]);
  });

  it('goes on with the one on the desk, of two that were recorded for two members', () => {
    const left = recorded({ id: 'left', rule: 'vehicle.over', subject: 'wife', change: 'cleared' });
    const asked = recorded({ id: 'asked', rule: 'vehicle.over', subject: 'husband', factsHash: 'b' });
    const now = { ...raised, rule: 'vehicle.over', subject: 'wife', factsHash: 'c' };
    expect(compareRuns([left, asked], [now], JUDGED)).toMatchObject({
      persisting: [{ recorded: asked, now }],
      returned: [],
      cleared: [],
    });
  });

  it('keeps findings of two members apart where the rule is about members', () => {
    const his = recorded({ rule: 'business.registered', subject: 'husband' });
    const hers = { ...raised, rule: 'business.registered', subject: 'wife' };
    expect(compareRuns([his], [hers], JUDGED)).toMatchObject({ fresh: [hers], cleared: [his] });
  });

  it('does not clear what one member was asked while that can not be compared, though another fails', () => {
    const hers = recorded({ rule: 'business.registered', subject: 'wife' });
    const his = { ...raised, rule: 'business.registered', subject: 'husband' };
    const unseen = { ...his, subject: '', status: 'incomparable' } as const;
    expect(compareRuns([hers], [his, unseen], JUDGED)).toMatchObject({ fresh: [his, unseen], cleared: [] });
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

  it('leaves the facts of a family as they are when they cannot be compared this time', () => {
    const known = recorded({ subject: '', status: 'fail' });
    const unseen = { ...raised, subject: '', status: 'incomparable', factsHash: 'u' } as const;
    expect(compareRuns([known], [unseen], JUDGED)).toMatchObject({
      fresh: [],
      persisting: [],
      uncompared: [{ recorded: known, now: unseen }],
      cleared: [],
    });
    const cleared = { ...known, change: 'cleared' } as const;
    expect(compareRuns([cleared], [unseen], JUDGED)).toMatchObject({
      returned: [{ now: unseen }],
      uncompared: [],
    });
    const unknown = { ...known, status: 'incomparable', factsHash: 'u' } as const;
    const seen = { ...raised, subject: '', status: 'fail' } as const;
    expect(compareRuns([unknown], [seen], JUDGED).persisting).toEqual([{ recorded: unknown, now: seen }]);
  });

  it('clears what could not be compared, when what is raised instead was settled before', () => {
    const settled = recorded({ subject: '', status: 'fail', state: 'explained' });
    const unseen = recorded({ id: 'u', subject: '', status: 'incomparable', factsHash: 'u' });
    const now = { ...raised, subject: '', status: 'fail' } as const;
    expect(compareRuns([settled, unseen], [now], JUDGED)).toMatchObject({
      settled: [settled],
      cleared: [unseen],
    });
    const again = { ...now, status: 'incomparable', factsHash: 'u' } as const;
    expect(compareRuns([settled, unseen], [again], JUDGED)).toMatchObject({
      persisting: [{ recorded: unseen }],
      cleared: [],
    });
  });

  it('puts every raised finding in exactly one place', () => {
    const anyFinding = fc.record({
      household: fc.constantFrom('h1', 'h2'),
      rule: fc.constantFrom('r1', 'r2'),
      subject: fc.constantFrom('', 'm'),
      factsHash: fc.constantFrom('a', 'b'),
      status: fc.constantFrom('fail' as const, 'incomparable' as const),
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
          result.fresh.length +
          result.returned.length +
          result.persisting.length +
          result.uncompared.length +
          result.settled.length;
        expect(placed).toBe(now.length);
      }),
    );
  });
});
