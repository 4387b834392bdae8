import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, calendarDate, daysBetween } from '../basics/calendar-date.ts';
import { isWorkingDay, workCalendar } from '../calendar/index.ts';
import { type ClueDays, clueDeadlines, type NamedReporter, nextDueOn } from './deadlines.ts';

const day = calendarDate;
/** 2026 with the National Day week off and a worked Saturday after it. */
const CALENDAR = workCalendar(
  [2026],
  [
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({
      day: day(`2026-10-0${n}`),
      kind: 'off' as const,
      name: '国庆节',
    })),
    { day: day('2026-10-10'), kind: 'work', name: '国庆节' },
  ],
);

const clue = (over: Partial<ClueDays>): ClueDays => ({
  state: 'received',
  kind: 'petition',
  channel: 'letter',
  reporters: [],
  receivedOn: day('2026-09-01'),
  acceptedOn: null,
  refusedOn: null,
  handedOn: null,
  concludedOn: null,
  answeredOn: null,
  reopenedOn: null,
  extendedDays: 0,
  rectifyDays: null,
  transfer: null,
  ...over,
});

const reporter = (over: Partial<NamedReporter> = {}): NamedReporter => ({
  of: null,
  kind: 'report',
  receivedOn: day('2026-09-01'),
  acceptedOn: null,
  reopenedOn: null,
  toldOn: null,
  ...over,
});

const on = (facts: Partial<ClueDays>, today: string) => {
  const found = clueDeadlines(clue(facts), CALENDAR, day(today));
  return Object.fromEntries(found.map((one) => [one.key, { day: one.day, state: one.state }]));
};

describe('a petition', () => {
  it('is decided on within 15 calendar days, the first not counted and the last included', () => {
    expect(on({}, '2026-09-16').decide).toEqual({ day: '2026-09-16', state: 'soon' });
    expect(on({}, '2026-09-17').decide?.state).toBe('late');
    expect(on({ state: 'accepted', acceptedOn: day('2026-09-16') }, '2026-09-20').decide?.state).toBe('met');
    expect(on({ state: 'refused', refusedOn: day('2026-09-17') }, '2026-09-20').decide?.state).toBe(
      'met-late',
    );
  });

  it('whose last day is a holiday is due on the next working day', () => {
    expect(on({ receivedOn: day('2026-09-17') }, '2026-09-18').decide?.day).toBe('2026-10-08');
  });

  it('is finished 60 days after it was accepted, later only by what a leader granted', () => {
    const accepted = { state: 'inquiring', acceptedOn: day('2026-09-01') } as const;
    expect(on(accepted, '2026-09-02').finish?.day).toBe('2026-11-02');
    expect(on({ ...accepted, extendedDays: 30 }, '2026-09-02').finish?.day).toBe('2026-11-30');
  });

  it('has no limit of ours while another body has it, and the letter’s own instead', () => {
    const sent = {
      state: 'transferred',
      acceptedOn: day('2026-09-01'),
      transfer: { dueOn: day('2026-09-20'), answeredOn: null },
    } as const;
    expect(on(sent, '2026-09-22')).toMatchObject({ receiver: { day: '2026-09-20', state: 'late' } });
    expect(on(sent, '2026-09-22').finish).toBeUndefined();
  });

  it('that was handed to us may be objected to for 5 working days, and not after', () => {
    expect(on({ channel: 'transfer' }, '2026-09-08').object).toEqual({ day: '2026-09-08', state: 'soon' });
    expect(on({ channel: 'transfer' }, '2026-09-09').object).toBeUndefined();
    expect(on({ channel: 'letter' }, '2026-09-02').object).toBeUndefined();
  });

  it('taken up again counts anew from that day', () => {
    const again = {
      state: 'inquiring',
      acceptedOn: day('2026-06-01'),
      reopenedOn: day('2026-09-01'),
    } as const;
    expect(on(again, '2026-09-02').finish?.day).toBe('2026-11-02');
    expect(on({ reopenedOn: day('2026-09-10') }, '2026-09-20').decide?.state).toBe('open');
  });
});

