import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, calendarDate, daysBetween } from '../basics/calendar-date.ts';
import { isWorkingDay, workCalendar } from '../calendar/index.ts';
import { type ClueDays, clueDeadlines, nextDueOn, type ReportedMatter } from './deadlines.ts';

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

const matter = (over: Partial<ReportedMatter> = {}): ReportedMatter => ({
  merged: null,
  kind: 'petition',
  channel: 'letter',
  named: false,
  receivedOn: day('2026-09-01'),
  acceptedOn: null,
  reopenedOn: null,
  toldOn: null,
  extendedDays: 0,
  extensionToldOn: null,
  rectifyDays: null,
  ...over,
});

type Facts = Omit<Partial<ReportedMatter>, 'merged'> & Omit<Partial<ClueDays>, 'own'>;

/** A clue of which nothing is known but what is said, of it and of its own report. */
const clue = ({
  state = 'received',
  merged = [],
  refusedOn = null,
  handedOn = null,
  concludedOn = null,
  answeredOn = null,
  transfer = null,
  ...own
}: Facts): ClueDays => ({
  demandedOn: null,
  state,
  own: matter(own),
  merged,
  refusedOn,
  handedOn,
  concludedOn,
  answeredOn,
  transfer,
});

const on = (facts: Facts, today: string) => {
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

  it('keeps its 60 days while another body has it, and when it comes back', () => {
    const accepted = { acceptedOn: day('2026-09-01'), named: true, extendedDays: 20 } as const;
    const sent = {
      ...accepted,
      state: 'transferred',
      transfer: { dueOn: day('2026-09-20'), answeredOn: null, handedDown: false },
    } as const;
    expect(on(sent, '2026-09-22')).toMatchObject({
      receiver: { day: '2026-09-20', state: 'late' },
      finish: { day: '2026-11-20', state: 'open' },
      'tell-extension': { day: '2026-11-02', state: 'open' },
    });
    const back = {
      ...accepted,
      state: 'accepted',
      transfer: { dueOn: null, answeredOn: day('2026-09-21'), handedDown: false },
    };
    expect(on({ ...back, state: 'accepted' }, '2026-09-22').finish?.day).toBe('2026-11-20');
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

describe('a petitioner who gave a name', () => {
  const accepted = { named: true, state: 'inquiring', acceptedOn: day('2026-09-02') } as const;

  it('is told within 15 days, which accepting alone does not do', () => {
    expect(on(accepted, '2026-09-17')).toMatchObject({
      decide: { state: 'met' },
      tell: { day: '2026-09-16', state: 'late' },
    });
    expect(on({ ...accepted, toldOn: day('2026-09-16') }, '2026-09-17').tell?.state).toBe('met');
    expect(on({ ...accepted, named: false }, '2026-09-17').tell).toBeUndefined();
  });

  it('who got the answer need not be told any more that it was accepted', () => {
    const answered = { ...accepted, state: 'closed', answeredOn: day('2026-09-10') } as const;
    expect(on(answered, '2026-09-30').tell?.state).toBe('by-answer');
    expect(on({ ...answered, toldOn: day('2026-09-08') }, '2026-09-30').tell?.state).toBe('met');
    expect(on({ ...answered, answeredOn: day('2026-09-30') }, '2026-09-30').tell?.state).toBe('met-late');
  });

  it('is told of an extension, reminded of by the day that it puts off', () => {
    const extended = { ...accepted, extendedDays: 20 };
    expect(on(extended, '2026-10-30')['tell-extension']).toEqual({ day: '2026-11-02', state: 'soon' });
    const told = { ...extended, extensionToldOn: day('2026-10-30') };
    expect(on(told, '2026-10-30')['tell-extension']?.state).toBe('met');
    expect(on({ ...extended, named: false }, '2026-10-30')['tell-extension']).toBeUndefined();
  });
});

describe('a petition that was merged into a report', () => {
  const petition = (over: Partial<ReportedMatter> = {}) =>
    matter({
      merged: { number: '线索〔2026〕3号', on: day('2026-09-03'), isRepeat: false },
      named: true,
      ...over,
    });
  const report = { kind: 'report', state: 'inquiring', acceptedOn: day('2026-09-02') } as const;
  const limitsOf = (facts: Facts, today: string) =>
    Object.fromEntries(
      clueDeadlines(clue(facts), CALENDAR, day(today))
        .filter(({ of }) => of === '线索〔2026〕3号')
        .map(({ key, day: last, state }) => [key, `${last} ${state}`]),
    );

  it('keeps its own limits, and is accepted by the merge', () => {
    expect(limitsOf({ ...report, merged: [petition()] }, '2026-09-04')).toEqual({
      decide: '2026-09-16 met',
      tell: '2026-09-16 open',
      finish: '2026-11-02 open',
    });
    const waiting = { kind: 'report', merged: [petition()] } as const;
    expect(limitsOf(waiting, '2026-09-17').decide).toBe('2026-09-16 late');
  });

  it('that had been accepted before counts from then', () => {
    const early = petition({ acceptedOn: day('2026-09-01'), toldOn: day('2026-09-01') });
    expect(limitsOf({ ...report, merged: [early] }, '2026-11-03')).toMatchObject({
      tell: '2026-09-16 met',
      finish: '2026-11-02 late',
    });
  });

  it('after the answer is a repeat: its petitioner is told, nothing is looked into anew', () => {
    const answered = { ...report, state: 'closed', answeredOn: day('2026-09-03') } as const;
    const repeat = petition({ merged: { number: '线索〔2026〕3号', on: day('2026-09-03'), isRepeat: true } });
    expect(limitsOf({ ...answered, merged: [repeat] }, '2026-09-04')).toEqual({
      decide: '2026-09-16 met',
      tell: '2026-09-16 open',
    });
    const again = { ...report, reopenedOn: day('2026-09-07') };
    expect(limitsOf({ ...again, merged: [petition()] }, '2026-09-08').finish).toBe('2026-11-06 open');
  });

  it('on the morning of the day of the answer is no repeat: the answer is to it too', () => {
    const answered = { ...report, state: 'closed', answeredOn: day('2026-09-03') } as const;
    expect(limitsOf({ ...answered, merged: [petition()] }, '2026-09-04')).toMatchObject({
      tell: '2026-09-16 by-answer',
      finish: '2026-11-02 met',
    });
  });
});

describe('a report of misconduct', () => {
  it('tells a named reporter of acceptance within 15 working days, an anonymous one cannot be told', () => {
    expect(on({ kind: 'report', named: true }, '2026-09-02').tell?.day).toBe('2026-09-22');
    expect(on({ kind: 'report' }, '2026-09-02').tell).toBeUndefined();
  });

  it('tells a named reporter too that it was refused', () => {
    const refused = { kind: 'report', state: 'refused', refusedOn: day('2026-09-03') } as const;
    expect(on({ ...refused, named: true }, '2026-10-09').tell?.state).toBe('late');
    const told = { named: true, toldOn: day('2026-09-04') };
    expect(on({ ...refused, ...told }, '2026-10-09').tell?.state).toBe('met');
  });

  it('owes each named reporter of what was merged into it their own telling', () => {
    const other = matter({
      merged: { number: '线索〔2026〕3号', on: day('2026-09-04'), isRepeat: false },
      kind: 'report',
      named: true,
      receivedOn: day('2026-09-03'),
    });
    const found = clueDeadlines(
      clue({ kind: 'petition', state: 'concluded', concludedOn: day('2026-09-10'), merged: [other] }),
      CALENDAR,
      day('2026-09-11'),
    );
    expect(found.find(({ key }) => key === 'tell')).toMatchObject({
      day: '2026-09-24',
      label: '告知实名反映人是否受理（线索〔2026〕3号）',
    });
    expect(found.some(({ key }) => key === 'inform')).toBe(true);
  });

  it('is handed over within 5 working days, holidays and worked Saturdays as the notice has them', () => {
    const accepted = { kind: 'report', state: 'accepted', acceptedOn: day('2026-09-30') } as const;
    expect(on(accepted, '2026-10-08')['hand-over']).toEqual({ day: '2026-10-13', state: 'open' });
  });

  it('that another one was merged into is handed over once, counted from the first that was accepted', () => {
    const merged = (on: string) =>
      matter({
        merged: { number: '线索〔2026〕3号', on: day('2026-09-08'), isRepeat: false },
        kind: 'report',
        acceptedOn: day(on),
      });
    const handOver = (on: string) =>
      clueDeadlines(
        clue({ kind: 'report', state: 'accepted', acceptedOn: day('2026-09-03'), merged: [merged(on)] }),
        CALENDAR,
        day('2026-09-08'),
      ).flatMap(({ key, day: last }) => (key === 'hand-over' ? [last] : []));
    expect(handOver('2026-09-04')).toEqual(['2026-09-10']);
    expect(handOver('2026-09-02')).toEqual(['2026-09-09']);
  });

  it('tells a named reporter the result within 15 working days after it was settled', () => {
    const settled = {
      kind: 'report',
      named: true,
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
          named,
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
