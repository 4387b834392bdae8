import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { demonstrationPack } from './demonstration-pack.ts';
import { publishedPolicy } from './index.ts';

let test: TestApp;
let officer: Person;
let leader: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
});
afterAll(() => test.close());

const draft = async (pack: object): Promise<string> =>
  (await officer.inject('POST', '/api/policies', { pack })).json().id;
const publish = (person: Person, id: string, revision = 1) =>
  person.inject('POST', `/api/policies/${id}/publish`, { revision });
const inForce = (on: string) => inScope(test.db, test.county, (tx) => publishedPolicy(tx, test.county, on));

describe('a policy pack', () => {
  it('is in force once a second person has published it', async () => {
    const id = await draft(demonstrationPack(test.county));
    expect(await inForce('2026-06-30')).toBeNull();
    expect((await publish(leader, id)).statusCode).toBe(200);
    expect((await inForce('2026-06-30'))?.id).toBe(id);
    expect(await inForce('2025-12-31')).toBeNull();
    const { items } = (await officer.inject('GET', '/api/policies')).json();
    expect(items[0]).toMatchObject({ id, state: 'published', inForce: true, version: 1 });
  });

  it('is in force to its last day and no longer, and is shown as expired', async () => {
    const before = (await inForce('2026-06-30'))?.id;
    const pack = {
      ...demonstrationPack(test.county),
      effectiveFrom: '2026-05-01',
      effectiveTo: '2026-05-31',
    };
    const id = await draft(pack);
    expect((await publish(leader, id)).statusCode).toBe(200);
    expect((await inForce('2026-05-31'))?.id).toBe(id);
    expect((await inForce('2026-06-01'))?.id).toBe(before);
    const { items } = (await officer.inject('GET', '/api/policies')).json();
    expect(items[0]).toMatchObject({ id, inForce: false, expired: true, effectiveTo: '2026-05-31' });
  });

  it('is not published by anybody who wrote on it', async () => {
    const admin = await test.signIn('county-admin');
    const id = await draft(demonstrationPack(test.county));
    const edited = await admin.inject('PUT', `/api/policies/${id}`, { pack: demonstrationPack(test.county) });
    expect(edited.statusCode).toBe(200);
    const answer = await publish(admin, id, 2);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'same-person']);
  });

  it('is not published in another wording than the one that was read', async () => {
    const id = await draft(demonstrationPack(test.county));
    await officer.inject('PUT', `/api/policies/${id}`, { pack: demonstrationPack(test.county) });
    const answer = await publish(leader, id, 1);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'changed-meanwhile']);
  });

  it('is not published with faults, and says where they are', async () => {
    const id = await draft({
      ...demonstrationPack(test.county),
      effectiveFrom: '明年',
      admission: { income: 1 },
    });
    const file = (await officer.inject('GET', `/api/policies/${id}`)).json();
    expect(file.faults.map((fault: { path: string }) => fault.path)).toContain('effectiveFrom');
    const answer = await publish(leader, id);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'policy-faults']);
  });

  it('is not published for another county', async () => {
    const id = await draft(demonstrationPack('110101'));
    expect((await publish(leader, id)).json().code).toBe('policy-faults');
  });

  it('is never edited after it was published, not even by the owner of the tables', async () => {
    const id = await draft(demonstrationPack(test.county));
    await publish(leader, id);
    const answer = await officer.inject('PUT', `/api/policies/${id}`, { pack: {} });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'policy-published']);
    const change = inScope(test.db, test.county, (tx) =>
      sql`UPDATE policies SET title = 'x' WHERE id = ${id}::uuid`.execute(tx),
    );
    await expect(change).rejects.toThrow(/never changed/);
  });

  it('does not exist for another county', async () => {
    const id = await draft(demonstrationPack(test.county));
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    expect((await stranger.inject('GET', `/api/policies/${id}`)).statusCode).toBe(404);
    expect((await stranger.inject('PUT', `/api/policies/${id}`, { pack: {} })).statusCode).toBe(404);
  });
});
