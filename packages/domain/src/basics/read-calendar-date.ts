import {
  addDays,
  type CalendarDate,
  calendarDate,
  dateFromParts,
  monthFromParts,
  type YearMonth,
  yearMonthOf,
} from './calendar-date.ts';
import { normaliseText } from './normalise-text.ts';
import { err, ok, type Result } from './result.ts';

export interface DateFault {
  readonly code: 'blank' | 'format' | 'impossible' | 'ambiguous';
  /** Chinese, with the remedy. */
  readonly message: string;
  readonly text: string;
}

/** A date and how exactly it was written: 2023年6月 is the first of the month with precision 'month'. */
export interface DatedValue {
  readonly date: CalendarDate;
  readonly precision: 'day' | 'month';
}

type Raw = string | number | Date;

const CHINESE_DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  '○': '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

const FIRST_YEAR = 1800;
// Excel's day 60 is 29 February 1900, which never was; days before it count from a different origin.
const EXCEL_PHANTOM_DAY = 60;
const BEFORE_PHANTOM = calendarDate('1899-12-31');
const AFTER_PHANTOM = calendarDate('1899-12-30');

function fault(code: DateFault['code'], text: string): { readonly ok: false; readonly error: DateFault } {
  const messages: Record<DateFault['code'], string> = {
    blank: '日期为空，请补填，如 2023-06-01',
    format: `日期“${text}”无法识别，请写成 2023-06-01 的形式`,
    impossible: `日期“${text}”不存在，请核对年、月、日`,
    ambiguous: `日期“${text}”可作多种理解，请写成四位年份的 2023-06-01 形式`,
  };
  return err({ code, message: messages[code], text });
}

function fromParts(text: string, year: string, month: string, day: string): Result<DatedValue, DateFault> {
  const y = Number(year);
  const date = dateFromParts(y, Number(month), Number(day));
  if (!date || y < FIRST_YEAR) return fault('impossible', text);
  return ok({ date, precision: 'day' });
}

function fromMonthParts(text: string, year: string, month: string): Result<DatedValue, DateFault> {
  const y = Number(year);
  const date = monthFromParts(y, Number(month)) && dateFromParts(y, Number(month), 1);
  if (!date || y < FIRST_YEAR) return fault('impossible', text);
  return ok({ date, precision: 'month' });
}

function fromSerial(serial: number, text: string): Result<DatedValue, DateFault> {
  const days = Math.floor(serial);
  if (days < 1 || days > 99_999) return fault('format', text);
  if (days === EXCEL_PHANTOM_DAY) return fault('impossible', text);
  return ok({
    date: addDays(days < EXCEL_PHANTOM_DAY ? BEFORE_PHANTOM : AFTER_PHANTOM, days),
    precision: 'day',
  });
}

function fromNumber(raw: number): Result<DatedValue, DateFault> {
  const text = String(raw);
  if (!Number.isFinite(raw) || raw <= 0) return fault('format', text);
  if (Number.isInteger(raw) && raw >= 100_000) return fromDigits(text);
  // 2023 may be a year or the serial of a day in 1905; 2023.1 may be January or, its zero lost, October.
  if (raw >= 1900 && raw < 2101) {
    const month = /^(\d{4})\.([2-9]|1[0-2]|0[1-9])$/.exec(text);
    if (month?.[1] && month[2]) return fromMonthParts(text, month[1], month[2]);
    return fault('ambiguous', text);
  }
  return fromSerial(raw, text);
}

function fromDigits(text: string): Result<DatedValue, DateFault> {
  // yyyyMMdd, or yyyyMMddHHmmss as many government databases export it.
  if (text.length === 8 || text.length === 14) {
    return fromParts(text, text.slice(0, 4), text.slice(4, 6), text.slice(6, 8));
  }
  if (text.length === 6) {
    // 202306 is a month; 230601 would be one of the year 2306.
    const month = /^(?:19|20)/.test(text) ? fromMonthParts(text, text.slice(0, 4), text.slice(4, 6)) : null;
    return month?.ok ? month : fault('ambiguous', text);
  }
  if (text.length === 5) return fromSerial(Number(text), text);
  return fault(text.length === 4 ? 'ambiguous' : 'format', text);
}

