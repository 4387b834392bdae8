import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { attachPapers } from '../papers/index.ts';
import { detail, did, makeOffices, register, rename, standAt, typed } from './testing/clue-desk.ts';

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

describe('a letter that shows who reported', () => {
  const NAME = '赵实名的举报信.pdf';
  const CONTENT = '%PDF-1.7 signed';
  const upload = async (marked: boolean) => {
    const url = `/api/papers?showsReporter=${marked}`;
    return (await officer.upload(url, { name: marked ? NAME : '现场.pdf', content: CONTENT })).json().id;
  };
  const open = (person: Person, id: string, opening: string, paper: string) =>
    person.inject('GET', `/api/clues/${id}/openings/${opening}/papers/${paper}`);

  it('is behind the same two people as the identity, and each look at it is an event', async () => {
    const [letter, photo] = [await upload(true), await upload(false)];
    const id = await register(officer, { channel: 'letter', paperIds: [letter, photo] });
    const page = await detail(officer, id);
    expect(page).toMatchObject({ hasReporter: true });
    expect(
      page.papers.map((one: { name: string; showsReporter: boolean }) => [one.name, one.showsReporter]),
    ).toEqual([
      ['含举报人信息的材料', true],
      ['现场.pdf', false],
    ]);
    for (const person of [officer, leader, inspector]) {
      const kept = await person.inject('GET', `/api/clues/${id}/papers/${letter}`);
      expect([kept.statusCode, kept.json().code]).toEqual([409, 'shows-reporter']);
      expect((await person.inject('GET', `/api/papers/${letter}`)).statusCode).toBe(404);
      expect((await person.inject('GET', `/api/clues/${id}/papers/${photo}`)).statusCode).toBe(200);
    }
    const opening = (await ask(leader, id)).json().id;
    expect((await open(leader, id, opening, letter)).json().code).toBe('not-open');
    expect((await on(inspector, id, opening, 'agree')).statusCode).toBe(200);
    for (const person of [leader, inspector])
      expect((await open(person, id, opening, letter)).rawPayload.toString()).toBe(CONTENT);
    expect((await open(leader, id, opening, photo)).statusCode).toBe(404);
    expect((await open(admin, id, opening, letter)).statusCode).toBe(403);
    expect((await open(officer, id, opening, letter)).statusCode).toBe(403);
    expect((await on(leader, id, opening, 'view')).json()).toMatchObject({ name: '', phone: '' });
    const events = await inScope(test.db, test.county, (tx) =>
      sql<{ did: string; paper: string | null }>`
        SELECT payload->>'did' AS did, payload->>'paper' AS paper FROM events
        WHERE act = 'clue.identity' AND subject_id = ${id} ORDER BY at, id`.execute(tx),
    );
    expect(events.rows.map(({ did, paper }) => [did, paper])).toEqual([
      ['ask', null],
      ['agree', null],
      ['view', letter],
      ['view', letter],
      ['view', null],
    ]);
    await standAt(test, new Date(test.clock.now().getTime() + 30 * 60_000));
    expect((await open(leader, id, opening, letter)).json().code).toBe('expired');
  });

  it('stays so after its clue was merged, and beside a clue that is like it', async () => {
    const summary = '反映和平社区三号楼有人空置公租房两年，仍按月领取补贴，邻居多次反映无果。';
    const letter = await upload(true);
    const first = await register(officer, { summary, paperIds: [letter] });
    const head = await register(officer, { summary: `${summary}再次反映。` });
    expect((await officer.inject('GET', '/api/clues/duplicates')).body).not.toContain(NAME);
    await did(officer, first, 'merge', { into: head });
    expect((await officer.inject('GET', `/api/clues/${head}/papers/${letter}`)).statusCode).toBe(409);
    expect((await detail(officer, head)).hasReporter).toBe(false);
    const opening = (await ask(leader, first)).json().id;
    await on(inspector, first, opening, 'agree');
    expect((await open(leader, first, opening, letter)).statusCode).toBe(200);
  });

  it('is not opened by the opening of another reporter, whose clue it was merged into', async () => {
    const letter = await upload(true);
    const merged = await register(officer, { paperIds: [letter] });
    const head = await named();
    await did(officer, merged, 'merge', { into: head });
    const opening = (await ask(leader, head)).json().id;
    await on(inspector, head, opening, 'agree');
    expect((await open(leader, head, opening, letter)).statusCode).toBe(404);
  });

  it('is put behind the two people also when that is seen after the upload, and does not come back', async () => {
    const letter = await upload(false);
    const id = await register(officer, { channel: 'letter', paperIds: [letter] });
    const mark = (person: Person) =>
      person.inject('POST', `/api/clues/${id}/papers/${letter}/shows-reporter`);
    expect((await mark(inspector)).statusCode).toBe(403);
    expect((await mark(officer)).statusCode).toBe(204);
    expect((await mark(officer)).statusCode).toBe(204);
    expect(await detail(officer, id)).toMatchObject({
      hasReporter: true,
      papers: [{ name: '含举报人信息的材料', showsReporter: true }],
    });
    const kept = await officer.inject('GET', `/api/clues/${id}/papers/${letter}`);
    expect([kept.statusCode, kept.json().code]).toEqual([409, 'shows-reporter']);
    const { rows } = await inScope(test.db, test.county, (tx) =>
      sql<{ clue: string }>`
        SELECT payload->>'clue' AS clue FROM events
        WHERE subject_id = ${letter} AND payload->>'did' = 'keep-from-view'`.execute(tx),
    );
    expect(rows).toEqual([{ clue: id }]);
    const opening = (await ask(leader, id)).json().id;
    await on(inspector, id, opening, 'agree');
    expect((await open(leader, id, opening, letter)).rawPayload.toString()).toBe(CONTENT);
  });

  it('is behind them too where the name of its file alone says who it was', async () => {
    const content = '%PDF-1.7 statement';
    const letter = (await officer.upload('/api/papers', { name: '赵 实名 来信.pdf', content })).json().id;
    const photo = (await officer.upload('/api/papers', { name: '楼道照片.pdf', content })).json().id;
    const id = await register(officer, { channel: 'letter', reporter: REPORTER, paperIds: [letter, photo] });
    const page = await detail(officer, id);
    expect(page.papers.map(({ name }: { name: string }) => name).toSorted()).toEqual([
      '含举报人信息的材料',
      '楼道照片.pdf',
    ]);
    expect((await officer.inject('GET', `/api/clues/${id}/papers/${letter}`)).statusCode).toBe(409);
  });

  it('belongs to a clue and to nothing else', async () => {
    const letter = await upload(true);
    const to = { subject: { type: 'problem', id: test.deps.ids() }, region: '652301000000' };
    const attached = await inScope(test.db, test.county, (tx) =>
      attachPapers(tx, [letter], to, officer.actor.id),
    );
    expect(attached).toBe(0);
  });
});

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

  it('is not written into the summary of a report, which everybody at the desk reads', async () => {
    const telling = ['赵实名来电反映三号楼转租。', '来电 139 0000 0000，反映三号楼转租。'];
    for (const summary of telling) {
      const answer = await officer.inject('POST', '/api/clues', typed({ summary, reporter: REPORTER }));
      expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, 'summary']);
    }
    // Who asks for their own right is what the matter is about.
    await register(officer, { kind: 'petition', summary: telling[0], reporter: REPORTER });
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
