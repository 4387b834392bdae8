import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { COMMUNITY, detail, did, makeOffices, typed } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let worker: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  worker = await test.signIn('community-worker', { scope: COMMUNITY });
});
afterAll(() => test.close());

const registered = async (over: object = {}): Promise<{ id: string; receiptCode: string | null }> =>
  (await officer.inject('POST', '/api/clues', typed(over))).json();
const leave = (person: Person, id: string, body: object) =>
  person.inject('POST', `/api/clues/${id}/messages`, { of: id, text: '请补充门牌号', ...body });
const enter = (person: Person, id: string, body: object) =>
  person.inject('POST', `/api/clues/${id}/messages/from-reporter`, {
    channel: 'phone',
    text: '在三号楼二单元',
    ...body,
  });
const messages = async (person: Person, id: string) =>
  (await detail(person, id)).notes
    .filter(({ act }: { act: string }) => act.startsWith('message-'))
    .map(({ actLabel, text, byName }: Record<string, string>) => [actLabel, text, byName]);
const inboxOf = async (person: Person) =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.map(({ title }: { title: string }) => title.replace(/：线索.*$/, ''));

describe('an anonymous reporter', () => {
  it('is left a message and answers by the receipt code, both in the history', async () => {
    const { id, receiptCode } = await registered();
    await did(officer, id, 'accept', { kind: 'report' });
    await did(officer, id, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
    expect((await leave(officer, id, {})).statusCode).toBe(204);
    expect((await enter(officer, id, { code: receiptCode })).statusCode).toBe(204);
    expect(await messages(worker, id)).toEqual([
      ['给举报人留言', '请补充门牌号', officer.actor.name],
      ['举报人补充', '电话：在三号楼二单元', officer.actor.name],
    ]);
    expect(await inboxOf(worker)).toContain('举报人补充了情况');
    await did(worker, id, 'result', { result: 'true', text: '核查属实' });
    expect(await inboxOf(worker)).not.toContain('举报人补充了情况');
  });

  it('is not taken for somebody without the code of that clue', async () => {
    const { id } = await registered();
    const other = await registered();
    for (const code of [other.receiptCode, '12345', '1'.repeat(25)]) {
      const refused = await enter(officer, id, { code });
      expect([refused.statusCode, refused.json().errors[0].path]).toEqual([400, 'code']);
    }
    expect(await messages(officer, id)).toEqual([]);
  });

  it('whose report was merged is reached through the one that stays', async () => {
    const head = await registered();
    const merged = await registered();
    await did(officer, merged.id, 'merge', { into: head.id, text: '同一件事' });
    const { receipts } = await detail(officer, head.id);
    expect(receipts.map(({ id }: { id: string }) => id)).toEqual([head.id, merged.id]);
    expect((await leave(officer, head.id, { of: merged.id })).statusCode).toBe(204);
    expect((await enter(officer, head.id, { code: merged.receiptCode })).statusCode).toBe(204);
    const { notes } = await detail(officer, head.id);
    const { number } = await detail(officer, merged.id);
    expect(
      notes
        .filter(({ act }: { act: string }) => act.startsWith('message-'))
        .map(({ of }: { of: string }) => of),
    ).toEqual([number, number]);
  });
});

it('is not left where nobody was given a code, nor by who only looks into it', async () => {
  const { id } = await registered({ channel: 'patrol', kind: 'lead' });
  const refused = await leave(officer, id, {});
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'no-receipt']);
  expect((await leave(worker, id, {})).statusCode).toBe(403);
});
