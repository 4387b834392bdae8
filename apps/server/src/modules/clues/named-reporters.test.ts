import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { act, COMMUNITY, detail, did, makeOffices, register } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let reviewer: Person;
let leader: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  leader = await test.signIn('leader');
  await test.signIn('community-worker', { scope: COMMUNITY });
});
afterAll(() => test.close());

const named = (name: string) => ({ reporter: { name } });
const tellLimits = async (id: string) =>
  (await detail(officer, id)).deadlines.filter(({ key }: { key: string }) => key === 'tell');

async function inquiring(over: object): Promise<string> {
  const id = await register(officer, over);
  await did(officer, id, 'accept', { kind: 'report' });
  await did(officer, id, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
  return id;
}

const concluded = async (id: string) => {
  await did(officer, id, 'result', { result: 'true', text: '核查属实' });
  await did(reviewer, id, 'conclude', { agree: true });
};

describe('who reported by name', () => {
  it('can be told also after the result came in, and is told once', async () => {
    const id = await inquiring(named('赵某'));
    await concluded(id);
    await did(officer, id, 'tell', { on: '2026-07-01', text: '当面告知' });
    expect((await tellLimits(id)).map(({ state }: { state: string }) => state)).toEqual(['met']);
    const again = await act(officer, id, 'tell', { on: '2026-07-01', text: '当面告知' });
    expect([again.statusCode, again.json().code]).toEqual([409, 'told-already']);
  });

  it('is still owed an answer where their report was merged into an anonymous one', async () => {
    const head = await inquiring({});
    const merged = await register(officer, named('钱某'));
    const other = await register(officer, named('孙某'));
    for (const one of [merged, other]) await did(officer, one, 'merge', { into: head, text: '同一件事' });
    expect(await tellLimits(head)).toHaveLength(2);
    expect((await detail(officer, head)).dueOn).toBe('2026-07-22');
    await did(officer, head, 'tell', { of: merged, on: '2026-07-01', text: '电话告知' });
    const { reporters } = await detail(officer, head);
    expect(reporters).toEqual([
      expect.objectContaining({ id: merged, toldOn: '2026-07-01' }),
      expect.objectContaining({ id: other, toldOn: null }),
    ]);
    await did(officer, head, 'tell', { on: '2026-07-01', text: '电话告知' });
    expect((await detail(officer, head)).allowedActs).not.toContain('tell-acceptance');
    await concluded(head);
    const refused = await act(officer, head, 'answer', { method: 'none', text: '存档' });
    expect(refused.json().code).toBe('named-unanswered');
  });

  it('is told of a refusal too, and anew where it is then taken up', async () => {
    const id = await register(officer, named('李某'));
    await did(officer, id, 'refuse', { text: '没有具体事实' });
    expect((await detail(officer, id)).dueOn).toBe('2026-07-22');
    await did(officer, id, 'tell', { on: '2026-07-01', text: '电话告知不予受理' });
    expect((await detail(officer, id)).dueOn).toBeNull();
    await did(leader, id, 'reopen', { text: '补充了线索' });
    expect((await tellLimits(id)).map(({ state }: { state: string }) => state)).toEqual(['open']);
  });
});
