import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { makeOffices, typed } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
});
afterAll(() => test.close());

const find = (person: Person, code: string) => person.inject('POST', '/api/clues/by-receipt', { code });

it('finds the clue for an officer however the code is read out, and writes each look down', async () => {
  const { id, number, receiptCode } = (await officer.inject('POST', '/api/clues', typed())).json();
  expect((await find(officer, receiptCode)).json()).toEqual({ id, number });
  expect((await find(officer, receiptCode.replaceAll(' ', '-'))).json()).toEqual({ id, number });
  expect((await find(officer, '00000 00000 00000 00000 00000')).statusCode).toBe(404);
  expect((await find(officer, '12345')).statusCode).toBe(400);
  const events = await inScope(test.db, test.county, (tx) =>
    sql<{ found: boolean }>`
      SELECT (payload->>'found')::boolean AS found FROM events
      WHERE payload->>'did' = 'find-by-receipt' ORDER BY at, id`.execute(tx),
  );
  expect(events.rows.map(({ found }) => found).sort()).toEqual([false, true, true]);
});

it('finds it for nobody from whom it is kept, nor without the right to read clues', async () => {
  const { id, receiptCode } = (await officer.inject('POST', '/api/clues', typed())).json();
  const barred = await test.signIn('county-officer');
  await inScope(test.db, test.county, (tx) =>
    sql`UPDATE clues SET barred_users = ARRAY[${barred.actor.id}::uuid] WHERE id = ${id}::uuid`.execute(tx),
  );
  expect((await find(barred, receiptCode)).statusCode).toBe(404);
  expect((await find(await test.signIn('department-data'), receiptCode)).statusCode).toBe(403);
});

it('is not to be guessed', async () => {
  const guesser = await test.signIn('county-officer');
  const codes: number[] = [];
  for (let n = 0; n < 21; n += 1) codes.push((await find(guesser, '1'.repeat(25))).statusCode);
  expect(codes.at(0)).toBe(404);
  expect(codes.at(-1)).toBe(429);
});
