import { describe, expect, it } from 'vitest';
import { mayAct, ROLES, type Role } from '../access/index.ts';
import { DEFAULT_CLUE_LISTS } from '../campaigns/index.ts';
import {
  allowedClueActs,
  CLUE_ACTS,
  CLUE_STATES,
  CLUE_TRANSITIONS,
  clueLineFromAbove,
  decideClueAct,
  isClueAct,
  isClueState,
  statesWaitingFor,
} from './clue-lifecycle.ts';
import { disposalAfter, firstDisposal } from './disposals.ts';

const county = '652301';
const standing = { county, state: 'reported', reportedBy: 'a', named: false, accepted: true } as const;
const every = Object.keys(ROLES) as readonly Role[];

describe('the life of a clue', () => {
  it('has one line for a state and an act, so that nobody has to guess where it leads', () => {
    for (const accepted of [true, false]) {
      const apart = CLUE_TRANSITIONS.filter(
        ({ needs }) => !needs.includes(accepted ? 'not-accepted' : 'accepted'),
      );
      const lines = apart.map(({ from, act }) => `${from} ${act}`);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });

  it('stands, taken out of a merge, where it stood before', () => {
    const officer = { id: 'b', county, roles: ['county-officer'] } as const;
    const merged = { county, state: 'merged', reportedBy: null, named: false } as const;
    for (const [accepted, to] of [
      [true, 'accepted'],
      [false, 'received'],
    ] as const)
      expect(decideClueAct({ ...merged, accepted }, 'unmerge', officer)).toMatchObject({ to });
  });

  it('reaches every state and leaves none but by an act that has its word', () => {
    const reached = new Set(['received', ...CLUE_TRANSITIONS.map(({ to }) => to)]);
    expect([...reached].sort()).toEqual(Object.keys(CLUE_STATES).sort());
    for (const { act, from } of CLUE_TRANSITIONS) {
      expect(isClueAct(act)).toBe(true);
      expect(isClueState(from)).toBe(true);
    }
    expect(new Set(CLUE_TRANSITIONS.map(({ act }) => act)).size).toBe(Object.keys(CLUE_ACTS).length);
  });

  it('is not concluded by who found it out', () => {
    expect(decideClueAct(standing, 'conclude', { id: 'a', county, roles: ['county-admin'] })).toBe(
      'same-person',
    );
    expect(decideClueAct(standing, 'conclude', { id: 'b', county, roles: ['reviewer'] })).toMatchObject({
      to: 'concluded',
    });
    expect(decideClueAct(standing, 'conclude', { id: 'b', county, roles: ['county-officer'] })).toBe(
      'not-your-role',
    );
    expect(decideClueAct(standing, 'accept', { id: 'b', county, roles: ['reviewer'] })).toBe(
      'not-in-this-state',
    );
  });

  it('tells nobody who gave no name', () => {
    const accepted = { county, state: 'accepted', reportedBy: null, accepted: true } as const;
    const officer = { id: 'b', county, roles: ['county-officer'] } as const;
    expect(decideClueAct({ ...accepted, named: false }, 'tell-acceptance', officer)).toBe('not-named');
    expect(allowedClueActs({ ...accepted, named: true }, officer)).toContain('tell-acceptance');
  });

  it('can still tell a named reporter once the result is in, or where the clue was refused', () => {
    const officer = { id: 'b', county, roles: ['county-officer'] } as const;
    for (const state of ['reported', 'concluded', 'closed', 'refused'] as const)
      expect(allowedClueActs({ ...standing, state, named: true }, officer)).toContain('tell-acceptance');
  });

  it('of a petition may be given more time, and that be told, while another body has it', () => {
    const there = { ...standing, state: 'transferred', named: true } as const;
    expect(allowedClueActs(there, { id: 'b', county, roles: ['leader'] })).toContain('extend');
    for (const state of ['transferred', 'accepted'] as const)
      expect(allowedClueActs({ ...there, state }, { id: 'b', county, roles: ['county-officer'] })).toContain(
        'tell-extension',
      );
  });

  it('lets nobody act who may not even read it', () => {
    for (const role of every.filter((one) => !mayAct([one], 'clue.read')))
      for (const state of Object.keys(CLUE_STATES).filter(isClueState))
        expect(
          allowedClueActs({ ...standing, state, named: true }, { id: 'x', county, roles: [role] }),
        ).toEqual([]);
  });

  it('is worked on at its own level alone, and taken up again where the level above demands it', () => {
    const above = { id: 'x', county: '652300', roles: ['prefecture-supervisor', 'leader'] } as const;
    const own = { ...above, county };
    for (const state of Object.keys(CLUE_STATES).filter(isClueState)) {
      const acts = allowedClueActs({ ...standing, state, named: true }, above);
      expect(acts).toEqual(state === 'closed' || state === 'refused' ? ['reopen'] : []);
      // What the level above took back is nobody's to go on with.
      const some = allowedClueActs({ ...standing, state, named: true }, own).length > 0;
      expect(some).toBe(state !== 'recalled');
    }
    expect(decideClueAct(standing, 'conclude', above)).toBe('not-your-level');
    expect(decideClueAct({ ...standing, county: '652300' }, 'conclude', above)).toMatchObject({
      to: 'concluded',
    });
  });

  it('ends in the county, or begins again there, by what the level above does with its own alone', () => {
    const supervisor = { id: 'x', county: '652300', roles: ['prefecture-supervisor'] } as const;
    for (const state of Object.keys(CLUE_STATES).filter(isClueState))
      for (const actor of [supervisor, { ...supervisor, county }])
        for (const act of ['withdraw', 'take-up'] as const)
          expect(decideClueAct({ ...standing, state }, act, actor)).toBe('not-your-level');
    expect(clueLineFromAbove('inquiring', 'withdraw')).toMatchObject({ to: 'recalled' });
    expect(clueLineFromAbove('refused', 'withdraw')).toBeNull();
    expect(clueLineFromAbove('concluded', 'take-up')).toMatchObject({ to: 'inquiring' });
    expect(clueLineFromAbove('inquiring', 'take-up')).toBeNull();
  });

  it('waits for the desk before and after the inquiry, and for a second person between', () => {
    expect(statesWaitingFor(['county-officer'])).toEqual(['received', 'accepted', 'inquiring', 'concluded']);
    expect(statesWaitingFor(['reviewer'])).toEqual(['reported']);
    expect(statesWaitingFor(['inspector'])).toEqual([]);
  });
});

describe('处置情况', () => {
  it('stays as it was transferred until the other body’s result is sent back or answered', () => {
    expect(disposalAfter('record-outcome', DEFAULT_CLUE_LISTS)).toBeNull();
    expect(disposalAfter('conclude', DEFAULT_CLUE_LISTS)).toBeNull();
    expect(disposalAfter('return', DEFAULT_CLUE_LISTS)).toBe('正在核查');
  });

  it('follows the act, and stays where the campaign’s list has no such entry', () => {
    expect(firstDisposal(DEFAULT_CLUE_LISTS)).toBe('正在核查');
    expect(disposalAfter('transfer', DEFAULT_CLUE_LISTS, 'discipline')).toBe('已转纪检监察机关');
    expect(disposalAfter('answer', DEFAULT_CLUE_LISTS)).toBe('已办结');
    expect(disposalAfter('extend', DEFAULT_CLUE_LISTS)).toBeNull();
    expect(disposalAfter('answer', { ...DEFAULT_CLUE_LISTS, disposals: ['核查中'] })).toBeNull();
    expect(firstDisposal({ ...DEFAULT_CLUE_LISTS, disposals: ['核查中'] })).toBe('核查中');
  });
});
