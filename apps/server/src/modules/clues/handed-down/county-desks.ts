import {
  type Accusation,
  CLUE_TRANSITIONS,
  isPrefecture,
  trimRegionCode,
  whyNotThisPerson,
} from '@anju/domain';
import type { Tx } from '../../../platform/postgres/database.ts';
import { accusesBureau } from '../barred.ts';
import { accusationOf } from '../handlers.ts';
import { listDepartmentsOf, listNeighbours, listStaff, readBureau } from '../staff-store.ts';
import type { StoredClue } from '../store.ts';
import type { HandedFacts } from './correction.ts';

/** A county's desk, to which the prefecture may hand a clue down. */
export interface CountyDesk {
  readonly county: string;
  readonly name: string;
  readonly bureau: string;
  /** Why it must not have the clue; null where it may. */
  readonly why: string | null;
}

const DESK_ROLES = CLUE_TRANSITIONS.find(({ act }) => act === 'accept')?.by ?? [];

/** The counties below the level that handles the clue, and of each that is left out, why. */
export async function listCountyDesks(tx: Tx, clue: StoredClue): Promise<readonly CountyDesk[]> {
  const within = trimRegionCode(clue.county);
  const accusation = await accusationOf(tx, clue);
  const desks: CountyDesk[] = [];
  for (const { county, name, bureau } of await listNeighbours(tx, clue.county)) {
    if (isPrefecture(county) || !county.startsWith(within)) continue;
    desks.push({ county, name, bureau, why: await whyNotThisDesk(tx, clue, accusation, { county, bureau }) });
  }
  return desks;
}

/** Why a county must not have a clue that accuses like this; null where it may. */
export async function whyNotThisCounty(tx: Tx, county: string, facts: HandedFacts): Promise<string | null> {
  const accusation: Accusation = {
    organisations: facts.accusedOrganisation === null ? [] : [facts.accusedOrganisation],
    departments: facts.accusedDepartmentId === null ? [] : [facts.accusedDepartmentId],
    persons: facts.persons.map(({ name }) => name),
  };
  const bureau = await readBureau(tx, county);
  return await whyNotThisDesk(tx, { place_region: facts.placeRegion }, accusation, { county, bureau });
}

async function whyNotThisDesk(
  tx: Tx,
  { place_region: place }: Pick<StoredClue, 'place_region'>,
  accusation: Accusation,
  { county, bureau }: Pick<CountyDesk, 'county' | 'bureau'>,
): Promise<string | null> {
  if (place !== null && !isPrefecture(place) && !place.startsWith(county))
    return '线索反映的不是这个县市的事';
  const staff = await listStaff(tx, county);
  const departments = await listDepartmentsOf(tx, county);
  if (accusesBureau(accusation, { code: county, bureau }, staff, departments))
    return '是被反映单位，或被反映人在该单位任职';
  const desk = staff.filter(
    ({ organisation, roles }) => organisation === county && roles.some((role) => DESK_ROLES.includes(role)),
  );
  if (desk.length === 0) return '没有能办理线索的用户，请先由管理员开通，或用“移送”发函';
  return desk.every((person) => whyNotThisPerson(accusation, person) !== null)
    ? '能办理线索的人都须回避'
    : null;
}
