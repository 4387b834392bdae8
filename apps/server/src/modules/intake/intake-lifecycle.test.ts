import { describe, expect, it } from 'vitest';
import {
  allowedActs,
  decideConfirm,
  FINAL_STATES,
  INTAKE_STATES,
  INTAKE_TRANSITIONS,
  type IntakeState,
  movesOf,
} from './intake-lifecycle.ts';

const states = Object.keys(INTAKE_STATES) as IntakeState[];

describe('the life of a delivered file', () => {
  it('can be cancelled wherever something is still to come', () => {
    expect(movesOf('cancel').from).toEqual(states.filter((state) => !FINAL_STATES.includes(state)));
  });

  it('ends where it ends', () => {
    for (const state of FINAL_STATES) expect(allowedActs(state)).toEqual([]);
  });

  it('leads each act to one state, so that a move is one statement', () => {
    for (const { act, to } of INTAKE_TRANSITIONS) expect(movesOf(act).to).toBe(to);
  });

  it('is reached in every state from reading', () => {
    const reached = new Set<IntakeState>(['reading']);
    for (let round = 0; round < states.length; round++) {
      for (const line of INTAKE_TRANSITIONS) if (reached.has(line.from)) reached.add(line.to);
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('leaves refused rows out only when a person says so', () => {
    const file = { state: 'preview', usable: 3, refused: 1 } as const;
    expect(decideConfirm(file, false)).toBe('partial-not-accepted');
    expect(decideConfirm(file, true)).toBeNull();
    expect(decideConfirm({ ...file, refused: 0 }, false)).toBeNull();
    expect(decideConfirm({ ...file, usable: 0 }, true)).toBe('nothing-usable');
    expect(decideConfirm({ ...file, state: 'done' }, true)).toBe('not-in-this-state');
  });
});
