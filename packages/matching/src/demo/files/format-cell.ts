import { calendarDate, daysBetween, type FieldType } from '@anju/domain';
import type { Random } from '../random.ts';
import type { DemoValue } from '../rows.ts';
import type { FileStyle } from './file-style.ts';
import type { Cell } from './table.ts';

/** Writes a value as the file's office does. `spoil`: the row is about nobody of the roster, so it may be past use. */
export type CellFormat = (value: DemoValue, spoil: boolean) => Cell;

export function cellFormat(type: FieldType, style: FileStyle, random: Random): CellFormat {
  switch (type) {
    case 'id-number':
      return style.untidy ? (value, spoil) => untidyId(textOf(value), style, random, spoil) : plain;
    case 'name':
      return style.untidy ? (value) => untidyName(textOf(value), style, random) : plain;
    case 'date':
      return style.dates === 'iso'
        ? plain
        : (value) => (value === null ? null : dateCell(textOf(value), style));
    case 'year-month':
      return (value) => (value === null ? null : monthText(textOf(value), style.months));
    case 'money':
      return style.money === '元' && !style.thousands ? plain : (value) => moneyCell(value, style);
    default:
      return plain;
  }
}

const plain: CellFormat = (value) => (typeof value === 'object' ? null : value);
const textOf = (value: DemoValue): string => (typeof value === 'string' ? value : '');

function dateCell(iso: string, style: FileStyle): Cell {
  const [year = '', month = '', day = ''] = iso.split('-');
  switch (style.dates) {
    case 'iso':
      return iso;
    case 'dots':
      return `${year}.${Number(month)}.${Number(day)}`;
    case 'han':
      return `${year}年${Number(month)}月${Number(day)}日`;
    case 'compact':
      return year + month + day;
    case 'slashes':
      return `${year}/${Number(month)}/${Number(day)}`;
    case 'serial':
      return excelSerial(iso);
    case 'date-cell':
      return { serial: excelSerial(iso) };
  }
}

/** Days since 30 December 1899, which is right from March 1900 on. */
const excelSerial = (iso: string): number => daysBetween(calendarDate('1899-12-30'), calendarDate(iso));

export function monthText(month: string, habit: FileStyle['months']): string {
  const [year = '', number = ''] = month.split('-');
  switch (habit) {
    case 'iso':
      return month;
    case 'compact':
      return year + number;
    case 'han':
      return `${year}年${Number(number)}月`;
    case 'dots':
      return `${year}.${number}`;
  }
}

/** Exact: ten thousandths by moving the point in the digits, not by dividing. */
function moneyCell(value: DemoValue, style: FileStyle): Cell {
  if (typeof value !== 'number') return null;
  if (style.money === '元') return String(value).replace(/\B(?=(?:\d{3})+$)/gu, ',');
  const digits = String(value).padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/u, '');
  return style.format === 'xlsx' ? Number(text) : text;
}

const FULL_WIDTH_OFFSET = 0xff10 - 0x30;

function untidyId(id: string, style: FileStyle, random: Random, spoil: boolean): Cell {
  if (id === '') return null;
  const chance = random.next();
  if (chance < 0.02) return ` ${id} `;
  if (chance < 0.03)
    return id.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH_OFFSET));
  if (chance < 0.035 && style.format === 'text') return `'${id}`;
  if (spoil && chance < 0.039 && id.length === 18 && !id.endsWith('X')) return damaged(id, style);
  return id.endsWith('X') && chance > 0.6 ? `${id.slice(0, 17)}x` : id;
}

/** What is left of a number that a spreadsheet took for a quantity. */
function damaged(id: string, style: FileStyle): Cell {
  if (style.format === 'xlsx') return Number(id);
  return `${Number(id).toExponential(5).replace('e', 'E')}`;
}

function untidyName(name: string, style: FileStyle, random: Random): Cell {
  if (name === '') return null;
  if (name.includes('·')) return random.chance(0.5) ? name.replaceAll('·', style.dot) : name;
  return name.length === 2 && random.chance(0.03) ? `${name.charAt(0)}　${name.charAt(1)}` : name;
}
