import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { detail, makeOffices, register, rename, standAt } from './testing/clue-desk.ts';

const REPORTER = { name: '赵实名', phone: '13900000000', idNumber: '', address: '幸福社区 3 栋' };
let test: TestApp;
let officer: Person;
let inspector: Person;
let otherInspector: Person;
let leader: Person;
let admin: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  inspector = await test.signIn('inspector');
  otherInspector = await test.signIn('inspector');
  leader = await test.signIn('leader');
  admin = await test.signIn('county-admin');
});
afterAll(() => test.close());

const ask = (person: Person, id: string) =>
  person.inject('POST', `/api/clues/${id}/openings`, { reason: '须向举报人核实租金去向' });
const on = (person: Person, id: string, opening: string, what: string) =>
  person.inject('POST', `/api/clues/${id}/openings/${opening}/${what}`);
const named = () => register(officer, { reporter: REPORTER });

describe('who reported', () => {
  it('is in no answer, list, export, event or plain column', async () => {
    const id = await named();
    const page = await detail(officer, id);
    expect(page).toMatchObject({ named: true, hasReporter: true, openings: [] });
    const texts = [JSON.stringify(page), (await officer.inject('GET', '/api/clues')).body];
    const rows = await inScope(test.db, test.county, async (tx) => {
      const tables = ['clues', 'clue_notes', 'clue_reporters', 'events', 'inbox_items'];
      const all = [];
      for (const table of tables) all.push((await sql`SELECT * FROM ${sql.table(table)}`.execute(tx)).rows);
      return JSON.stringify(all);
    });
    for (const text of [...texts, rows])
      for (const part of [REPORTER.name, REPORTER.phone, REPORTER.address]) expect(text).not.toContain(part);
  });

  it('opens to two people, one of them an inspector, for half an hour, and each step is an event', async () => {
    const id = await named();
    const opening = (await ask(leader, id)).json().id;
    expect((await on(leader, id, opening, 'view')).json().code).toBe('not-open');
    expect((await on(admin, id, opening, 'agree')).json().code).toBe('no-inspector');
    expect((await on(inspector, id, opening, 'agree')).statusCode).toBe(200);
    for (const person of [leader, inspector]) {
      const seen = await on(person, id, opening, 'view');
      expect(seen.json()).toMatchObject(REPORTER);
    }
    for (const person of [admin, otherInspector])
      expect((await on(person, id, opening, 'view')).statusCode).toBe(403);
    expect((await on(officer, id, opening, 'view')).statusCode).toBe(403);
    await standAt(test, new Date(test.clock.now().getTime() + 30 * 60_000));
    expect((await on(leader, id, opening, 'view')).json().code).toBe('expired');
    const events = await inScope(test.db, test.county, (tx) =>
      sql<{ did: string; actor_name: string }>`
        SELECT payload->>'did' AS did, actor_name FROM events
        WHERE act = 'clue.identity' AND subject_id = ${id} ORDER BY at, id`.execute(tx),
    );
    expect(events.rows.map(({ did }) => did)).toEqual(['ask', 'agree', 'view', 'view']);
  });

  it('is never opened by one person alone, also with two roles, two accounts or two requests', async () => {
    const id = await named();
    const both = await test.signIn('inspector');
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE users SET roles = '{inspector,leader,county-admin}' WHERE id = ${both.actor.id}::uuid`.execute(
        tx,
      ),
    );
    const opening = (await ask(both, id)).json().id;
    expect((await on(both, id, opening, 'agree')).json().code).toBe('same-person');
    expect((await ask(both, id)).json().code).toBe('asked-already');
    const twin = await test.signIn('leader');
    await rename(test, twin, both.actor.name);
    expect((await on(twin, id, opening, 'agree')).json().code).toBe('same-person');
    expect((await on(twin, id, opening, 'view')).json().code).toBe('not-open');
  });

  it('is not opened through the database either: what is there is sealed, and an opening decides once', async () => {
    const id = await named();
    const opening = (await ask(leader, id)).json().id;
    const change = (set: ReturnType<typeof sql>) =>
      inScope(test.db, test.county, (tx) =>
        sql`UPDATE clue_openings SET ${set} WHERE id = ${opening}::uuid`.execute(tx),
      );
    const agreed = sql`agreed_at = now(), expires_at = now() + interval '1 day'`;
    await expect(change(sql`agreed_by = asked_by, agreed_by_name = 'x', ${agreed}`)).rejects.toThrow(
      /two_people/,
    );
    await expect(
      change(sql`agreed_by = gen_random_uuid(), agreed_by_name = asked_by_name, ${agreed}`),
    ).rejects.toThrow(/two_people/);
    await expect(change(sql`asked_by = gen_random_uuid()`)).rejects.toThrow(/decided once/);
    await on(inspector, id, opening, 'agree');
    await expect(change(sql`expires_at = now() + interval '1 year'`)).rejects.toThrow(/decided once/);
    await expect(
      inScope(test.db, test.county, (tx) => sql`DELETE FROM clue_openings`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
    await expect(
      inScope(test.db, test.county, (tx) => sql`UPDATE clue_reporters SET sealed = '\\x00'`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
    const sealed = await inScope(test.db, test.county, (tx) =>
      tx.selectFrom('clue_reporters').select('sealed').where('clue_id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(() => test.deps.secrets.openField(sealed.sealed)).toThrow();
  });

  it('refused stays closed, and asking where nobody is known says so', async () => {
    const id = await named();
    const opening = (await ask(inspector, id)).json().id;
    expect((await on(leader, id, opening, 'refuse')).statusCode).toBe(204);
    for (const what of ['agree', 'refuse'])
      expect((await on(admin, id, opening, what)).json().code).toBe('decided-already');
    expect((await on(inspector, id, opening, 'view')).json().code).toBe('not-open');
    expect((await ask(leader, await register(officer))).json().code).toBe('no-identity');
  });
});
