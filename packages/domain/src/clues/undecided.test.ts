import { expect, it } from 'vitest';
import { calendarDate } from '../basics/calendar-date.ts';
import { undecidedDays } from './undecided.ts';

const clue = { state: 'received', kind: 'lead', receivedOn: '2026-07-01', reopenedOn: null } as const;
const today = calendarDate('2026-07-11');

it('counts how long a clue without a legal limit has waited, from when it came in or was taken up again', () => {
  expect(undecidedDays(clue, today)).toBe(10);
  expect(undecidedDays({ ...clue, reopenedOn: '2026-07-09' }, today)).toBe(2);
  expect(undecidedDays({ ...clue, kind: 'petition' }, today)).toBeNull();
  expect(undecidedDays({ ...clue, state: 'accepted' }, today)).toBeNull();
});
