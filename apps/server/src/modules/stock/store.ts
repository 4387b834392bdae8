import { normaliseEstate, normaliseRoom } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { backwards, initialsOf } from './initials.ts';
import { inCounties, sumsOf } from './scope-store.ts';

export interface NewUnit {
  readonly estateId: string;
  readonly room: string;
  /** cm², null when the roster does not say. */
  readonly floorAreaCm2: number | null;
}

export interface KnownEstate {
  readonly id: string;
  readonly name: string;
}

/** By the names given, 幸福 家园 and 幸福家园 being one; those not known yet are created. */
export async function upsertEstates(
  tx: Tx,
  county: string,
  names: readonly string[],
  ids: () => string,
): Promise<ReadonlyMap<string, KnownEstate>> {
  const known = await estatesByForm(tx, county);
  const missing = new Map<string, string>();
  for (const name of names) {
    const key = normaliseEstate(name);
    if (!known.has(key) && !missing.has(key)) missing.set(key, name);
  }
  const rows = [...missing.values()].map((name) => ({ id: ids(), name, initials: initialsOf(name) }));
  await sql`
    INSERT INTO estates (county, id, region, name, initials)
    SELECT ${county}, r.id, ${county.padEnd(12, '0')}, r.name, r.initials
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, name text, initials text)
    ON CONFLICT (county, name) DO NOTHING`.execute(tx);
  const all = rows.length === 0 ? known : await estatesByForm(tx, county);
  return new Map(
    names.flatMap((name): [string, KnownEstate][] => {
      const estate = all.get(normaliseEstate(name));
      return estate === undefined ? [] : [[name, estate]];
    }),
  );
}

/** By the name in the form in which estates are compared; of two that are one, the earlier. */
async function estatesByForm(tx: Tx, county: string): Promise<ReadonlyMap<string, KnownEstate>> {
  const { rows } = await sql<KnownEstate>`
    SELECT id, name FROM estates WHERE county = ${county} ORDER BY id DESC`.execute(tx);
  return new Map(rows.map((estate) => [normaliseEstate(estate.name), estate]));
}

/** Building of a room in its one form (3-2-501); null when there is nothing in front. */
function buildingOf(room: string): string | null {
  return /^(.+?)-/.exec(room)?.[1] ?? null;
}

/** 3-1-101 and 3栋1单元101室 are one unit; null for a room that says nothing. */
export function stockKey(unit: { readonly estateId: string; readonly room: string }): string | null {
  const room = normaliseRoom(unit.room);
  return room === '' ? null : `${unit.estateId}|${room}`;
}

/** Ids by `stockKey`; units not known yet are created, a floor area that is given replaces the old one. */
export async function upsertUnits(
  tx: Tx,
  county: string,
  units: readonly NewUnit[],
  ids: () => string,
): Promise<ReadonlyMap<string, string>> {
  // One row a unit: a statement may not touch the same unit twice (two households in one room are a finding).
  const once = new Map(units.map((unit) => [stockKey(unit), unit]));
  const rows = [...once.values()].flatMap((unit) => {
    const room = normaliseRoom(unit.room);
    if (room === '') return [];
    return [{ id: ids(), ...unit, room, building: buildingOf(room), backwards: backwards(room) }];
  });
  const { rows: stored } = await sql<{ id: string; estateId: string; room: string }>`
    INSERT INTO units (county, id, estate_id, region, building, room, room_backwards, floor_area_cm2)
    SELECT ${county}, r.id, r."estateId", ${county.padEnd(12, '0')}, r.building, r.room, r.backwards,
      r."floorAreaCm2"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (id uuid, "estateId" uuid, building text, room text, backwards text, "floorAreaCm2" bigint)
    ON CONFLICT (county, estate_id, room)
      DO UPDATE SET floor_area_cm2 = coalesce(excluded.floor_area_cm2, units.floor_area_cm2)
    RETURNING id, estate_id AS "estateId", room`.execute(tx);
  return new Map(
    stored.flatMap((unit): [string, string][] => {
      const key = stockKey(unit);
      return key === null ? [] : [[key, unit.id]];
    }),
  );
}

export interface EstateRow extends KnownEstate {
  readonly households: number;
}

/** Estates with the active households that the reader's scope (region prefix) shows, by name. */
export async function listEstates(tx: Tx, scope: string): Promise<readonly EstateRow[]> {
  const { rows } = await sql<EstateRow>`
    SELECT e.id, e.name, coalesce(h.households, 0)::int AS households
    FROM estates e
    LEFT JOIN (
      SELECT item, sum(households) AS households FROM household_sums
      WHERE ${sumsOf(scope)} AND figure = 'estate' GROUP BY item
    ) h ON h.item = e.id::text
    WHERE ${inCounties(sql`e.county`, scope)}
    ORDER BY e.initials, e.name`.execute(tx);
  return rows;
}

/** The names alone, of all counties in the reader's scope. */
export async function listEstateNames(tx: Tx, scope: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT name FROM estates WHERE ${inCounties(sql`county`, scope)} ORDER BY name`.execute(tx);
  return rows.map(({ name }) => name);
}
