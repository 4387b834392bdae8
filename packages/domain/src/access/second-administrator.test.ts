import { expect, it } from 'vitest';
import { administrationOf, decideAdministratorAct } from './second-administrator.ts';

it('waits for another, who is not the one that began', () => {
  const act = { actor: 'a', begunBy: null, anotherCouldConfirm: true };
  expect(decideAdministratorAct(act)).toEqual({ status: 'waiting' });
  expect(decideAdministratorAct({ ...act, begunBy: 'a' })).toEqual({ status: 'waiting' });
  expect(decideAdministratorAct({ ...act, begunBy: 'b' })).toEqual({ status: 'done', alone: false });
});

it('locks nobody out where nobody else could confirm', () => {
  const act = { actor: 'a', begunBy: null, anotherCouldConfirm: false };
  expect(decideAdministratorAct(act)).toEqual({ status: 'done', alone: true });
  expect(decideAdministratorAct({ ...act, begunBy: 'a' })).toEqual({ status: 'done', alone: true });
});

it('counts the three administrations and no office role', () => {
  expect(administrationOf(['county-admin', 'auditor', 'leader'])).toEqual(['auditor']);
});
