import { formatFormDate, readFormDate } from './form-date.ts';

/** A date line whose year is preprinted (the campaign's): "2023 年 月 日" until the day is filled in. */
export function printCampaignDate(year: number, reportDate: string): string {
  return reportDate === '' ? `${year} 年 月 日` : formatFormDate(reportDate);
}

/** The year and the day ('' while blank) of such a line; an unreadable day is given back for the schema to refuse. */
export function readCampaignDate(text: string, usualYear: number): { year: number; reportDate: string } {
  if (text === '') return { year: usualYear, reportDate: '' };
  const blank = /^(\d{4})\s*年\s*月\s*日$/u.exec(text);
  if (blank) return { year: Number(blank[1]), reportDate: '' };
  const date = readFormDate(text);
  return date === null
    ? { year: usualYear, reportDate: text }
    : { year: Number(date.slice(0, 4)), reportDate: date };
}
