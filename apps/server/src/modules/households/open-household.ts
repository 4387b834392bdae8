import { ageOn, calendarDate, faultText } from '@anju/domain';
import { fileAt } from '@anju/matching';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { maskLongDigits } from '../intake/index.ts';
import { findingsOf, hasOpened, openingsOf } from './page-store.ts';
import { type Reading, readTimeline } from './read-timeline.ts';
import { relationLabel } from './relation-label.ts';
import { type HouseholdFile, listMembers, readHousehold, readSealed } from './store.ts';

interface Act {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock' | 'secrets'>;
  readonly actor: Actor;
}

/** The household, or a Problem where there is none in the reader's scope. */
export async function findHousehold(tx: Tx, scope: string, id: string): Promise<HouseholdFile> {
  const file = await readHousehold(tx, scope, id);
  if (file === null) throw notFound('这户家庭');
  return file;
}

async function recordOpening({ tx, deps, actor }: Act, file: HouseholdFile): Promise<void> {
  await recordEvent(tx, {
    county: file.county,
    region: file.region,
    actor,
    act: 'household.read',
    subject: { type: 'household', id: file.id },
    payload: { code: file.code },
    at: deps.clock.now(),
  });
}

/** What happened to a family. Its page asks for it beside the file: whoever asks for it alone has opened the file too. */
export async function openTimeline(act: Reading & Act, id: string) {
  const { tx, deps, actor } = act;
  const file = await findHousehold(tx, actor.scope, id);
  if (!(await hasOpened(tx, file, actor.id, deps.clock.today()))) await recordOpening(act, file);
  return await readTimeline(act, file);
}

function sourceOf({ source_file, source_row: row, source_sheet: sheet }: HouseholdFile) {
  if (source_file === null) return null;
  return { file: row === null ? source_file : fileAt(source_file, { row, sheet }), row };
}

/** A family's file as its page shows it. Opening one is an act of its own (A5). */
export async function openHousehold(act: Act, id: string) {
  const { tx, deps, actor } = act;
  const file = await findHousehold(tx, actor.scope, id);
  const openings = await openingsOf(tx, file.county, id);
  await recordOpening(act, file);
  const today = deps.clock.today();
  const members = await listMembers(tx, file.county, id);
  const findings = await findingsOf(tx, file.county, id);
  return {
    id: file.id,
    code: file.code,
    state: file.state,
    region: file.region,
    applicantName: file.applicant_name,
    category: file.category,
    changedAt: file.changed_at.toISOString(),
    version: file.version,
    leftOn: file.left_on,
    source: sourceOf(file),
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      relation: member.relation,
      relationLabel: relationLabel(member.relation),
      idMasked: member.id_masked,
      idStatus: member.id_status,
      idFault: member.id_fault === null ? null : faultText(member.id_fault),
      birthDate: member.birth_date,
      age: member.birth_date === null ? null : ageOn(calendarDate(member.birth_date), today),
      phoneMasked: member.phone_masked,
    })),
    tenancy: {
      estate: file.estate_name,
      room: file.room,
      unitId: file.unit_id,
      floorAreaCm2: file.floor_area_cm2,
      category: file.category,
      monthlyRentFen: file.monthly_rent_fen,
      startOn: file.start_on,
      endOn: file.end_on,
      arrearsMonths: file.arrears_months,
      keysOn: file.keys_on,
      movedInOn: file.moved_in_on,
    },
    findings: [...findings],
    openings: openings.map((opening) => ({ ...opening, at: opening.at.toISOString() })),
  };
}

export interface Reveal {
  readonly memberId: string;
  readonly field: 'idNumber' | 'phone';
  readonly reason: string;
}

/** One full value to one person for one reason, in the log (A4). */
export async function revealField({ tx, deps, actor }: Act, id: string, reveal: Reveal): Promise<string> {
  const file = await findHousehold(tx, actor.scope, id);
  const found = await readSealed(tx, file.county, { householdId: id, ...reveal });
  if (found === null) throw notFound('这位家庭成员');
  if (found.sealed === null) {
    throw new Problem({
      status: 404,
      code: 'no-value',
      title: '没有登记',
      detail: '花名册中没有登记这位成员的这项内容。请核对花名册后重新导入。',
    });
  }
  await recordEvent(tx, {
    county: file.county,
    region: file.region,
    actor,
    act: 'household.reveal',
    subject: { type: 'household', id },
    // The reason is free text: a number typed into it must not stay in the log for ever.
    payload: { member: reveal.memberId, field: reveal.field, reason: maskLongDigits(reveal.reason) },
    at: deps.clock.now(),
  });
  return deps.secrets.openField(found.sealed);
}
