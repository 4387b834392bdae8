import { sameName } from '../basics/name.ts';
import { normaliseText } from '../basics/normalise-text.ts';
import { isNamedPerson } from './similarity.ts';

/** Whom a clue accuses: offices by region code, departments by id, people by name. */
export interface Accusation {
  readonly organisations: readonly string[];
  readonly departments: readonly string[];
  readonly persons: readonly string[];
}

/** Somebody on the staff, with the relatives they declared. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  /** Region code of their office. */
  readonly organisation: string;
  readonly departmentId: string | null;
  readonly kin: readonly Relative[];
}

export interface Relative {
  readonly name: string;
  /** 配偶, 父母 … */
  readonly relation: string;
  readonly organisation: string | null;
  readonly departmentId: string | null;
}

/** Whether this office is accused: the one named, with everything below it. */
export function isAccusedOffice(
  accusation: Accusation,
  office: { readonly organisation: string | null; readonly departmentId: string | null },
): boolean {
  const { organisation, departmentId } = office;
  return (
    (organisation !== null && accusation.organisations.some((accused) => organisation.startsWith(accused))) ||
    (departmentId !== null && accusation.departments.includes(departmentId))
  );
}

/** Whether the clue names somebody who is called so. */
export function isAccusedPerson(accusation: Accusation, name: string): boolean {
  return accusation.persons.some((accused) => isNamedPerson(accused) && sameName(accused, name));
}

/** A place stands in the names of all its offices and is none of them: 昌吉市 in 昌吉市公安局. */
const PLACE_ALONE = /(?:[县市州盟旗]|(?<![社小])区)$/;

/** Whether two names may mean one office, or one a part of the other: 宁边路街道 and 宁边路街道办事处. */
export function mayBeSameOffice(a: string, b: string): boolean {
  const [left, right] = [officeKey(a), officeKey(b)];
  if (left === '' || right === '') return false;
  return left === right || standsIn(left, right) || standsIn(right, left);
}

const officeKey = (name: string): string => normaliseText(name).replace(/[^\p{L}\p{N}]/gu, '');
const standsIn = (part: string, whole: string): boolean => !PLACE_ALONE.test(part) && whole.includes(part);

/** Why somebody must not even see the clue: named in it, related to somebody named, or of the accused office. */
export function whyBarred(accusation: Accusation, person: StaffMember): string | null {
  if (isAccusedPerson(accusation, person.name)) return '与被反映人同名，按本人回避';
  const relative = person.kin.find((one) => isAccusedPerson(accusation, one.name));
  if (relative !== undefined) return `被反映人是其${relative.relation}`;
  return isAccusedOffice(accusation, person) ? '在被反映单位任职' : null;
}

/** Why a clue must not be given to somebody, or null. */
export function whyNotThisPerson(accusation: Accusation, person: StaffMember): string | null {
  const barred = whyBarred(accusation, person);
  if (barred !== null) return barred;
  const relative = person.kin.find((one) => isAccusedOffice(accusation, one));
  return relative === undefined ? null : `其${relative.relation}在被反映单位任职`;
}

/**
 * Why a clue must not be given to an office, or null. `staff`: who works there; an office does not look into one of
 * its own.
 */
export function whyNotThisOffice(
  accusation: Accusation,
  office: { readonly organisation: string | null; readonly departmentId: string | null },
  staff: readonly StaffMember[],
): string | null {
  if (isAccusedOffice(accusation, office)) return '是被反映单位或其下属单位';
  return staff.some((person) => isAccusedPerson(accusation, person.name)) ? '被反映人在该单位任职' : null;
}
