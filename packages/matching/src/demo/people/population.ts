import { type CalendarDate, calendarDate } from '@anju/domain';
import { at, hashText, mix } from '../random.ts';
import { checkFor, daysFrom, weigh } from './id-parts.ts';
import { inventName } from './names.ts';

export interface Person {
  readonly name: string;
  readonly id: string;
  readonly sex: 'male' | 'female';
  readonly birth: CalendarDate;
}

/** Sequence numbers below this are kept for the members of the roster, so that nobody else can have their numbers. */
export const FIRST_FOREIGN_SEQUENCE = 300;

const FIRST_BIRTH = calendarDate('1940-01-01');
const LAST_BIRTH = calendarDate('2006-12-31');
const PER_SLOT = 100;
// Seven of ten were born in the county, by the number; the rest elsewhere.
const OWN_SLOTS = 7;
const ELSEWHERE = ['652302', '652325', '650102', '620102', '510121', '320302', '652201'];

/** Everybody of the registers who is not in the roster: person by number, each with an ID number of their own. */
export interface Population {
  /** The most people there can be. */
  readonly capacity: number;
  person(index: number): Person;
  /** Codes of other counties. */
  readonly elsewhere: readonly string[];
}

export function createPopulation(county: string, seed: string): Population {
  const days = daysFrom(FIRST_BIRTH, LAST_BIRTH).map((date) => {
    const digits = date.replaceAll('-', '');
    return { date, digits, sum: weigh(digits, 6) };
  });
  const elsewhere = ELSEWHERE.filter((code) => code !== county);
  const slots = [
    ...Array.from({ length: OWN_SLOTS }, (_, slot) => ({
      region: county,
      first: FIRST_FOREIGN_SEQUENCE + slot * PER_SLOT,
    })),
    ...elsewhere.slice(0, 3).map((region) => ({ region, first: FIRST_FOREIGN_SEQUENCE })),
  ].map((slot) => ({ ...slot, sum: weigh(slot.region, 0) }));
  const sequences = Array.from({ length: 1000 }, (_, n) => {
    const digits = String(n).padStart(3, '0');
    return { digits, sum: weigh(digits, 14) };
  });
  const capacity = days.length * PER_SLOT * slots.length;
  const salt = hashText(seed);
  const stride = coprimeTo(capacity, 7_368_787);
  const offset = salt % capacity;
  return {
    capacity,
    elsewhere,
    person(index) {
      // A stride without a common divisor visits every place once: numbers are unique without remembering them.
      const place = ((index % capacity) * stride + offset) % capacity;
      const slot = at(slots, place % slots.length);
      const rest = Math.floor(place / slots.length);
      const number = slot.first + (rest % PER_SLOT);
      const day = at(days, Math.floor(rest / PER_SLOT));
      const sequence = at(sequences, number);
      const sex = number % 2 === 1 ? 'male' : 'female';
      return {
        id: slot.region + day.digits + sequence.digits + checkFor(slot.sum + day.sum + sequence.sum),
        name: inventName(mix(index ^ salt), sex),
        sex,
        birth: day.date,
      };
    },
  };
}

/** The first number from `start` on that shares no divisor with `size`. */
export function coprimeTo(size: number, start: number): number {
  let candidate = start;
  while (divisor(candidate, size) !== 1) candidate += 1;
  return candidate;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