describe('a report of misconduct', () => {
  it('tells a named reporter of acceptance within 15 working days, an anonymous one cannot be told', () => {
    expect(on({ kind: 'report', reporters: [reporter()] }, '2026-09-02').tell?.day).toBe('2026-09-22');
    expect(on({ kind: 'report' }, '2026-09-02').tell).toBeUndefined();
  });

  it('tells a named reporter too that it was refused', () => {
    const refused = { kind: 'report', state: 'refused', refusedOn: day('2026-09-03') } as const;
    expect(on({ ...refused, reporters: [reporter()] }, '2026-10-09').tell?.state).toBe('late');
    const told = reporter({ toldOn: day('2026-09-04') });
    expect(on({ ...refused, reporters: [told] }, '2026-10-09').tell?.state).toBe('met');
  });

  it('owes each named reporter of what was merged into it their own telling', () => {
    const other = reporter({ of: '线索〔2026〕3号', receivedOn: day('2026-09-03') });
    const found = clueDeadlines(
      clue({ kind: 'petition', state: 'concluded', concludedOn: day('2026-09-10'), reporters: [other] }),
      CALENDAR,
      day('2026-09-11'),
    );
    expect(found.find(({ key }) => key === 'tell')).toMatchObject({
      day: '2026-09-24',
      label: '告知实名举报人是否受理（线索〔2026〕3号）',
    });
    expect(found.some(({ key }) => key === 'inform')).toBe(true);
  });

  it('is handed over within 5 working days, holidays and worked Saturdays as the notice has them', () => {
    const accepted = { kind: 'report', state: 'accepted', acceptedOn: day('2026-09-30') } as const;
    expect(on(accepted, '2026-10-08')['hand-over']).toEqual({ day: '2026-10-13', state: 'open' });
  });

  it('tells a named reporter the result within 15 working days after it was settled', () => {
    const settled = {
      kind: 'report',
      reporters: [reporter()],
      state: 'concluded',
      concludedOn: day('2026-09-01'),
    } as const;
    expect(on({ ...settled, acceptedOn: day('2026-08-01') }, '2026-09-02').inform?.day).toBe('2026-09-22');
  });
});

describe('a lead', () => {
  it('has the days its campaign gives, or none', () => {
    const accepted = { kind: 'lead', state: 'inquiring', acceptedOn: day('2026-09-01') } as const;
    expect(on(accepted, '2026-09-02')).toEqual({});
    const facts = { ...accepted, rectifyDays: 20 };
    expect(on(facts, '2026-09-02').finish?.day).toBe('2026-09-21');
    expect(clueDeadlines(clue(facts), CALENDAR, day('2026-09-02')).map(({ basis }) => basis)).toContain(
      '本次整治设定：受理之日起 20 日内',
    );
  });
});

describe('any clue', () => {
  it('says which years it could not reckon with', () => {
    const [decide] = clueDeadlines(clue({ receivedOn: day('2026-12-25') }), CALENDAR, day('2026-12-26'));
    expect(decide?.unsureYears).toEqual([2027]);
  });

  it('that was merged has none: the one it was merged into has', () => {
    expect(clueDeadlines(clue({ state: 'merged' }), CALENDAR, day('2027-01-01'))).toEqual([]);
  });

  const days = fc.integer({ min: 0, max: 300 }).map((n) => addDays(day('2026-01-01'), n));
  const anyClue = fc.record({
    kind: fc.constantFrom('petition' as const, 'report' as const, 'lead' as const),
    named: fc.boolean(),
    receivedOn: days,
    extendedDays: fc.integer({ min: 0, max: 30 }),
    rectifyDays: fc.option(fc.integer({ min: 1, max: 90 })),
    wait: fc.integer({ min: 0, max: 40 }),
  });

  it('is never due on a holiday nor before it begins, and an extension never shortens', () => {
    fc.assert(
      fc.property(anyClue, days, ({ wait, named, ...facts }, today: CalendarDate) => {
        const accepted = {
          ...facts,
          reporters: named ? [reporter({ kind: facts.kind, receivedOn: facts.receivedOn })] : [],
          state: 'inquiring',
          acceptedOn: addDays(facts.receivedOn, wait),
        } as const;
        const found = clueDeadlines(clue(accepted), CALENDAR, today);
        for (const one of found) {
          expect(isWorkingDay(CALENDAR, one.day)).toBe(true);
          expect(daysBetween(facts.receivedOn, one.day)).toBeGreaterThan(0);
          if (one.state === 'late') expect(today > one.day).toBe(true);
        }
        const plain = clueDeadlines(clue({ ...accepted, extendedDays: 0 }), CALENDAR, today);
        const finish = (list: typeof found) => list.find(({ key }) => key === 'finish')?.day ?? '';
        expect(finish(found) >= finish(plain)).toBe(true);
        const due = nextDueOn(found);
        for (const one of found)
          if (one.state !== 'met' && one.state !== 'met-late') expect(one.day >= (due ?? '')).toBe(true);
      }),
    );
  });
});
