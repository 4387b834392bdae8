import { workCalendar } from '@anju/domain';
import { describe, expect, it } from 'vitest';
import { dueDaysOf } from './find-flags.ts';

const campaign = (...forms: readonly object[]) => ({
  county: '652301',
  id: 'c',
  content: {
    stageReports: [],
    forms: forms.map(
      (form) => ({ form: 'F2', basis: 'period', nothingAs: 'zero', every: 'month', ...form }) as const,
    ),
  },
});
const calendar = workCalendar([2026], []);

describe('the days on which forms are due', () => {
  it('are the day named and, on a weekend, the working day before it', () => {
    // 18 July 2026 is a Saturday.
    expect(dueDaysOf(campaign({ dueDay: 18 }), '2026-07', calendar)).toEqual(['2026-07-18', '2026-07-17']);
    expect(new Set(dueDaysOf(campaign({ dueDay: 18 }), '2026-08', calendar))).toEqual(
      new Set(['2026-08-18']),
    );
  });

  it('are both halves of a month, the first reported from the month before', () => {
    const days = dueDaysOf(campaign({ every: 'half-month', dueAfterDays: 3 }), '2026-02', calendar);
    expect(new Set(days)).toEqual(new Set(['2026-02-03', '2026-02-18']));
  });

  it('are the days of summaries too', () => {
    const summary = { kind: 'stage', title: '阶段报告', dueOn: '2026-07-25' } as const;
    const own = campaign();
    const days = dueDaysOf(
      { ...own, content: { ...own.content, stageReports: [summary] } },
      '2026-07',
      calendar,
    );
    // 25 July 2026 is a Saturday.
    expect(new Set(days)).toEqual(new Set(['2026-07-25', '2026-07-24']));
  });

  it('are a single day, and none of another month', () => {
    const once = campaign({ every: 'once', dueOn: '2026-11-25' });
    expect(new Set(dueDaysOf(once, '2026-11', calendar))).toEqual(new Set(['2026-11-25']));
    expect(dueDaysOf(once, '2026-10', calendar)).toEqual([]);
    expect(dueDaysOf(undefined, '2026-10', calendar)).toEqual([]);
  });
});
