import { describe, expect, it } from 'vitest';
import { ACTIONS, actionsOf, mayAct, PERMISSIONS, ROLES, type Role } from './permissions.ts';

const EVERY_ROLE = Object.keys(ROLES) as readonly Role[];

describe('the permission table', () => {
  it('gives nothing to somebody without a role', () => {
    expect(actionsOf([])).toEqual([]);
  });

  it('names only roles that exist', () => {
    for (const action of ACTIONS) {
      for (const role of PERMISSIONS[action].roles) expect(EVERY_ROLE).toContain(role);
    }
  });

  it('keeps the three administrative roles apart and away from families', () => {
    for (const role of ['system-admin', 'security-admin', 'auditor'] as const) {
      expect(mayAct([role], 'household.read')).toBe(false);
      expect(mayAct([role], 'finding.read')).toBe(false);
    }
    expect(mayAct(['system-admin'], 'user.grant')).toBe(false);
    expect(mayAct(['security-admin'], 'user.manage')).toBe(false);
    expect(mayAct(['system-admin'], 'event.read')).toBe(false);
  });

  it('lets an inspector change nothing, and keep watch over who reported', () => {
    const acts = actionsOf(['inspector']).filter((action) => !/\.(read|own|export|reveal)$/.test(action));
    expect(acts).toEqual(['clue.identity']);
  });

  it('keeps a department from every household', () => {
    expect(
      actionsOf(['department-data']).filter((action) => /^(household|finding|exit)\./.test(action)),
    ).toEqual([]);
  });
});
