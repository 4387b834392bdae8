import { addDays, type CalendarDate, dateFromParts } from '../basics/calendar-date.ts';
import type { ShiftedDay } from './work-calendar.ts';

export interface YearListFault {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export interface YearList {
  readonly days: readonly ShiftedDay[];
  readonly faults: readonly YearListFault[];
}

const DATE = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`;
const LINE = new RegExp(
  String.raw`^${DATE}(?:\s*[至到~～—]\s*${DATE})?[\s,，、;；]+(放假|上班)[\s,，、;；]+(.+)$`,
);
const MOST_NAME = 30;

/**
 * The list of a year as somebody pastes it: a day or a span a line, 放假 or 上班, and the name.
 * `2027-02-05至2027-02-11 放假 春节`, or the same with commas or tabs; empty lines are passed over.
 */
export function readYearList(text: string, year: number): YearList {
  const days = new Map<CalendarDate, ShiftedDay>();
  const faults: YearListFault[] = [];
  for (const [n, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (line === '') continue;
    const read = readLine(line, year);
    if (typeof read === 'string') {
      faults.push({ line: n + 1, message: read });
      continue;
    }
    for (const one of read) {
      if (days.has(one.day)) faults.push({ line: n + 1, message: `${one.day} 前面已经列过` });
      else days.set(one.day, one);
    }
  }
  return { days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)), faults };
}

function readLine(line: string, year: number): readonly ShiftedDay[] | string {
  const found = LINE.exec(line);
  if (found === null)
    return '看不懂这一行。请写成“2027-10-01 放假 国庆节”，连着几天的写“2027-10-01至2027-10-07”';
  const [, y1, m1, d1, y2, m2, d2, word, name = ''] = found;
  const first = dateFromParts(Number(y1), Number(m1), Number(d1));
  const last = y2 === undefined ? first : dateFromParts(Number(y2), Number(m2), Number(d2));
  if (first === null || last === null) return '没有这一天';
  if (!first.startsWith(`${year}-`) || !last.startsWith(`${year}-`)) return `不在 ${year} 年`;
  if (last < first) return '止日早于起日';
  if (name.trim().length > MOST_NAME) return `名称超过 ${MOST_NAME} 个字`;
  const kind = word === '放假' ? 'off' : 'work';
  const days: ShiftedDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push({ day, kind, name: name.trim() });
  return days;
}

/** Why these days can't be all of a year's, or null: 国庆节 stands in every notice, and is never shifted out of it. */
export function whyNotWhole(year: number, days: readonly Pick<ShiftedDay, 'day' | 'kind'>[]): string | null {
  return days.some(({ day, kind }) => kind === 'off' && day === `${year}-10-01`)
    ? null
    : `还没有 ${year} 年 10 月 1 日国庆节放假，这一年的安排不全。请把全年的放假和调休都录入后再确认。`;
}
