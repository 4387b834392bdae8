import type { CalendarDate, YearMonth } from '../basics/calendar-date.ts';
import type { MonthValue, RegisterKind, RegisterValues } from '../registers/index.ts';
import type { Family, Hit, Member } from './types.ts';

const NONE: readonly Hit[] = [];

/** The family's hits in one register. */
export function hitsIn(family: Family, kind: RegisterKind): readonly Hit[] {
  let found: Hit[] | null = null;
  for (const hit of family.hits) {
    if (hit.register !== kind) continue;
    if (found === null) found = [hit];
    else found.push(hit);
  }
  return found ?? NONE;
}

/** In an order of their own, for what is said of the first: files list the same rows in any order. */
export function inOrder(hits: readonly Hit[]): readonly Hit[] {
  return hits.length < 2 ? hits : [...hits].sort(compareHits);
}

function compareHits(a: Hit, b: Hit): number {
  // The whole row is only written out for two rows of one member.
  return a.memberKey === b.memberKey
    ? compareTexts(rowText(a), rowText(b))
    : compareTexts(a.memberKey ?? '', b.memberKey ?? '');
}

const rowText = ({ role, values }: Hit): string => `${role} ${JSON.stringify(values)}`;

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function memberOf(family: Family, key: string | null): Member | null {
  if (key === null) return null;
  for (const member of family.household.members) if (member.key === key) return member;
  return null;
}

/** The tenant; null where the roster does not say who it is. */
export function tenantOf(family: Family): Member | null {
  return family.household.members.find((member) => member.relation === 'self') ?? null;
}

export function textIn(values: RegisterValues, key: string): string | null {
  const value = values[key];
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

export function numberIn(values: RegisterValues, key: string): number | null {
  const value = values[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function dateIn(values: RegisterValues, key: string): CalendarDate | null {
  const value = values[key];
  return isDateText(value) ? value : null;
}

export function monthIn(values: RegisterValues, key: string): YearMonth | null {
  const value = values[key];
  return isMonthText(value) ? value : null;
}

export function seriesIn(values: RegisterValues, key: string): readonly MonthValue[] {
  const value = values[key];
  return isSeries(value) ? value : [];
}

// The readers made these texts; a shape check is enough to take them back as dates and months.
function isDateText(value: unknown): value is CalendarDate {
  return typeof value === 'string' && value.length === 10 && value[4] === '-' && value[7] === '-';
}

function isMonthText(value: unknown): value is YearMonth {
  return typeof value === 'string' && value.length === 7 && value[4] === '-';
}

function isSeries(value: unknown): value is readonly MonthValue[] {
  return Array.isArray(value);
}
