import type { FormCode } from './engine/form-code.ts';
import { F1_TITLE } from './f1/layout.ts';
import { F2_PLACE, F2_YEAR, titleOfF2 } from './f2/layout.ts';
import { F3_TITLE } from './f3/layout.ts';
import { F4_TITLE } from './f4/layout.ts';
import { F5_TITLE } from './f5/layout.ts';
import { F6_TITLE } from './f6/layout.ts';

/**
 * 'month', or 'period' where the form is of another span: the numbers of that alone; 'cumulative': since the campaign began.
 * A setting of the campaign, never guessed.
 */
export type CountingBasis = 'month' | 'period' | 'cumulative';

/** What a file name says beside the form: who reports, of when. */
export interface FileNameHeader {
  readonly unitName: string;
  /** 'YYYY-MM-DD', '' when not filled in. */
  readonly reportDate: string;
  /** F2: the campaign's, printed in the title. */
  readonly year?: number;
  readonly place?: string;
}

/** F1 and F3 say how they were counted; their period stands with the unit. */
export interface CountedFileNameHeader extends FileNameHeader {
  readonly basis?: CountingBasis;
}

/** F2, F4 and F5 say which month they are of ('YYYY-MM') and how it was counted. */
export interface PeriodFileNameHeader extends FileNameHeader {
  readonly month: string;
  readonly basis: CountingBasis;
}

const BASIS = { month: '当月', period: '当期', cumulative: '累计' } as const;
const TITLES = { F1: F1_TITLE, F3: F3_TITLE, F4: F4_TITLE, F5: F5_TITLE, F6: F6_TITLE } as const;

/** The name of a form's file, safe on every system: "F2-2023年昌吉州…月报表-示范市住建局-2023年6月-当月-2023-07-18.xlsx". */
export function fileNameOf(form: 'F2' | 'F4' | 'F5', header: PeriodFileNameHeader): string;
export function fileNameOf(form: 'F1' | 'F3', header: CountedFileNameHeader): string;
export function fileNameOf(form: 'F6', header: FileNameHeader): string;
export function fileNameOf(form: FormCode, header: CountedFileNameHeader | PeriodFileNameHeader): string {
  const title = form === 'F2' ? titleOfF2(header.year ?? F2_YEAR, header.place ?? F2_PLACE) : TITLES[form];
  const parts = [form, title, header.unitName];
  if ('month' in header) parts.push(printMonth(header.month));
  if (header.basis !== undefined) parts.push(BASIS[header.basis]);
  parts.push(header.reportDate);
  return `${parts
    .map(safePart)
    .filter((part) => part !== '')
    .join('-')}.xlsx`;
}

function printMonth(month: string): string {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (match === null) throw new RangeError(`not a month: ${month}`);
  return `${match[1]}年${Number(match[2])}月`;
}

// A name of 255 bytes is the most a file system takes; the parts come from people.
const MOST_CHARACTERS = 40;

function safePart(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|\s]+/gu, ' ').replace(/^[\s.]+|[\s.]+$/gu, '');
  return [...plain].slice(0, MOST_CHARACTERS).join('').trim();
}