/** 二〇二三年十二月三十一日 → 2023年12月31日. */
function chineseNumerals(text: string): string {
  if (!/[一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(/[〇○零一二三四五六七八九]/g, (c) => CHINESE_DIGITS[c] ?? c)
    .replace(/(\d?)十(\d?)/g, (_, tens: string, ones: string) => `${tens || '1'}${ones || '0'}`);
}

const DAY = /^(\d{4}) ?[-./年、] ?(\d{1,2}) ?[-./月、] ?(\d{1,2}) ?[日号.]?(?:[T ]? ?\d{1,2}[:时].*)?$/;
const MONTH = /^(\d{4}) ?[-./年] ?(\d{1,2}) ?(?:月份?)?$/;
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)$/;

/** An instant with a zone is the day it was in China; +08:00 is already that. */
function fromInstant(text: string): Result<DatedValue, DateFault> {
  const iso = text
    .replace(' ', 'T')
    .replace(/([+-]\d{2})(\d{2})?$/, (_, h: string, m?: string) => `${h}:${m ?? '00'}`);
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return fault('impossible', text);
  const inChina = new Date(instant + 8 * 3_600_000).toISOString();
  return fromParts(text, inChina.slice(0, 4), inChina.slice(5, 7), inChina.slice(8, 10));
}

function fromText(raw: string): Result<DatedValue, DateFault> {
  const text = chineseNumerals(
    normaliseText(raw)
      .replace(/^'|'$/g, '')
      .replace(/[—–−‐‑_]/g, '-')
      .replace(/。/g, '.'),
  );
  if (text === '' || /^[-/\\.]+$/.test(text) || text === '无') return fault('blank', raw);
  if (/^\d+$/.test(text)) return fromDigits(text);
  if (/^\d{5}\.\d+$/.test(text)) return fromSerial(Number(text), text);
  if (/^\d{8} \d{1,2}:/.test(text)) return fromDigits(text.slice(0, 8));
  if (WITH_ZONE.test(text)) return fromInstant(text);
  const day = DAY.exec(text);
  if (day?.[1] && day[2] && day[3]) return fromParts(raw, day[1], day[2], day[3]);
  const month = MONTH.exec(text);
  if (month?.[1] && month[2]) return fromMonthParts(raw, month[1], month[2]);
  // 1/6/2023 or 23.6.1: day, month and year can't be told apart.
  if (/^\d{1,2}[-./]\d{1,2}[-./](?:\d{1,2}|\d{4})$/.test(text)) return fault('ambiguous', raw);
  return fault('format', raw);
}

/**
 * Reads a date in every habit of office files: 2023.6.1, 2023/6/1, 2023-6-1, 20230601, 2023年6月1日, 2023年6月
 * (precision 'month'), 二〇二三年六月一日, full-width digits, Excel serial numbers with the 1900 fault (five digits, to 2173), ISO time
 * stamps. A `Date` is read in UTC, as spreadsheet readers hand it over.
 */
export function readDatedValue(raw: Raw): Result<DatedValue, DateFault> {
  if (typeof raw === 'number') return fromNumber(raw);
  if (typeof raw === 'string') return fromText(raw);
  if (Number.isNaN(raw.getTime())) return fault('format', 'Invalid Date');
  const iso = raw.toISOString();
  if (iso.length !== 24) return fault('impossible', iso);
  return fromParts(iso, iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10));
}

/** As `readDatedValue`, for a day that somebody names; a month alone gives its first day. Days that do not exist are refused. */
export function readCalendarDate(raw: Raw): Result<CalendarDate, DateFault> {
  const read = readDatedValue(raw);
  return read.ok ? ok(read.value.date) : read;
}

/** Reads a month: 2025年7月, 2025-07, 202507, 2025.7, or the month of any full date. */
export function readYearMonth(raw: Raw): Result<YearMonth, DateFault> {
  const read = readDatedValue(raw);
  return read.ok ? ok(yearMonthOf(read.value.date)) : read;
}
