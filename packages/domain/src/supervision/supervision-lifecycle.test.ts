import { describe, expect, it } from 'vitest';
import { calendarDate } from '../basics/calendar-date.ts';
import { workCalendar } from '../calendar/index.ts';
import { escalationDue, type SupervisionLevel } from './escalate.ts';
import { allowedSupervisionActs, decideSupervisionAct } from './supervision-lifecycle.ts';

const notice = { state: 'answered', issuer: '652301', answeredBy: 'officer', aboutReport: false } as const;
const leader = { id: 'leader', roles: ['leader'], scope: '652301' } as const;

describe('a notice', () => {
  it('is answered once', () => {
    const officer = { id: 'officer', roles: ['county-officer'], scope: '652301' } as const;
    expect(decideSupervisionAct({ ...notice, state: 'issued' }, 'answer', officer)).toMatchObject({
      to: 'answered',
    });
    expect(decideSupervisionAct(notice, 'answer', officer)).toBe('not-in-this-state');
  });

  it('is not settled by who answered it', () => {
    const admin = { id: 'officer', roles: ['county-admin'], scope: '652301' } as const;
    expect(decideSupervisionAct(notice, 'settle', admin)).toBe('same-person');
    expect(allowedSupervisionActs(notice, leader)).toEqual(['settle', 'return']);
  });

  it('of the prefecture is not settled by the county it was sent to', () => {
    expect(decideSupervisionAct({ ...notice, issuer: '6523' }, 'settle', leader)).toBe('not-your-level');
    const above = { id: 'p', roles: ['prefecture-supervisor'], scope: '6523' } as const;
    expect(decideSupervisionAct({ ...notice, issuer: '6523' }, 'settle', above)).toMatchObject({
      to: 'settled',
    });
    expect(decideSupervisionAct(notice, 'settle', above)).toMatchObject({ to: 'settled' });
  });

  it('about a late report is asked no longer by whoever issued it; any other waits for its answer', () => {
    const issued = { ...notice, state: 'issued' as const, answeredBy: null };
    expect(decideSupervisionAct(issued, 'settle', leader)).toBe('not-in-this-state');
    const late = { ...issued, aboutReport: true };
    expect(decideSupervisionAct(late, 'settle', leader)).toMatchObject({ to: 'settled' });
    expect(decideSupervisionAct({ ...late, issuer: '6523' }, 'settle', leader)).toBe('not-your-level');
  });

  it('is changed by nobody who only reads', () => {
    const inspector = { id: 'i', roles: ['inspector'], scope: '652301' } as const;
    expect(allowedSupervisionActs(notice, inspector)).toEqual([]);
    expect(allowedSupervisionActs({ ...notice, state: 'issued' }, inspector)).toEqual([]);
  });
});

describe('escalation', () => {
  // 2026-08-07 is a Friday; Saturday the 8th is worked here.
  const calendar = workCalendar([2026], [{ day: calendarDate('2026-08-08'), kind: 'work', name: '调休' }]);
  const due = (level: SupervisionLevel, today: string, escalatedOn: string | null = null) =>
    escalationDue(
      {
        level,
        dueOn: calendarDate('2026-08-05'),
        escalatedOn: escalatedOn === null ? null : calendarDate(escalatedOn),
      },
      calendarDate(today),
      calendar,
    );

  it('leaves a notice on its last day alone', () => {
    expect(due(1, '2026-08-05')).toBeNull();
    expect(due(1, '2026-08-06')).toBe(2);
  });

  it('gives the leader three working days, a worked Saturday among them', () => {
    expect(due(2, '2026-08-08', '2026-08-06')).toBeNull();
    expect(due(2, '2026-08-09', '2026-08-06')).toBeNull();
    expect(due(2, '2026-08-10', '2026-08-06')).toBeNull();
    expect(due(2, '2026-08-11', '2026-08-06')).toBe(3);
  });

  it('ends at the prefecture', () => {
    expect(due(3, '2027-01-01', '2026-08-06')).toBeNull();
  });
});
