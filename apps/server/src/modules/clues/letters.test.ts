import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { docxLines } from '../../platform/testing/docx-lines.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { detail, did, register, SUMMARY } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let reviewer: Person;
let inspector: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  inspector = await test.signIn('inspector');
});
afterAll(() => test.close());

const REPORTER = { name: '赵某人', phone: '13900001234', address: '幸福路一号' };
const TRANSFER = {
  receiver: 'police',
  receiverName: '昌吉市公安局',
  letterNo: '昌建函〔2026〕7号',
  sentOn: '2026-07-01',
  dueOn: '2026-08-03',
};

const kindsOf = async (person: Person, id: string): Promise<string[]> =>
  (await detail(person, id)).letters.map(({ kind }: { kind: string }) => kind);

async function printed(person: Person, id: string, kind: string): Promise<string> {
  const { letters } = await detail(person, id);
  const { of } = letters.find((one: { kind: string }) => one.kind === kind);
  const response = await person.inject('GET', `/api/clues/${id}/letters/${kind}/${of}`);
  expect(response.statusCode, response.body).toBe(200);
  return docxLines(response.rawPayload).join('\n');
}

describe('the letters of a clue', () => {
  it('go out as the clue goes on, and never say who reported', async () => {
    const id = await register(officer, { kind: 'petition', reporter: REPORTER });
    expect(await kindsOf(officer, id)).toEqual([]);
    await did(officer, id, 'accept', { kind: 'petition' });
    const acceptance = await printed(officer, id, 'acceptance');
    expect(acceptance).toContain('按申诉求决事项受理，受理日期为2026年7月1日');
    expect(acceptance).toContain('60日内办结；情况复杂的，经批准可以延长，延长不超过30日');
    expect(acceptance).toContain('办理期限至2026年8月31日');
    await did(officer, id, 'transfer', TRANSFER);
    const transfer = await printed(officer, id, 'transfer');
    expect(transfer).toContain(SUMMARY);
    expect(transfer).toContain('并于2026年8月3日前书面告知办理结果');
    expect(transfer).toContain('你单位昌建函〔2026〕7号移送函');
    await did(officer, id, 'outcome', { on: '2026-07-01', result: 'true', text: '查实转租' });
    await did(reviewer, id, 'conclude', { agree: true });
    expect(await printed(officer, id, 'answer')).toContain('结论为：属实。现答复如下：\n＿＿');
    await did(officer, id, 'answer', { method: 'written', text: '已责令退回住房。' });
    const answer = await printed(officer, id, 'answer');
    expect(answer).toContain('现答复如下：\n已责令退回住房。\n对本答复不服的，可以自收到本答复之日起30日内');
    for (const text of [acceptance, transfer, answer])
      for (const part of Object.values(REPORTER)) expect(text).not.toContain(part);
  });

  it('has nothing to post to whoever gave no name', async () => {
    const id = await register(officer);
    await did(officer, id, 'accept', { kind: 'report' });
    expect(await kindsOf(officer, id)).toEqual([]);
    const asked = await officer.inject('GET', `/api/clues/${id}/letters/acceptance/${id}`);
    expect(asked.statusCode).toBe(404);
    await did(officer, id, 'transfer', TRANSFER);
    expect(await kindsOf(officer, id)).toEqual(['transfer']);
  });

  it('tells also of a refusal, with its reason', async () => {
    const id = await register(officer, { reporter: REPORTER });
    await did(officer, id, 'refuse', { text: '属于物业纠纷，请向社区反映' });
    expect(await kindsOf(officer, id)).toEqual(['refusal']);
    expect(await printed(officer, id, 'refusal')).toContain('原因：属于物业纠纷，请向社区反映');
  });

  it('are written by the desk alone, each print an event', async () => {
    const id = await register(officer, { reporter: REPORTER });
    await did(officer, id, 'accept', { kind: 'report' });
    await printed(officer, id, 'acceptance');
    expect(await kindsOf(inspector, id)).toEqual([]);
    const refused = await inspector.inject('GET', `/api/clues/${id}/letters/acceptance/${id}`);
    expect(refused.statusCode).toBe(403);
    const events = await inScope(test.db, test.county, (tx) =>
      tx
        .selectFrom('events')
        .select('payload')
        .where('act', '=', 'clue.letter')
        .where('subject_id', '=', id)
        .execute(),
    );
    expect(events.map(({ payload }) => payload)).toEqual([{ letter: 'acceptance', of: id }]);
  });

  it('goes to each of several reporters under the own number', async () => {
    const target = await register(officer, { reporter: REPORTER });
    const merged = await register(officer, { reporter: { name: '钱某人' } });
    await did(officer, target, 'accept', { kind: 'report' });
    const { version } = await detail(officer, merged);
    const body = { into: target, version };
    const done = await officer.inject('POST', `/api/clues/${merged}/merge`, body);
    expect(done.statusCode, done.body).toBe(200);
    const { number } = await detail(officer, merged);
    const { letters } = await detail(officer, target);
    expect(letters.map(({ label }: { label: string }) => label)[1]).toBe(`受理告知书（${number}的举报人）`);
    const response = await officer.inject('GET', `/api/clues/${target}/letters/acceptance/${merged}`);
    expect(docxLines(response.rawPayload).join('\n')).toContain(`编号为${number}`);
  });
});
