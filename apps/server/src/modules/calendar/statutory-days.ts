import { calendarDate, type ShiftedDay } from '@anju/domain';
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The name of a day, which the data give as "English,Chinese,days". */
const nameOf = (text: string): string => text.split(',')[1] ?? text;

const shifts = (days: Readonly<Record<string, string>>, kind: ShiftedDay['kind']): readonly ShiftedDay[] =>
  Object.entries(days).map(([day, text]) => ({ day: calendarDate(day), kind, name: nameOf(text) }));

/** Holidays and worked weekends of the State Council's yearly notices, as far as they are published. */
export const STATUTORY_DAYS: readonly ShiftedDay[] = [
  ...shifts(published.holidays, 'off'),
  ...shifts(published.workdays, 'work'),
];

/** The years whose notice is known. A notice may name a day of the year before or after; that year is not known by it. */
export const STATUTORY_YEARS: readonly number[] = [
  ...new Set(
    // 国庆节 stands in every full year's notice, and is never shifted out of it.
    STATUTORY_DAYS.filter(({ day, kind }) => kind === 'off' && day.endsWith('-10-01')).map(({ day }) =>
      Number(day.slice(0, 4)),
    ),
  ),
];
