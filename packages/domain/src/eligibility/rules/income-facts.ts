import {
  addToYearMonth,
  type CalendarDate,
  type YearMonth,
  yearMonthOf,
} from '../../basics/calendar-date.ts';
import type { RegisterKind } from '../../registers/index.ts';
import { hasCome, isUnread } from '../days-of.ts';
import { hitsIn, monthIn, numberIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const ENDED = /停|终止|中断|中止|退保|离职|减员|调出|辞|注销|封存|销户|死亡|未参保|断缴/u;
// A contribution older than a year says nothing about today's pay.
const OLDEST_MONTHS = 12;

export interface Pay {
  readonly hit: Hit;
  readonly kind: 'payroll' | 'base' | 'pension';
  readonly monthlyFen: number;
  readonly period: YearMonth | null;
  /** Pensions of different kinds add up. */
  readonly pensionKind: string | null;
}

export interface PayReading {
  /** The rows that say what members receive in a month. */
  readonly rows: readonly Pay[];
  /**
   * Rows by which somebody receives pay, but not how much today: without an amount, a year old and the last, or of
   * unknown end or month.
   */
  readonly unclear: readonly Hit[];
}

const SOURCES = [
  { register: 'payroll', amount: 'monthlyFen', kind: 'payroll' },
  { register: 'social-insurance', amount: 'baseFen', kind: 'base' },
  { register: 'housing-fund', amount: 'baseFen', kind: 'base' },
  { register: 'pension', amount: 'monthlyFen', kind: 'pension' },
] as const satisfies readonly { register: RegisterKind; amount: string; kind: Pay['kind'] }[];

/** Tells what the members of a family receive, as it stands on the as-of date. */
export function payOn(asOf: CalendarDate): (family: Family) => PayReading {
  const oldest = addToYearMonth(yearMonthOf(asOf), -OLDEST_MONTHS);
  return (family) => payOf(family, asOf, oldest);
}

function payOf(family: Family, asOf: CalendarDate, oldest: YearMonth): PayReading {
  const rows: Pay[] = [];
  const unclear: Hit[] = [];
  const old: Hit[] = [];
  for (const { register, amount, kind } of SOURCES) {
    for (const hit of hitsIn(family, register)) {
      const ended = isEnded(hit, asOf);
      if (ended === true) continue;
      const period = monthIn(hit.values, 'period');
      const monthlyFen = numberIn(hit.values, amount);
      if (period !== null && period < oldest) old.push(hit);
      else if (monthlyFen === null || ended === null || isUnread(hit, 'period')) unclear.push(hit);
      else if (monthlyFen > 0)
        rows.push({ hit, kind, monthlyFen, period, pensionKind: textIn(hit.values, 'pensionKind') });
    }
  }
  for (const hit of old) if (isLastWord(family, hit) && !isPaidOtherwise(hit, rows)) unclear.push(hit);
  return { rows, unclear };
}

/** Nothing newer of the member in that register, be it an end. */
function isLastWord(family: Family, hit: Hit): boolean {
  const period = monthIn(hit.values, 'period') ?? '';
  return !hitsIn(family, hit.register).some((other) => {
    if (other.memberKey !== hit.memberKey || other === hit) return false;
    const later = monthIn(other.values, 'period');
    return later === null || later > period;
  });
}

/** What a member earns today shows in another register; a pension says nothing about wages, nor they about it. */
function isPaidOtherwise(hit: Hit, rows: readonly Pay[]): boolean {
  return rows.some(
    (row) => row.hit.memberKey === hit.memberKey && (row.kind === 'pension') === (hit.register === 'pension'),
  );
}

/** Whether payment or contribution stopped by the as-of date. */
export function isEnded(hit: Hit, asOf: CalendarDate): boolean | null {
  const status = textIn(hit.values, 'status');
  return status !== null && ENDED.test(status) ? true : hasCome(hit, 'endedOn', asOf);
}

export interface MemberIncome {
  readonly memberKey: string;
  readonly payrollFen: number;
  readonly baseFen: number;
  readonly pensionFen: number;
  /** 12 × the higher of pay and contribution base, and 12 × pension. */
  readonly annualFen: number;
}

/** Income by member, from each source's newest month; the sum is the family's income in a year. */
export function incomeByMember(rows: readonly Pay[]): readonly MemberIncome[] {
  const members = new Map<string, Pay[]>();
  for (const row of rows) {
    if (row.hit.memberKey === null) continue;
    const own = members.get(row.hit.memberKey);
    if (own === undefined) members.set(row.hit.memberKey, [row]);
    else own.push(row);
  }
  return [...members].map(([memberKey, own]): MemberIncome => {
    const payrollFen = highestOfNewest(own, 'payroll');
    const baseFen = Math.max(highestOfNewest(own, 'social-insurance'), highestOfNewest(own, 'housing-fund'));
    const pensionFen = sumOfKinds(own.filter(({ hit }) => hit.register === 'pension'));
    const annualFen = 12 * Math.max(payrollFen, baseFen) + 12 * pensionFen;
    return { memberKey, payrollFen, baseFen, pensionFen, annualFen };
  });
}

function sumOfKinds(pensions: readonly Pay[]): number {
  if (pensions.length < 2) return highestOfNewest(pensions, 'pension');
  let sum = 0;
  for (const kind of new Set(pensions.map(({ pensionKind }) => pensionKind)))
    sum += highestOfNewest(
      pensions.filter(({ pensionKind }) => pensionKind === kind),
      'pension',
    );
  return sum;
}

/** Rows of one month are insurances or postings of the same pay, so the highest stands for it. */
function highestOfNewest(rows: readonly Pay[], register: RegisterKind): number {
  let newest: YearMonth | null = null;
  for (const { hit, period } of rows)
    if (hit.register === register && period !== null && (newest === null || period > newest)) newest = period;
  let highest = 0;
  for (const { hit, period, monthlyFen } of rows) {
    if (hit.register !== register || (newest !== null && period !== null && period !== newest)) continue;
    if (monthlyFen > highest) highest = monthlyFen;
  }
  return highest;
}

export const sumOf = (members: readonly MemberIncome[]): number =>
  members.reduce((sum, member) => sum + member.annualFen, 0);
