import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { act, COMMUNITY, detail, did, makeOffices, register, standAt } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let reviewer: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  reviewer = await test.signIn('reviewer');
  await test.signIn('community-worker', { scope: COMMUNITY });
});
afterAll(() => test.close());

const at = (day: string) => standAt(test, new Date(`${day}T02:00:00Z`));
beforeEach(() => at('2026-07-01'));

const PETITION = { kind: 'petition', reporter: { name: '周某' } };
const limits = async (id: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await detail(officer, id)).deadlines.map(
      ({ label, day, state }: { label: string; day: string; state: string }) => [label, `${day} ${state}`],
    ),
  );

const extend = (id: string) => act(leader, id, 'extend', { days: 20, text: '需向外地调取档案' });

async function inquiring(over: { kind: string }): Promise<string> {
  const id = await register(officer, over);
  await did(officer, id, 'accept', { kind: over.kind });
  await did(officer, id, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
  return id;
}

describe('a petition', () => {
  it('of somebody who gave a name is not settled by accepting it: they are to be told', async () => {
    const id = await inquiring(PETITION);
    expect(await limits(id)).toMatchObject({
      '决定受理、转送或告知': '2026-07-16 met',
      告知实名反映人是否受理: '2026-07-16 open',
    });
    expect((await detail(officer, id)).dueOn).toBe('2026-07-16');
    await did(officer, id, 'tell', { on: '2026-07-01', text: '送达受理告知书' });
    expect(await limits(id)).toMatchObject({ 告知实名反映人是否受理: '2026-07-16 met' });
    expect((await detail(officer, id)).dueOn).toBe('2026-08-31');
  });

  it('merged into a report or a lead keeps its limits', async () => {
    for (const kind of ['report', 'lead']) {
      const head = await inquiring({ kind });
      const merged = await register(officer, PETITION);
      const { number } = await detail(officer, merged);
      await did(officer, merged, 'merge', { into: head, text: '同一件事' });
      expect(await limits(head)).toMatchObject({
        [`决定受理、转送或告知（${number}）`]: '2026-07-16 met',
        [`告知实名反映人是否受理（${number}）`]: '2026-07-16 open',
        [`办结（${number}）`]: '2026-08-31 open',
      });
      await did(officer, merged, 'unmerge', { text: '不是同一件事' });
      expect(await limits(head)).not.toHaveProperty(`办结（${number}）`);
      expect((await limits(merged))['决定受理、转送或告知']).toBe('2026-07-16 open');
    }
  });
});

describe('a petition that is taken out of a merge', () => {
  it('has the limits that it would have had had it never been merged', async () => {
    const head = await inquiring({ kind: 'report' });
    const accepted = await inquiring(PETITION);
    const received = await register(officer, PETITION);
    await did(officer, accepted, 'tell', { on: '2026-07-01', text: '送达受理告知书' });
    for (const one of [accepted, received])
      await did(officer, one, 'merge', { into: head, text: '同一件事' });
    await did(officer, head, 'tell', { of: received, on: '2026-07-01', text: '电话告知' });
    expect((await extend(head)).statusCode).toBe(200);
    await at('2026-07-10');
    for (const one of [accepted, received]) await did(officer, one, 'unmerge', { text: '不是同一件事' });
    expect((await detail(officer, accepted)).state).toBe('accepted');
    expect(await limits(accepted)).toEqual({
      '决定受理、转送或告知': '2026-07-16 met',
      告知实名反映人是否受理: '2026-07-16 met',
      告知信访人延期: '2026-08-31 open',
      办结: '2026-09-20 open',
    });
    expect((await detail(officer, received)).state).toBe('received');
    expect(await limits(received)).toEqual({
      '决定受理、转送或告知': '2026-07-16 open',
      告知实名反映人是否受理: '2026-07-16 open',
    });
  });
});

describe('a petition that another body has', () => {
  it('keeps its 60 days, may be given more of them, and they go on when it comes back', async () => {
    const id = await register(officer, PETITION);
    await did(officer, id, 'accept', { kind: 'petition' });
    await did(officer, id, 'transfer', {
      receiver: 'department',
      receiverName: '昌吉市自然资源局',
      letterNo: '昌市住保函〔2026〕8号',
      sentOn: '2026-07-01',
      dueOn: '2026-08-10',
      text: '',
    });
    expect(await limits(id)).toMatchObject({ 办结: '2026-08-31 open' });
    expect((await extend(id)).statusCode).toBe(200);
    await did(officer, id, 'tell-extension', { on: '2026-07-01', text: '送达延期告知书' });
    await at('2026-08-10');
    await did(officer, id, 'returned', { on: '2026-08-10', text: '不属该局职责' });
    expect(await limits(id)).toMatchObject({ 办结: '2026-09-20 open' });
  });
});

describe('a repeat', () => {
  it('is what was merged after the answer, not on the same day before it', async () => {
    const head = await inquiring({ kind: 'report' });
    const [before, after] = [await register(officer, PETITION), await register(officer, PETITION)];
    const [first, second] = [await detail(officer, before), await detail(officer, after)];
    await did(officer, before, 'merge', { into: head, text: '同一件事' });
    await did(officer, head, 'result', { result: 'untrue', text: '查无实据' });
    await did(reviewer, head, 'conclude', { agree: true });
    await did(officer, head, 'answer', { method: 'phone', text: '已反馈' });
    await did(officer, after, 'merge', { into: head, text: '重复反映' });
    const found = await limits(head);
    expect(found[`办结（${first.number}）`]).toBe('2026-08-31 met');
    expect(found[`告知实名反映人是否受理（${first.number}）`]).toBe('2026-07-16 by-answer');
    expect(found).not.toHaveProperty(`办结（${second.number}）`);
    expect(found[`告知实名反映人是否受理（${second.number}）`]).toBe('2026-07-16 open');
    await did(leader, head, 'reopen', { text: '有新情况' });
    expect((await limits(head))[`办结（${second.number}）`]).toBe('2026-08-31 open');
  });
});

describe('more time for a petition', () => {
  it('is told to whoever gave a name, by a letter that says why', async () => {
    const id = await inquiring(PETITION);
    expect((await extend(id)).statusCode).toBe(200);
    const open = await detail(officer, id);
    expect(open.allowedActs).toContain('tell-extension');
    expect(open.letters).toContainEqual({ kind: 'extension', of: id, label: '延期告知书' });
    const letter = await officer.inject('GET', `/api/clues/${id}/letters/extension/${id}`);
    expect(letter.statusCode).toBe(200);
    expect(await limits(id)).toMatchObject({ 告知信访人延期: '2026-08-31 open', 办结: '2026-09-20 open' });
    await did(officer, id, 'tell-extension', { on: '2026-07-01', text: '送达延期告知书' });
    expect(await limits(id)).toMatchObject({ 告知信访人延期: '2026-08-31 met' });
    expect((await detail(officer, id)).allowedActs).not.toContain('tell-extension');
    const again = await act(officer, id, 'tell-extension', { on: '2026-07-01', text: '送达延期告知书' });
    expect(again.json().code).toBe('told-already');
  });

  it('is not granted once the time has run out: being late stays in sight', async () => {
    const id = await inquiring(PETITION);
    await at('2026-09-01');
    expect((await detail(leader, id)).allowedActs).not.toContain('extend');
    const refused = await extend(id);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'limit-passed']);
    expect(await limits(id)).toMatchObject({ 办结: '2026-08-31 late' });
  });

  it('can be granted for a petition that was merged into a report, and owes an anonymous one no telling', async () => {
    const head = await inquiring({ kind: 'report' });
    const named = await register(officer, PETITION);
    const nameless = await register(officer, { kind: 'petition' });
    for (const one of [named, nameless]) await did(officer, one, 'merge', { into: head, text: '同一件事' });
    expect((await extend(head)).statusCode).toBe(200);
    const { letters } = await detail(officer, head);
    expect(letters.filter(({ kind }: { kind: string }) => kind === 'extension')).toHaveLength(1);
    expect((await extend(head)).json().code).toBe('extended-already');
    const { number } = await detail(officer, named);
    expect(await limits(head)).toMatchObject({
      [`办结（${number}）`]: '2026-09-20 open',
      [`告知信访人延期（${number}）`]: '2026-08-31 open',
    });
  });

  it('begins without any extension where the clue is taken up again', async () => {
    const id = await inquiring(PETITION);
    expect((await extend(id)).statusCode).toBe(200);
    await did(officer, id, 'result', { result: 'untrue', text: '查无实据' });
    await did(reviewer, id, 'conclude', { agree: true });
    await did(officer, id, 'answer', { method: 'phone', text: '已反馈' });
    await did(leader, id, 'reopen', { text: '有新情况' });
    expect(await limits(id)).toMatchObject({ 办结: '2026-08-31 open' });
  });
});
