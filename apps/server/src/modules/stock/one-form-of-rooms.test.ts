import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/test-database.ts';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.connection);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

it('units that were kept under several texts become one, and what points at them stays', async () => {
  await client.query("SET anju.scope = '652301'");
  await client.query(`INSERT INTO estates VALUES ('652301', '${id(1)}', '652301000000', '幸福家园', 'xfjy')`);
  const rooms = ['3栋1单元101室', '3-1-101', '５栋02', '7-1'];
  for (const [at, room] of rooms.entries())
    await client.query(
      `INSERT INTO units (county, id, estate_id, region, room, room_backwards)
       VALUES ('652301', '${id(10 + at)}', '${id(1)}', '652301000000', $1, reverse($1))`,
      [room],
    );
  await client.query(
    `INSERT INTO households (county, id, code, region, applicant_name, applicant_initials, members_count, unit_id, digest, changed_at)
     VALUES ('652301', '${id(20)}', 'H1', '652301000000', '张三', 'zs', 1, '${id(11)}', '', now())`,
  );
  await client.query('RESET anju.scope');
  const path = new URL('../../../migrations/0039_one-form-of-rooms.sql', import.meta.url);
  await client.query(`BEGIN; ${await readFile(path, 'utf8')}; COMMIT`);
  await client.query("SET anju.scope = '652301'");
  const units = await client.query('SELECT id, room, room_backwards, building FROM units ORDER BY id');
  // The last one was in its form already and is not touched.
  expect(units.rows).toEqual([
    { id: id(10), room: '3-1-101', room_backwards: '101-1-3', building: '3' },
    { id: id(12), room: '5-2', room_backwards: '2-5', building: '5' },
    { id: id(13), room: '7-1', room_backwards: '1-7', building: null },
  ]);
  const { rows } = await client.query('SELECT unit_id FROM households');
  expect(rows).toEqual([{ unit_id: id(10) }]);
});
