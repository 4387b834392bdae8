import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { act, detail, did, makeOffices, register, rename, typed } from '../testing/clue-desk.ts';

let test: TestApp;
let supervisor: Person;
let officer: Person;
let other: Person;
let reviewer: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  officer = await test.signIn('county-officer');
  other = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  await rename(test, other, '马办事');
});
afterAll(() => test.close());

const FACTS = { summary: '反映某小区公租房长期空置，管理人员知情不管。', amountFen: 100_000 };
const REPORTER = { name: '赵实名', phone: '13900000002', idNumber: '', address: '幸福社区' };
const PERSONS = [{ name: '孙某某', post: '管理员', level: '其他人员' }];

/** A clue of the prefecture, handed down to the county. */
async function handed(): Promise<{ readonly id: string; readonly below: string }> {
  const id = await register(supervisor, { ...FACTS, reporter: REPORTER });
  await did(supervisor, id, 'accept', { kind: 'report' });
  await did(supervisor, id, 'hand-down', { county: '652301', dueOn: '2026-07-20' });
  return { id, below: (await detail(supervisor, id)).transfers.at(-1).handed.clueId };
}

async function correct(person: Person, id: string, over: object) {
  const { version } = await detail(person, id);
  const { channel: _, kind: __, receivedOn: ___, ...facts } = typed({ ...FACTS, ...over });
  const source = (await detail(person, id)).source;
  return await person.inject('PATCH', `/api/clues/${id}`, { ...facts, source, reason: '', version });
}

const told = async (person: Person, below: string): Promise<readonly string[]> =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.filter(({ link }: { link: string }) => link === `/clues/${below}`)
    .map(({ title }: { title: string }) => title.replace(/：.*$/, ''))
    .filter((title: string) => title.includes('更正'));

describe('what the prefecture corrects of a clue that it handed down', () => {
  it('is told to the county with the field, from and to, and taken over by one act', async () => {
    const { id, below } = await handed();
    expect((await detail(officer, below)).correctedAbove).toBeNull();
    const fixed = { summary: '反映某小区公租房六户长期空置。', amountFen: 250_000, persons: PERSONS };
    expect((await correct(supervisor, id, fixed)).statusCode).toBe(200);
    const before = await detail(officer, below);
    expect(before).toMatchObject({ summary: FACTS.summary, amountFen: 100_000 });
    expect(before.correctedAbove).toMatchObject({
      fields: [
        { key: 'persons', before: '不详 其他人员', after: '孙某某 管理员 其他人员', now: '不详 其他人员' },
        { key: 'summary', before: FACTS.summary, after: fixed.summary, now: FACTS.summary },
        { key: 'amountFen', label: '涉及资金', before: 100_000, after: 250_000, now: 100_000, money: true },
      ],
      mayAnswer: true,
    });
    expect(JSON.stringify(before)).not.toContain('赵实名');
    expect(await told(officer, below)).toEqual(['上级更正了转办的线索']);
    expect(before.notes.at(-1)).toMatchObject({ actLabel: '上级更正', text: '被反映人、摘要、涉及资金' });

    expect((await act(reviewer, below, 'correction', { adopt: true })).statusCode).toBe(403);
    expect((await act(supervisor, below, 'correction', { adopt: true })).statusCode).toBe(403);
    await did(officer, below, 'correction', { adopt: true });
    const after = await detail(officer, below);
    expect(after).toMatchObject({ ...fixed, source: before.source, correctedAbove: null });
    expect(after.notes.at(-1)).toMatchObject({ actLabel: '采用上级更正' });
    expect(await told(officer, below)).toEqual([]);
    expect((await act(officer, below, 'correction', { adopt: true })).json().code).toBe('no-correction');
  });

  it('leaves what the county wrote itself alone, and may be declined with a reason', async () => {
    const { id, below } = await handed();
    expect((await correct(officer, below, { amountFen: 120_000 })).statusCode).toBe(200);
    expect((await correct(supervisor, id, { summary: '反映某小区空置。' })).statusCode).toBe(200);
    expect((await correct(supervisor, id, { summary: '反映某小区六户空置。' })).statusCode).toBe(200);
    const keys = async () =>
      (await detail(officer, below)).correctedAbove?.fields.map(
        ({ before, after }: { before: string; after: string }) => [before, after],
      );
    expect(await keys()).toEqual([[FACTS.summary, '反映某小区六户空置。']]);
    expect((await act(officer, below, 'correction', { adopt: false, text: '' })).statusCode).toBe(400);
    await did(officer, below, 'correction', { adopt: false, text: '核查结果已写清户数' });
    expect(await detail(officer, below)).toMatchObject({ summary: FACTS.summary, correctedAbove: null });
    expect((await correct(supervisor, id, { summary: '反映某小区七户空置。' })).statusCode).toBe(200);
    expect(await keys()).toEqual([[FACTS.summary, '反映某小区七户空置。']]);
    const same = { summary: '反映某小区七户空置。', amountFen: 120_000 };
    expect((await correct(officer, below, same)).statusCode).toBe(200);
    expect(await keys()).toBeUndefined();
    expect(await told(officer, below)).toEqual([]);
  });

  it('that accuses somebody of the county is kept from that person from the same moment on', async () => {
    const { id, below } = await handed();
    const accused = [{ name: '马办事', post: '经办人', level: '其他人员' }];
    expect((await detail(other, below)).id).toBe(below);
    const refused = await correct(supervisor, id, { persons: accused });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'county-left-out']);
    expect(refused.json().detail).toContain('请先撤回转办');
    expect((await detail(other, below)).correctedAbove).toBeNull();

    const admin = await test.signIn('county-admin');
    const relation = { userId: other.actor.id, relatedName: '吕家人', relation: 'spouse' };
    expect((await admin.inject('POST', '/api/relations', relation)).statusCode).toBe(201);
    const kin = [{ name: '吕家人', post: '', level: '其他人员' }];
    expect((await correct(supervisor, id, { persons: kin })).statusCode).toBe(200);
    expect((await other.inject('GET', `/api/clues/${below}`)).statusCode).toBe(404);
    expect([await told(other, below), await told(officer, below)]).toEqual([[], ['上级更正了转办的线索']]);
    await did(officer, below, 'correction', { adopt: false, text: '核实后再更正' });
    expect((await other.inject('GET', `/api/clues/${below}`)).statusCode).toBe(404);
  });

  it('waits while the county does not have it, and is there when it is handed down again', async () => {
    const { id, below } = await handed();
    await did(supervisor, id, 'recall', { text: '改由州级核查' });
    expect((await correct(supervisor, id, { persons: PERSONS })).statusCode).toBe(200);
    expect((await detail(officer, below)).correctedAbove).toBeNull();
    expect(await told(officer, below)).toEqual([]);
    await did(supervisor, id, 'hand-down', { county: '652301', dueOn: '2026-07-20' });
    expect((await detail(officer, below)).correctedAbove.fields).toMatchObject([{ key: 'persons' }]);
    await did(officer, below, 'correction', { adopt: true });
    expect((await detail(officer, below)).persons).toEqual(PERSONS);
  });
});
