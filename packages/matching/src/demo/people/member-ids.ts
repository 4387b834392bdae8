import { addDays, type CalendarDate, calendarDate } from '@anju/domain';
import { hashText } from '../random.ts';
import { idNumber } from './id-parts.ts';
import { FIRST_FOREIGN_SEQUENCE } from './population.ts';

export interface MintedId {
  readonly id: string;
  /** The day asked for, or a later one where its numbers are used up. */
  readonly birth: CalendarDate;
}

export type MintId = (birth: CalendarDate, sex: 'male' | 'female') => MintedId;

const PER_SEX = FIRST_FOREIGN_SEQUENCE / 2;
const STEP = 37;

/** Gives every member of the roster an ID number that nobody else has. */
export function createMemberIds(region: string): MintId {
  const given = new Map<string, number>();
  const mint: MintId = (birth, sex) => {
    const key = `${birth}${sex}`;
    const count = given.get(key) ?? 0;
    if (count >= PER_SEX) return mint(addDays(calendarDate(birth), 1), sex);
    given.set(key, count + 1);
    // Not 001, 003, 005: 37 has no divisor in common with 150, so every number still comes once.
    const nth = (hashText(key) + count * STEP) % PER_SEX;
    return { id: idNumber(region, birth, nth * 2 + (sex === 'male' ? 1 : 0)), birth };
  };
  return mint;
}
