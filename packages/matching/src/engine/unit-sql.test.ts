import { composeRoom, normaliseRoom, unitKey } from '@anju/domain';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CREATE_UNIT_MACROS } from './unit-sql.ts';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
beforeAll(async () => {
  for (const statement of CREATE_UNIT_MACROS) await connection.run(statement);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const text = fc
  .array(fc.constantFrom(...'0013９Ａab栋幢座单元室层号楼门#/\\、，,.·_—–~-－（） \u00A0\u3000\t幸福'), {
    maxLength: 9,
  })
  .map((characters) => characters.join(''));
const part = fc.oneof(fc.constant(null), text, fc.constantFrom('3', '3栋', '1', '1单元'));
const room = fc.oneof(text, fc.constantFrom('101', '1-101', '3-1-101', '3栋1单元101室'));
const unit = fc.record({ estate: text, building: part, stair: part, room });

it('the database and the rules know every unit by the same text', async () => {
  const units = fc.sample(unit, { numRuns: 2_000, seed: 11 });
  await connection.run(
    'create table units (n integer, estate varchar, building varchar, stair varchar, room varchar)',
  );
  const rows = await connection.createAppender('units');
  for (const [at, { estate, building, stair, room }] of units.entries()) {
    rows.appendInteger(at);
    for (const value of [estate, building, stair, room])
      if (value === null) rows.appendNull();
      else rows.appendVarchar(value);
    rows.endRow();
  }
  rows.closeSync();
  const read = await connection.runAndReadAll(
    'select anju_room(room), anju_unit(estate, room), anju_unit_of(estate, building, stair, room) from units order by n',
  );
  expect(read.getRows()).toEqual(
    units.map((one) => [
      normaliseRoom(one.room),
      unitKey(one),
      unitKey({ estate: one.estate, room: composeRoom(one) }),
    ]),
  );
});
