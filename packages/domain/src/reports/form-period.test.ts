import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, daysBetween } from '../basics/calendar-date.ts';
import { type ShiftedDay, workCalendar } from '../calendar/index.ts';
import type { CampaignForm } from '../campaigns/index.ts';
import { formPeriods, type KeptPeriod, periodBefore, periodLabel } from './form-period.ts';

/** The notice for 2026, as far as these due days need it. */
const off = (from: string, days: number, name: string): ShiftedDay[] =>
  Array.from({ length: days }, (_, n) => ({
    day: addDays(calendarDate(from), n),
    kind: 'off' as const,
    name,
  }));
const worked = (...days: string[]): ShiftedDay[] =>
  days.map((day) => ({ day: calendarDate(day), kind: 'work', name: '调休' }));
const calendar = workCalendar(
  [2026],
  [
    ...off('2026-01-01', 3, '元旦'),
    ...off('2026-02-15', 9, '春节'),
    ...off('2026-10-01', 7, '国庆节'),
    ...worked('2026-01-04', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'),
  ],
);

const MONTHLY: CampaignForm = {
  form: 'F2',
  every: 'month',
  dueDay: 18,
  reports: 'same-month',
  basis: 'period',
  nothingAs: 'zero',
};
const LAST_MONTH: CampaignForm = { ...MONTHLY, form: 'F4', dueDay: 26, reports: 'previous-month' };
const HALVES: CampaignForm = { ...MONTHLY, form: 'F3', every: 'half-month', dueAfterDays: 3 };

const span = (from: string, to: string) => ({ startsOn: calendarDate(from), endsOn: calendarDate(to) });
const due = (form: CampaignForm, from: string, to: string) =>
  formPeriods(form, span(from, to), calendar).map(({ period, dueOn }) => `${period} ${dueOn}`);

describe('due days', () => {
  it('meets an 18th on a weekend or in a holiday before it, on a worked Saturday too', () => {
    expect(due(MONTHLY, '2026-01-01', '2026-07-17')).toEqual([
      '2026-01 2026-01-16', // the 18th is a Sunday
      '2026-02 2026-02-14', // inside the Spring Festival: the Saturday before it is worked
      '2026-03 2026-03-18',
      '2026-04 2026-04-17',
      '2026-05 2026-05-18',
      '2026-06 2026-06-18',
      '2026-07 2026-07-17',
    ]);
  });

  it('sends last month’s numbers by the 26th of this one', () => {
    expect(due(LAST_MONTH, '2026-06-01', '2026-09-30')).toEqual([
      '2026-06 2026-07-24', // Sunday
      '2026-07 2026-08-26',
      '2026-08 2026-09-25', // Saturday
      '2026-09 2026-10-26',
    ]);
  });

  it('says which due days a person must check because no notice is out yet', () => {
    const [november, december] = formPeriods(LAST_MONTH, span('2026-11-01', '2026-12-31'), calendar);
    expect(november).toMatchObject({ dueOn: '2026-12-25', unsureYears: [] });
    // 26 January 2027 is a Tuesday; whether it is a holiday nobody knows.
    expect(december).toMatchObject({ dueOn: '2027-01-26', unsureYears: [2027] });
  });

  it('takes a due day that a month does not have as its last one', () => {
    const form = { ...MONTHLY, dueDay: 31 };
    expect(due(form, '2026-02-01', '2026-02-28')).toEqual(['2026-02 2026-02-28']);
    expect(due(form, '2026-04-01', '2026-04-30')).toEqual(['2026-04 2026-04-30']);
  });
});

describe('a form that reports the month it is due in', () => {
  const counted = (form: CampaignForm, from: string, to: string) =>
    formPeriods(form, span(from, to), calendar).map((one) => `${one.period} ${one.from}…${one.to}`);

  it('counts from the day after one due day to the next: what is found after sending is in the next form', () => {
    expect(counted(MONTHLY, '2026-05-01', '2026-08-10')).toEqual([
      '2026-05 2026-05-01…2026-05-18',
      '2026-06 2026-05-19…2026-06-18',
      '2026-07 2026-06-19…2026-07-17', // the 18th is a Saturday
      '2026-08 2026-07-18…2026-08-10',
    ]);
  });

  it('begins with the first due day that is still ahead, and ends with one after the campaign’s last day', () => {
    expect(counted(MONTHLY, '2026-05-20', '2026-06-25')).toEqual([
      '2026-06 2026-05-20…2026-06-18',
      '2026-07 2026-06-19…2026-06-25',
    ]);
    expect(due(MONTHLY, '2026-05-20', '2026-06-25').at(-1)).toBe('2026-07 2026-07-17');
  });
});

describe('a period that was kept when its form was signed', () => {
  const kept = (period: string, from: string, to: string): KeptPeriod => ({
    period,
    from: calendarDate(from),
    to: calendarDate(to),
    nominalDue: calendarDate(to),
    dueOn: calendarDate(to),
  });
  const counted = (form: CampaignForm, from: string, to: string, periods: readonly KeptPeriod[]) =>
    formPeriods(form, span(from, to), calendar, periods).map((one) => `${one.period} ${one.from}…${one.to}`);

  it('stays as it was, and the next begins after it', () => {
    expect(
      counted(MONTHLY, '2026-05-01', '2026-07-10', [kept('2026-06', '2026-05-19', '2026-06-16')]),
    ).toEqual([
      '2026-05 2026-05-01…2026-05-18',
      '2026-06 2026-05-19…2026-06-16',
      '2026-07 2026-06-17…2026-07-10',
    ]);
  });

  it('leaves what lies before it to the one before, however that is due now', () => {
    expect(
      counted(MONTHLY, '2026-05-01', '2026-06-10', [kept('2026-06', '2026-05-23', '2026-06-10')]),
    ).toEqual(['2026-05 2026-05-01…2026-05-22', '2026-06 2026-05-23…2026-06-10']);
  });

  it('is still there when the campaign no longer has its month, and the days after it are counted', () => {
    expect(
      counted(LAST_MONTH, '2026-06-01', '2026-06-20', [kept('2026-07', '2026-07-01', '2026-07-10')]),
    ).toEqual(['2026-06 2026-06-01…2026-06-20', '2026-07 2026-07-01…2026-07-10']);
    expect(
      counted(LAST_MONTH, '2026-07-01', '2026-08-31', [kept('2026-07', '2026-07-01', '2026-07-10')]),
    ).toEqual(['2026-07 2026-07-01…2026-07-10', '2026-08 2026-07-11…2026-08-31']);
  });

  it('of a form due once keeps its day and its span', () => {
    const form: CampaignForm = { ...MONTHLY, form: 'F1', every: 'once', dueOn: '2026-10-05' };
    const periods = [kept('2026-10-05', '2026-03-20', '2026-09-30')];
    expect(counted(form, '2026-03-20', '2026-12-31', periods)).toEqual(['2026-10-05 2026-03-20…2026-09-30']);
  });
});

describe('half-months', () => {
  const halves = (from: string, to: string) =>
    formPeriods(HALVES, span(from, to), calendar).map((one) => `${one.period} ${one.from}…${one.to}`);

  it('splits a February of 28 days and one of 29 at the 15th', () => {
    expect(halves('2026-02-01', '2026-02-28')).toEqual([
      '2026-02-1 2026-02-01…2026-02-15',
      '2026-02-2 2026-02-16…2026-02-28',
    ]);
    expect(halves('2028-02-01', '2028-02-29').at(-1)).toBe('2028-02-2 2028-02-16…2028-02-29');
    expect(halves('2100-02-01', '2100-02-28').at(-1)).toBe('2100-02-2 2100-02-16…2100-02-28');
  });

  it('begins with the campaign, in the middle of a half, and ends with it', () => {
    expect(halves('2026-03-20', '2026-04-10')).toEqual([
      '2026-03-2 2026-03-20…2026-03-31',
      '2026-04-1 2026-04-01…2026-04-10',
    ]);
  });

  it('is due inside the Spring Festival on the working day before it', () => {
    expect(due(HALVES, '2026-02-01', '2026-02-15')).toEqual(['2026-02-1 2026-02-14']);
  });
});

describe('a form due once', () => {
  it('counts the whole campaign and has its day', () => {
    const form: CampaignForm = { ...MONTHLY, form: 'F1', every: 'once', dueOn: '2026-10-05' };
    expect(formPeriods(form, span('2026-03-20', '2026-11-30'), calendar)).toEqual([
      {
        period: '2026-10-05',
        from: '2026-03-20',
        to: '2026-11-30',
        nominalDue: '2026-10-05',
        dueOn: '2026-09-30',
        unsureYears: [],
      },
    ]);
  });
});

describe('periods of any campaign', () => {
  const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays(calendarDate('2024-01-01'), n));

  it('cover every day of the campaign once, and are met on a working day not after the nominal one', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom(MONTHLY, LAST_MONTH, HALVES),
        fc.integer({ min: 1, max: 31 }),
        (startsOn, length, rhythm, dueDay) => {
          const form = { ...rhythm, dueDay };
          const endsOn = addDays(startsOn, length);
          const periods = formPeriods(form, { startsOn, endsOn }, calendar);
          let next = startsOn;
          for (const period of periods) {
            expect(period.from).toBe(next);
            expect(period.to >= period.from).toBe(true);
            expect(period.dueOn <= period.nominalDue).toBe(true);
            expect(daysBetween(period.dueOn, period.nominalDue)).toBeLessThan(15);
            next = addDays(period.to, 1);
          }
          expect(next).toBe(addDays(endsOn, 1));
        },
      ),
    );
  });
});

