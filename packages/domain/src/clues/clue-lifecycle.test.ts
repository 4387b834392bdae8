import { describe, expect, it } from 'vitest';
import { mayAct, ROLES, type Role } from '../access/index.ts';
import { DEFAULT_CLUE_LISTS } from '../campaigns/index.ts';
import {
  allowedClueActs,
  CLUE_ACTS,
  CLUE_STATES,
  CLUE_TRANSITIONS,
  decideClueAct,
  isClueAct,
  isClueState,
  statesWaitingFor,
} from './clue-lifecycle.ts';
import { disposalAfter, firstDisposal } from './disposals.ts';

const standing = { state: 'reported', reportedBy: 'a', named: false } as const;
const every = Object.keys(ROLES) as readonly Role[];

describe('the life of a clue', () => {
  it('has one line for a state and an act, so that nobody has to guess where it leads', () => {
    const lines = CLUE_TRANSITIONS.map(({ from, act }) => `${from} ${act}`);
    expect(new Set(lines).size).toBe(lines.length);
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
    expect(decideClueAct(standing, 'conclude', { id: 'a', roles: ['county-admin'] })).toBe('same-person');
    expect(decideClueAct(standing, 'conclude', { id: 'b', roles: ['reviewer'] })).toMatchObject({
      to: 'concluded',
    });
    expect(decideClueAct(standing, 'conclude', { id: 'b', roles: ['county-officer'] })).toBe('not-your-role');
    expect(decideClueAct(standing, 'accept', { id: 'b', roles: ['reviewer'] })).toBe('not-in-this-state');
  });

  it('tells nobody who gave no name', () => {
    const accepted = { state: 'accepted', reportedBy: null } as const;
    const officer = { id: 'b', roles: ['county-officer'] } as const;
    expect(decideClueAct({ ...accepted, named: false }, 'tell-acceptance', officer)).toBe('not-named');
    expect(allowedClueActs({ ...accepted, named: true }, officer)).toContain('tell-acceptance');
  });

  it('can still tell a named reporter once the result is in, or where the clue was refused', () => {
    const officer = { id: 'b', roles: ['county-officer'] } as const;
    for (const state of ['reported', 'concluded', 'closed', 'refused'] as const)
      expect(allowedClueActs({ state, reportedBy: null, named: true }, officer)).toContain('tell-acceptance');
  });

  it('lets nobody act who may not even read it', () => {
    for (const role of every.filter((one) => !mayAct([one], 'clue.read')))
      for (const state of Object.keys(CLUE_STATES).filter(isClueState))
        expect(allowedClueActs({ state, reportedBy: null, named: true }, { id: 'x', roles: [role] })).toEqual(
          [],
        );
  });

  it('waits for the desk before and after the inquiry, and for a second person between', () => {
    expect(statesWaitingFor(['county-officer'])).toEqual(['received', 'accepted', 'inquiring', 'concluded']);
    expect(statesWaitingFor(['reviewer'])).toEqual(['reported']);
    expect(statesWaitingFor(['inspector'])).toEqual([]);
  });
});

describe('处置情况', () => {
  it('follows the act, and stays where the campaign’s list has no such entry', () => {
    expect(firstDisposal(DEFAULT_CLUE_LISTS)).toBe('正在核查');
    expect(disposalAfter('transfer', DEFAULT_CLUE_LISTS, 'discipline')).toBe('已转纪检监察机关');
    expect(disposalAfter('answer', DEFAULT_CLUE_LISTS)).toBe('已办结');
    expect(disposalAfter('extend', DEFAULT_CLUE_LISTS)).toBeNull();
    expect(disposalAfter('answer', { ...DEFAULT_CLUE_LISTS, disposals: ['核查中'] })).toBeNull();
    expect(firstDisposal({ ...DEFAULT_CLUE_LISTS, disposals: ['核查中'] })).toBe('核查中');
  });
});
