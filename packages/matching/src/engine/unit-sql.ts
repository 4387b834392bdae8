import { type Household, UNIT_TEXT } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const { from, to, blank, between, leadingZeros } = UNIT_TEXT;

/** What `normaliseEstate`, `normaliseRoom`, `composeRoom` and `unitKey` say, for the database. */
export const CREATE_UNIT_MACROS: readonly string[] = [
  `create macro anju_plain(t) as
     lower(regexp_replace(translate(t, ${quoted(from)}, ${quoted(to)}), ${quoted(blank)}, '', 'g'))`,
  `create macro anju_room(t) as
     regexp_replace(trim(regexp_replace(anju_plain(t), ${quoted(between)}, '-', 'g'), '-'),
       ${quoted(leadingZeros)}, '\\1\\2', 'g')`,
  `create macro anju_unit_key(estate, room) as case when estate <> '' and room <> '' then estate || '|' || room end`,
  `create macro anju_unit(estate, room) as anju_unit_key(anju_plain(estate), anju_room(room))`,
  // Of 楼栋, 单元 and 房号 in one form, each null or empty where the file has none.
  `create macro anju_joined(building, stair, room) as case
     when room = '' or building = '' and stair = '' then room
     when building = '' then case when starts_with(room, stair || '-') then room else stair || '-' || room end
     when stair = '' then case when starts_with(room, building || '-') then room else building || '-' || room end
     when starts_with(room, building || '-' || stair || '-') then room
     when starts_with(room, stair || '-') then building || '-' || room
     else building || '-' || stair || '-' || room end`,
  `create macro anju_unit_of(estate, building, stair, room) as anju_unit_key(anju_plain(estate), anju_joined(
     coalesce(anju_room(building), ''), coalesce(anju_room(stair), ''), anju_room(room)))`,
];

/** Of w.units, positive and within 63 bits. */
export const UNIT_HASHES = `select ${hashOf('key')} from w.units`;

export function hashOf(key: string): string {
  return `(hash(${key}) % 4611686018427387847)::bigint`;
}

/** Fills `w.units` (key, slot) and adds their links (member -1). Slots of units are negative, of people not. */
export async function loadUnits(connection: DuckDBConnection, roster: readonly Household[]): Promise<void> {
  await connection.run('create temp table tenancies (household integer, estate varchar, room varchar)');
  const rows = await connection.createAppender('tenancies');
  roster.forEach(({ tenancy: { estate, room } }, household) => {
    if (estate === null || room === null) return;
    rows.appendInteger(household);
    rows.appendVarchar(estate);
    rows.appendVarchar(room);
    rows.endRow();
  });
  rows.closeSync();
  await connection.run(`create table w.units as
    select key, -(row_number() over (order by key))::integer as slot
    from (select distinct anju_unit(estate, room) as key from tenancies) where key is not null`);
  await connection.run(`insert into w.links
    select slot, household, -1, false from tenancies join w.units on key = anju_unit(estate, room)`);
}