describe('periods of which some were signed', () => {
  it('go on after a last one that holidays named after a later month, when the campaign is prolonged', () => {
    const form = { ...MONTHLY, dueDay: 1 };
    const startsOn = calendarDate('2024-04-02');
    const shifted = workCalendar([2024], off('2024-05-07', 25, '假期'));
    const { unsureYears: _, ...last } = formPeriods(
      form,
      { startsOn, endsOn: calendarDate('2024-05-07') },
      shifted,
    ).at(-1) ?? { unsureYears: [] };
    expect(last).toMatchObject({ period: '2024-07', to: '2024-05-07' });
    const longer = { startsOn, endsOn: calendarDate('2024-05-08') };
    const after = formPeriods(form, longer, workCalendar([2024], []), 'period' in last ? [last] : []);
    expect(after.slice(-2)).toMatchObject([
      last,
      { period: '2024-08', from: '2024-05-08', to: '2024-05-08' },
    ]);
  });

  const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays(calendarDate('2024-01-01'), n));
  const holidays = fc.array(fc.record({ from: day, days: fc.integer({ min: 1, max: 25 }) }), {
    maxLength: 8,
  });
  const step = fc.record({
    holidays,
    dueDay: fc.integer({ min: 1, max: 31 }),
    longer: fc.integer({ min: 0, max: 50 }),
    earlier: fc.integer({ min: 0, max: 20 }),
    sign: fc.nat(20),
  });

  it('count every day once, whichever were signed, in whatever order, and however the calendar moved between', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(MONTHLY, LAST_MONTH, HALVES),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (first, length, rhythm, steps) => {
          let startsOn = first;
          let endsOn = addDays(first, length);
          const signed: KeptPeriod[] = [];
          for (const one of steps) {
            startsOn = addDays(startsOn, -one.earlier);
            endsOn = addDays(endsOn, one.longer);
            const shifted = one.holidays.flatMap(({ from, days }) => off(from, days, '假期'));
            const form = { ...rhythm, dueDay: one.dueDay };
            const periods = formPeriods(
              form,
              { startsOn, endsOn },
              workCalendar([2024, 2025], shifted),
              signed,
            );
            let next = startsOn;
            for (const period of periods) {
              expect(period.from).toBe(next);
              expect(period.to >= period.from).toBe(true);
              next = addDays(period.to, 1);
            }
            expect(next).toBe(addDays(endsOn, 1));
            for (const period of signed) expect(periods).toContainEqual({ ...period, unsureYears: [] });
            expect(new Set(periods.map(({ period }) => period)).size).toBe(periods.length);
            const { unsureYears: _, ...chosen } = periods[one.sign % periods.length] ?? { unsureYears: [] };
            if ('period' in chosen && !signed.some(({ period }) => period === chosen.period))
              signed.push(chosen);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('knows the period before, over the turn of a year, and its name', () => {
  expect(periodBefore('2026-01')).toBe('2025-12');
  expect(periodBefore('2026-03-1')).toBe('2026-02-2');
  expect(periodBefore('2026-03-2')).toBe('2026-03-1');
  expect(periodBefore('2026-10-05')).toBeNull();
  expect(periodLabel('2026-06')).toBe('2026年6月');
  expect(periodLabel('2026-02-2')).toBe('2026年2月下半月');
});

describe('a campaign that was started after some of its due days', () => {
  const entered = (form: CampaignForm, on: string, from = '2026-11-01', to = '2026-12-31') =>
    formPeriods(form, { ...span(from, to), enteredOn: calendarDate(on) }, calendar).map(
      ({ period, dueOn }) => `${period} ${dueOn}`,
    );
  const CONTACTS: CampaignForm = {
    form: 'F6',
    every: 'once',
    dueOn: '2026-11-14',
    basis: 'period',
    nothingAs: 'blank',
  };

  it('gives a form that is due once as many working days as the plan did', () => {
    expect(entered(CONTACTS, '2026-11-13')).toEqual(['2026-11-14 2026-11-13']);
    // Ten working days from 1 to 13 November, ten after the Sunday on which it was started.
    expect(entered(CONTACTS, '2026-11-29')).toEqual(['2026-11-14 2026-12-11']);
  });

  it('takes what was due before with the next one of the form', () => {
    expect(entered(MONTHLY, '2026-06-30', '2026-04-01', '2026-08-31')).toEqual([
      '2026-04 2026-07-17',
      '2026-05 2026-07-17',
      '2026-06 2026-07-17',
      '2026-07 2026-07-17',
      '2026-08 2026-08-18',
      '2026-09 2026-09-18',
    ]);
  });

  it('gives it the working days after its end where no other follows, and never a day before the start', () => {
    expect(entered(LAST_MONTH, '2026-09-01', '2026-06-01', '2026-06-30')).toEqual(['2026-06 2026-09-24']);
    expect(entered(MONTHLY, '2026-08-01', '2026-06-01', '2026-06-18')).toEqual(['2026-06 2026-08-03']);
  });

  it('moves neither the days that a form counts nor what was signed', () => {
    const days = span('2026-04-01', '2026-08-31');
    const bare = formPeriods(MONTHLY, days, calendar);
    const late = formPeriods(MONTHLY, { ...days, enteredOn: calendarDate('2026-06-30') }, calendar);
    const counted = (periods: typeof bare) =>
      periods.map(({ from, to, nominalDue }) => ({ from, to, nominalDue }));
    expect(counted(late)).toEqual(counted(bare));
    const [signed] = bare;
    if (signed === undefined) throw new Error('no period');
    const kept = formPeriods(MONTHLY, { ...days, enteredOn: calendarDate('2026-06-30') }, calendar, [signed]);
    expect(kept[0]?.dueOn).toBe('2026-04-17');
  });
});
