import { type Accusation, CLUE_TRANSITIONS, whyNotThisOffice, whyNotThisPerson } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { listDepartmentsOf, listOffices, listStaff, readAccusation, type Staff } from './staff-store.ts';
import { listMerged, type StoredClue } from './store.ts';

/** To whom a clue can be given: an office of the county, a department, or one person. */
export type HandlerChoice =
  | { readonly kind: 'organisation'; readonly organisation: string }
  | { readonly kind: 'department'; readonly departmentId: string }
  | { readonly kind: 'person'; readonly personId: string };

export interface Candidate {
  readonly choice: HandlerChoice;
  readonly name: string;
  /** For a person: the office. */
  readonly of: string | null;
  /** Region code of where it is handled from then on. */
  readonly region: string;
  /** Why it must not be given to them; null for who may have it. */
  readonly why: string | null;
}

const HANDLING_ROLES = CLUE_TRANSITIONS.find(({ act }) => act === 'report-result')?.by ?? [];

/** An office without anybody who may look into a clue would never take it up. */
const NOBODY_THERE = '没有能办理线索的用户，请先由管理员开通，或交给个人';

/** Those of an office who may look into clues; of a town only who works at the town itself. */
export function officeHandlers(staff: readonly Staff[], office: HandlerChoice): readonly Staff[] {
  return staff.filter(
    (person) =>
      mayHandle(person) &&
      (office.kind === 'organisation'
        ? person.organisation === office.organisation
        : office.kind === 'department'
          ? person.departmentId === office.departmentId
          : person.id === office.personId),
  );
}

/** Everybody and every office that a clue could be given to, and of each that is left out, why. */
export async function listHandlers(tx: Tx, clue: StoredClue): Promise<readonly Candidate[]> {
  const accusation = await accusationOf(tx, clue);
  const staff = await listStaff(tx, clue.county);
  const offices = await listOffices(tx, clue.county);
  const departments = await listDepartmentsOf(tx, clue.county);
  const county = clue.county.padEnd(12, '0');
  const nobodyAt = (office: HandlerChoice) =>
    officeHandlers(staff, office).length === 0 ? NOBODY_THERE : null;
  return [
    ...offices.map(({ code, name }) => ({
      choice: { kind: 'organisation' as const, organisation: code },
      name,
      of: null,
      region: code.padEnd(12, '0'),
      why:
        whyNotThisOffice(
          accusation,
          { organisation: code, departmentId: null },
          staff.filter((person) => person.organisation.startsWith(code)),
        ) ?? nobodyAt({ kind: 'organisation', organisation: code }),
    })),
    ...departments.map(({ id, name }) => ({
      choice: { kind: 'department' as const, departmentId: id },
      name,
      of: null,
      region: county,
      why:
        whyNotThisOffice(
          accusation,
          { organisation: null, departmentId: id },
          staff.filter((person) => person.departmentId === id),
        ) ?? nobodyAt({ kind: 'department', departmentId: id }),
    })),
    ...staff.filter(mayHandle).map((person) => ({
      choice: { kind: 'person' as const, personId: person.id },
      name: person.name,
      of: person.organisationName,
      region: person.organisation.padEnd(12, '0'),
      why: whyNotThisPerson(accusation, person),
    })),
  ];
}

/** Whom a clue accuses, together with those that were merged into it. */
export async function accusationOf(tx: Tx, clue: StoredClue): Promise<Accusation> {
  const merged = await listMerged(tx, clue);
  return await readAccusation(tx, clue.county, [clue.id, ...merged.map(({ id }) => id)]);
}

function mayHandle(person: Staff): boolean {
  return person.roles.some((role) => HANDLING_ROLES.includes(role));
}

export function isSameChoice(a: HandlerChoice, b: HandlerChoice): boolean {
  switch (a.kind) {
    case 'organisation':
      return b.kind === a.kind && b.organisation === a.organisation;
    case 'department':
      return b.kind === a.kind && b.departmentId === a.departmentId;
    case 'person':
      return b.kind === a.kind && b.personId === a.personId;
  }
}

/** Who has it now, as a choice; null for nobody. */
export function handlerOf(clue: StoredClue): HandlerChoice | null {
  if (clue.handler_id !== null) return { kind: 'person', personId: clue.handler_id };
  if (clue.handler_organisation !== null)
    return { kind: 'organisation', organisation: clue.handler_organisation };
  return clue.handler_department_id === null
    ? null
    : { kind: 'department', departmentId: clue.handler_department_id };
}

/** Why whoever has the clue must not keep it after what it accuses has changed; null where nothing stands against it. */
export async function whyNotItsHandler(tx: Tx, clue: StoredClue): Promise<string | null> {
  const handler = handlerOf(clue);
  if (handler === null) return null;
  const candidate = (await listHandlers(tx, clue)).find(({ choice }) => isSameChoice(choice, handler));
  // Whose users have left since is told when the clue is given on, it does not stand against what is accused.
  return candidate === undefined || candidate.why === null || candidate.why === NOBODY_THERE
    ? null
    : `${candidate.name}：${candidate.why}`;
}
