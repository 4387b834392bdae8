import type { Brand } from './brand.ts';
import { type CalendarDate, dateFromParts } from './calendar-date.ts';
import { idCheckCharacter } from './id-checksum.ts';
import { stripInvisible } from './normalise-text.ts';
import { PROVINCES } from './region.ts';

/** 18 characters, checksum correct, upper-case X. */
export type IdNumber = Brand<string, 'IdNumber'>;
export type IdKind = 'resident' | 'hk-mo-tw' | 'foreign';
export type Sex = 'male' | 'female';

export type IdReading =
  | {
      readonly status: 'valid';
      readonly id: IdNumber;
      readonly kind: IdKind;
      readonly from15: boolean;
      /** Null for foreigners' cards: their inner digits are not published. */
      readonly birthDate: CalendarDate | null;
      readonly sex: Sex | null;
    }
  /** Complete but wrong, so perhaps mistyped; 18 characters, 15 already converted. */
  | {
      readonly status: 'invalid';
      readonly id: string;
      readonly from15: boolean;
      readonly fault: 'checksum' | 'birth-date' | 'region';
    }
  /** A spreadsheet lost digits: refused, never guessed. `text` as it came. */
  | { readonly status: 'damaged'; readonly fault: 'excel-float' | 'excel-zeros'; readonly text: string }
  /** Nothing to match with: a passport, half a number. `text` as it came. */
  | { readonly status: 'unusable'; readonly fault: 'blank' | 'length' | 'characters'; readonly text: string };

export type IdFault = Exclude<IdReading, { status: 'valid' }>['fault'];
/** Why there is nothing to match with. */
export type IdGap = Extract<IdReading, { status: 'damaged' | 'unusable' }>['fault'];

// Finer codes are those of first registration and may be abolished, so are not checked.
const PROVINCE_NUMBERS = new Set([...PROVINCES.keys()].map(Number));
const RESIDENCE_PERMITS = new Set([810_000, 820_000, 830_000]);

/** @param place the first six digits */
function kindOf(place: number): IdKind | null {
  if (place >= 900_000) return 'foreign';
  if (place >= 800_000) return RESIDENCE_PERMITS.has(place) ? 'hk-mo-tw' : null;
  return PROVINCE_NUMBERS.has(Math.floor(place / 10_000)) ? 'resident' : null;
}

/** The number written in `count` digits from `start`. */
function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

// Birth dates repeat: a register of millions of rows has some 40,000. Kept by year, month and day (at most
// 400 years × 100 × 100, filled where seen), they cost a lookup instead of four new strings for every row.
const FIRST_YEAR = 1800;
const LAST_YEAR = 2199;
const birthDates = new Map<number, CalendarDate | null>();

/** @param key the day as eight digits */
function birthDateOf(key: number): CalendarDate | null {
  const known = birthDates.get(key);
  if (known !== undefined) return known;
  const year = Math.floor(key / 10_000);
  // Years outside are never stored, so hostile input can't fill the map.
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const date = dateFromParts(year, Math.floor(key / 100) % 100, key % 100);
  birthDates.set(key, date);
  return date;
}

/** What an 18-character number with a correct shape (17 digits and a digit or X) says. */
function judge(id: string, check: string, from15: boolean): IdReading {
  if (id.charAt(17) !== check) {
    // Excel keeps 15 significant digits and fills with zeros.
    if (id.endsWith('000')) return { status: 'damaged', fault: 'excel-zeros', text: id };
    return { status: 'invalid', id, from15, fault: 'checksum' };
  }
  const kind = kindOf(digits(id, 0, 6));
  if (kind === null) return { status: 'invalid', id, from15, fault: 'region' };
  if (kind === 'foreign') {
    return { status: 'valid', id: id as IdNumber, kind, from15, birthDate: null, sex: null };
  }
  const birthDate = birthDateOf(digits(id, 6, 8));
  if (birthDate === null) return { status: 'invalid', id, from15, fault: 'birth-date' };
  const sex: Sex = id.charCodeAt(16) & 1 ? 'male' : 'female';
  return { status: 'valid', id: id as IdNumber, kind, from15, birthDate, sex };
}

/** Whether a number with these first six digits and these eight for the birth date can be somebody's. */
export function mayBeNumber(place: number, birth: number): boolean {
  const kind = kindOf(place);
  return kind === 'foreign' || (kind !== null && birthDateOf(birth) !== null);
}

/** A first-generation number (15 digits, two of them for the year) as 18 characters: 19 inserted, check added. */
export function expand15(digits: string): string {
  const seventeen = `${digits.slice(0, 6)}19${digits.slice(6)}`;
  return `${seventeen}${idCheckCharacter(seventeen) ?? ''}`;
}

const SCIENTIFIC = /^\d(?:\.\d*)?E\+?\d+$/;
const DECORATION = /[\s'"`´‘’“”=\u2010-\u2015\u2212-]/g;
// Typed for X by input methods: multiplication sign, Greek and Cyrillic letters.
const X_LOOKALIKE = /[×✕ΧХ]$/;

function cleanId(raw: string): string {
  return stripInvisible(raw)
    .normalize('NFKC')
    .replace(DECORATION, '')
    .toUpperCase()
    .replace(X_LOOKALIKE, 'X');
}

function readSlowly(raw: string): IdReading {
  let text = cleanId(raw);
  if (text === '') return { status: 'unusable', fault: 'blank', text: raw };
  if (SCIENTIFIC.test(text)) return { status: 'damaged', fault: 'excel-float', text: raw };
  const asFloat = /^(\d+)\.0*$/.exec(text);
  if (asFloat?.[1]) {
    // A double holds 15 digits, not 18.
    if (asFloat[1].length > 15) return { status: 'damaged', fault: 'excel-float', text: raw };
    text = asFloat[1];
  }
  if (/^\d{15}$/.test(text)) {
    const id = expand15(text);
    return judge(id, id.charAt(17), true);
  }
  if (/^\d{17}[\dX]$/.test(text)) {
    const reading = judge(text, idCheckCharacter(text) ?? '', false);
    return reading.status === 'damaged' ? { ...reading, text: raw } : reading;
  }
  const fault = /^\d+X?$/.test(text) ? 'length' : 'characters';
  return { status: 'unusable', fault, text: raw };
}

/**
 * Reads an ID number as offices type it: full-width digits, spaces, quotes, hyphens, lower-case x, 15 digits.
 * Numbers that a spreadsheet has damaged are recognised and refused. GB 11643-1999 for residents; 810000, 820000
 * and 830000 are residence permits of Hong Kong, Macao and Taiwan people; a first digit 9 is a foreigner's card
 * (since 2023-12-01). The clean 18-character path does no cleaning at all.
 */
export function readIdNumber(raw: string | number): IdReading {
  if (typeof raw === 'number') return readNumeric(raw);
  if (raw.length === 18) {
    const check = idCheckCharacter(raw);
    if (check !== null) {
      const last = raw.charCodeAt(17);
      if ((last >= 48 && last <= 57) || last === 88) return judge(raw, check, false);
      if (last === 120) return judge(`${raw.slice(0, 17)}X`, check, false);
    }
  }
  return readSlowly(raw);
}

/** A numeric cell holds 15 digits exactly and no more: 18 digits have lost their last three. */
function readNumeric(raw: number): IdReading {
  const text = String(raw);
  if (!(Math.abs(raw) >= 1e15)) return readSlowly(text);
  return { status: 'damaged', fault: text.endsWith('000') ? 'excel-zeros' : 'excel-float', text };
}
