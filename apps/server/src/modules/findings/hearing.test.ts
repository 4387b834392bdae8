import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from './testing/raise-findings.ts';

let test: TestApp;
let officer: Person;
let reviewer: Person;
let raised: readonly RaisedFinding[];
const DAY_MS = 86_400_000;

async function signIn() {
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
}

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await signIn();
  raised = await raiseFindings(test, test.county, ['housing.owned', 'housing.owned']);
});
afterAll(() => test.close());

const detail = async (id: string) => (await officer.inject('GET', `/api/findings/${id}`)).json();

async function act(person: Person, id: string, path: string, body: object) {
  const { version } = await detail(id);
  return await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
}

const idOf = (n: number) => raised[n]?.id ?? '';
const confirmed = { conclusion: 'confirmed', reason: '产权证核实无误', exitNature: '1A' };

it('confirms nothing against a family that was not told, and waits for its answer until the day it was given', async () => {
  const id = idOf(0);
  const refused = await act(officer, id, 'propose', confirmed);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'not-heard']);
  expect(refused.json().detail).toContain('请先告知家庭');
  const told = { method: '电话', note: '已告知', answerBy: '2026-07-01' };
  expect((await act(officer, id, 'tell', { ...told, answerBy: '2026-06-30' })).statusCode).toBe(400);
  expect((await act(officer, id, 'tell', told)).statusCode).toBe(200);
  expect((await act(officer, id, 'propose', confirmed)).json().detail).toContain('截止日还没有过');
  expect(await detail(id)).toMatchObject({ hearing: 'answer-awaited', answerBy: '2026-07-01' });
  test.clock.advance(DAY_MS);
  await signIn();
  expect((await detail(id)).hearing).toBe('heard');
  expect((await act(officer, id, 'propose', confirmed)).statusCode).toBe(200);
  expect((await act(reviewer, id, 'conclude', { agree: true })).json().state).toBe('confirmed');
});

it('lets a conclusion in the family’s favour stand without asking it', async () => {
  const id = idOf(1);
  const other = { conclusion: 'stale-data', reason: '登记已变更' };
  expect((await act(officer, id, 'propose', other)).statusCode).toBe(200);
  await act(reviewer, id, 'conclude', { agree: false, remark: '请再核实' });
});

it('confirms against a family that cannot be told, with the reason on record', async () => {
  const id = idOf(1);
  expect((await act(officer, id, 'cannot-tell', { reason: '承租人下落不明' })).statusCode).toBe(200);
  expect((await act(officer, id, 'propose', confirmed)).statusCode).toBe(200);
  expect((await detail(id)).notes).toContainEqual(
    expect.objectContaining({ actLabel: '登记无法告知', text: '承租人下落不明' }),
  );
});
