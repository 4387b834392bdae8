import { formatFormDate, readFormDate } from './form-date.ts';

/** A date line whose year is preprinted (the campaign's): "2023 年 月 日" until the day is filled in. */
export function printCampaignDate(year: number, reportDate: string): string {
  return reportDate === '' ? `${year} 年 月 日` : formatFormDate(reportDate);
}

/**
 * The preprinted year and the day of filling of such a line: where a day stands ('' while blank), its own year has
 * taken the preprinted one's place, which is null then. An unreadable day is given back for the schema to refuse.
 */
export function readCampaignDate(
  text: string,
  usualYear: number,
): { year: number | null; reportDate: string } {
  if (text === '') return { year: usualYear, reportDate: '' };
  const blank = /^(\d{4})\s*年\s*月\s*日$/u.exec(text);
  if (blank) return { year: Number(blank[1]), reportDate: '' };
  return { year: null, reportDate: readFormDate(text) ?? text };
}
