import { type Member, maskIdNumber, maskPhone } from '@anju/domain';
import type { RosterHousehold } from '@anju/matching';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import {
  foldSums,
  type HouseholdToStore,
  type KnownMember,
  knownHouseholds,
  knownMembers,
  lockRoster,
  type MemberToStore,
  replaceMembers,
  replaceTenancies,
  settleStates,
  type TenancyToStore,
  upsertHouseholds,
} from '../households/index.ts';
import { initialsOf, stockKey, upsertEstates, upsertUnits } from '../stock/index.ts';
import type { PlaceFinder } from './place-household.ts';
import { compareHousehold, digestOf, namedPlaceOf, phoneOf } from './roster-file.ts';

export interface LoadContext {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock' | 'ids' | 'secrets'>;
  readonly actor: Pick<Actor, 'id' | 'name' | 'roles'>;
  readonly county: string;
  readonly importId: string;
  readonly place: PlaceFinder;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

export interface LoadCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

const CHUNK = 500;

/** A household of the file with what is known of it. */
interface Entry {
  readonly household: RosterHousehold;
  readonly id: string;
  readonly isNew: boolean;
  readonly region: string;
  readonly digest: string;
}

/**
 * Loads households that are new or changed; unchanged ones are not touched, so the same file twice changes
 * nothing. All in the caller's transaction: a killed process leaves nothing half-loaded.
 * Throws the signal's reason when cancelled.
 */
export async function loadRoster(
  context: LoadContext,
  households: readonly RosterHousehold[],
): Promise<LoadCounts> {
  await lockRoster(context.tx, context.county);
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (let from = 0; from < households.length; from += CHUNK) {
    context.signal.throwIfAborted();
    const chunk = households.slice(from, from + CHUNK);
    const entries = await entriesToLoad(context, chunk, counts);
    if (entries.length > 0) await storeEntries(context, entries);
    context.onProgress(from + chunk.length);
  }
  await foldSums(context.tx, context.county);
  return counts;
}

async function entriesToLoad(
  { tx, deps, county, place }: LoadContext,
  chunk: readonly RosterHousehold[],
  counts: Record<keyof LoadCounts, number>,
): Promise<readonly Entry[]> {
  const known = await knownHouseholds(
    tx,
    county,
    chunk.map((household) => household.code),
  );
  return chunk.flatMap((household): Entry[] => {
    const placed = place(namedPlaceOf(household));
    const digest = digestOf(household, placed, deps.secrets);
    const stored = known.get(household.code);
    const comparison = compareHousehold(stored, digest);
    counts[comparison] += 1;
    if (comparison === 'unchanged') return [];
    // A file without communities does not take a household out of the one it was assigned to.
    const region = placed ?? stored?.region ?? county.padEnd(12, '0');
    return [{ household, id: stored?.id ?? deps.ids(), isNew: stored === undefined, region, digest }];
  });
}

async function storeEntries(context: LoadContext, entries: readonly Entry[]): Promise<void> {
  const { tx, deps, county, importId } = context;
  const at = deps.clock.now();
  const units = await storeUnits(context, entries);
  await upsertHouseholds(
    tx,
    county,
    entries.map((entry) => householdRow(entry, units)),
    { importId, at },
  );
  const ids = entries.map((entry) => entry.id);
  const known = await knownMembers(tx, county, ids);
  const members = entries.flatMap((entry) => memberRows(context, entry, known));
  await replaceMembers(tx, county, ids, members, at);
  await replaceTenancies(
    tx,
    county,
    entries.map((entry) => tenancyRow(entry, units, deps.ids())),
    at,
  );
  await settleStates(tx, county, ids, { today: deps.clock.today(), at });
  for (const entry of entries) {
    await recordEvent(tx, {
      county,
      region: entry.region,
      actor: context.actor,
      act: 'import.manage',
      subject: { type: 'household', id: entry.id },
      payload: { did: entry.isNew ? 'created' : 'changed', import: importId, code: entry.household.code },
      at,
    });
  }
}

interface StoredUnits {
  readonly estates: Awaited<ReturnType<typeof upsertEstates>>;
  readonly units: ReadonlyMap<string, string>;
}

async function storeUnits(
  { tx, deps, county }: LoadContext,
  entries: readonly Entry[],
): Promise<StoredUnits> {
  const tenancies = entries.map((entry) => entry.household.tenancy);
  const names = [...new Set(tenancies.flatMap(({ estate }) => (estate === null ? [] : [estate])))];
  const estates = await upsertEstates(tx, county, names, deps.ids);
  const units = await upsertUnits(
    tx,
    county,
    tenancies.flatMap(({ estate, room, floorAreaCm2 }) => {
      const estateId = estate === null ? undefined : estates.get(estate)?.id;
      return estateId === undefined || room === null ? [] : [{ estateId, room, floorAreaCm2 }];
    }),
    deps.ids,
  );
  return { estates, units };
}

function placeOf({ household: { tenancy } }: Entry, { estates, units }: StoredUnits) {
  const estate = tenancy.estate === null ? undefined : estates.get(tenancy.estate);
  const estateId = estate?.id ?? null;
  const estateName = estate?.name ?? null;
  const key = estateId === null || tenancy.room === null ? null : stockKey({ estateId, room: tenancy.room });
  return { estateId, estateName, unitId: key === null ? null : (units.get(key) ?? null) };
}

const applicantOf = (household: RosterHousehold): Member | undefined =>
  household.members.find((member) => member.relation === 'self') ?? household.members[0];

function householdRow(entry: Entry, units: StoredUnits): HouseholdToStore {
  const { household } = entry;
  const { estateId, unitId } = placeOf(entry, units);
  const name = applicantOf(household)?.name ?? '';
  return {
    id: entry.id,
    code: household.code,
    region: entry.region,
    leftOn: household.exitedOn,
    category: household.tenancy.category,
    applicantName: name,
    applicantInitials: initialsOf(name),
    membersCount: household.members.length,
    estateId,
    unitId,
    digestHex: entry.digest,
    sourceRow: household.place.row,
    sourceSheet: household.place.sheet,
  };
}

function idColumns(secrets: LoadContext['deps']['secrets'], member: Member) {
  const { idNumber, idStatus } = member;
  if (idStatus === 'missing')
    return {
      idSealedHex: null,
      idIndexHex: null,
      idMasked: null,
      idStatus,
      idFrom15: false,
      idFault: member.idFault,
    };
  return {
    idSealedHex: secrets.sealField(idNumber).toString('hex'),
    idIndexHex: secrets.blindIndex('id-number', idNumber).toString('hex'),
    idMasked: maskIdNumber(idNumber),
    idStatus,
    idFrom15: member.from15 === true,
    idFault: null,
  };
}

/** A member stays the same person by the ID number, or else by the name (the number was corrected). */
function memberRows(
  { deps }: LoadContext,
  { household, id, region }: Entry,
  known: readonly KnownMember[],
): MemberToStore[] {
  const free = known.filter((member) => member.household_id === id);
  const numbers = household.members.map((member) => idColumns(deps.secrets, member));
  const take = (test: (member: KnownMember) => boolean): string | undefined => {
    const at = free.findIndex(test);
    return at < 0 ? undefined : free.splice(at, 1)[0]?.id;
  };
  const byNumber = numbers.map(({ idIndexHex }) =>
    idIndexHex === null ? undefined : take((member) => member.id_index_hex === idIndexHex),
  );
  const applicant = applicantOf(household);
  return household.members.map((member, position): MemberToStore => {
    const kept = byNumber[position] ?? take((other) => other.name === member.name);
    const phone = member === applicant ? phoneOf(household) : null;
    return {
      id: kept ?? deps.ids(),
      householdId: id,
      region,
      position,
      name: member.name,
      initials: initialsOf(member.name),
      relation: member.relation,
      ...(numbers[position] ?? idColumns(deps.secrets, member)),
      birthDate: member.birthDate,
      phoneSealedHex: phone === null ? null : deps.secrets.sealField(phone).toString('hex'),
      phoneMasked: phone === null ? null : maskPhone(phone),
      sourceRow: member.lineage.row,
      sourceSheet: household.memberPlaces[position]?.sheet ?? null,
    };
  });
}

function tenancyRow(entry: Entry, units: StoredUnits, id: string): TenancyToStore {
  const { tenancy } = entry.household;
  const { unitId, estateName } = placeOf(entry, units);
  return {
    id,
    householdId: entry.id,
    unitId,
    region: entry.region,
    estateName,
    room: tenancy.room,
    floorAreaCm2: tenancy.floorAreaCm2,
    startOn: tenancy.startDate,
    endOn: tenancy.endDate,
    monthlyRentFen: tenancy.monthlyRentFen,
    arrearsMonths: tenancy.arrearsMonths,
    keysOn: tenancy.keysOn,
    keysRecorded: tenancy.keysRecorded,
    movedInOn: tenancy.movedInOn,
  };
}
