import type { Household } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';

const FULL_WIDTH = '０１２３４５６７８９－（）＃　';
const HALF_WIDTH = '0123456789-()# ';
// 5号楼1单元101室, 5栋-1-101 and 5-1-101 are one unit.
const BETWEEN = '(?:号楼|单元|[栋幢座室层号楼门#/\\\\、，,.·_—–~-]|\\s)+';

/**
 * Estate and room in one form. One macro serves both sides, so that they can't differ.
 * Null when either is blank.
 */
export const CREATE_UNIT_MACROS: readonly string[] = [
  `create macro anju_plain(t) as lower(regexp_replace(translate(t, '${FULL_WIDTH}', '${HALF_WIDTH}'), '\\s', '', 'g'))`,
  `create macro anju_room(t) as
     regexp_replace(trim(regexp_replace(anju_plain(t), '${BETWEEN}', '-', 'g'), '-'), '(^|-)0+([0-9])', '\\1\\2', 'g')`,
  `create macro anju_unit(estate, room) as case
     when trim(estate) <> '' and trim(room) <> '' then anju_plain(estate) || '|' || anju_room(room) end`,
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
