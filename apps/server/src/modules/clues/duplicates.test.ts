import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, holdTable, type Person, type TestApp } from '../../platform/testing/index.ts';
import { problemForTest, startForTest } from '../campaigns/testing/start-for-test.ts';
import { sweepClues } from './sweep-clues.ts';
import {
  act,
  COMMUNITY,
  detail,
  did,
  makeOffices,
  OTHER_COMMUNITY,
  register,
  rename,
  standAt,
  typed,
} from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let second: Person;
let reviewer: Person;
let worker: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  second = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  worker = await test.signIn('community-worker', { scope: COMMUNITY });
  await test.signIn('community-worker', { scope: OTHER_COMMUNITY });
});
afterAll(() => test.close());

const person = (name: string) => ({ name, post: '楼栋长', level: '其他人员' });
const TEXT = '反映花园小区三号楼有人收钱安排公租房，每套收取五千元，已有多户交钱入住，请核查处理。';
const pairs = async () => (await officer.inject('GET', '/api/clues/duplicates')).json();
let serial = 0;

/** Two reports of one matter, told apart from those of other tests by who is named. */
async function twins(): Promise<{ first: string; second: string; name: string }> {
  serial += 1;
  const name = `苏重${'一二三四五六七八九'[serial]}`;
  const summary = `${name}的问题：${TEXT}`;
  const first = await register(officer, { summary, persons: [person(name)] });
  const again = await register(officer, {
    summary: summary.replace('请核查处理', '望查处'),
    persons: [person(name), person(`陪同${name}`)],
    channel: 'letter',
  });
  return { first, second: again, name };
}

const pairOf = async (ids: { first: string; second: string }) =>
  (await pairs()).items.find((pair: { first: { id: string }; second: { id: string } }) =>
    [pair.first.id, pair.second.id].every((id) => [ids.first, ids.second].includes(id)),
  );

describe('the same matter twice', () => {
  it('is shown while it is typed, with what speaks for it', async () => {
    const { first, name } = await twins();
    const typedIn = { summary: `${name}的问题：反映花园小区三号楼有人收钱安排公租房`, persons: [name] };
    const { items } = (await officer.inject('POST', '/api/clues/similar', typedIn)).json();
    const found = items.find(({ id }: { id: string }) => id === first);
    expect(found.reasons).toContain('同一被反映人');
    expect(found.reasons.some((reason: string) => /^摘要相似 \d+%$/.test(reason))).toBe(true);
    expect(
      (await officer.inject('POST', '/api/clues/similar', { summary: '', persons: [''] })).json().items,
    ).toEqual([]);
    expect((await worker.inject('POST', '/api/clues/similar', typedIn)).json().items).toEqual([]);
  });

  it('is found by its room, in other words and without a person, and not in another estate', async () => {
    await inScope(test.db, test.county, (tx) =>
      sql`INSERT INTO estates (county, id, region, name, initials)
        VALUES (${test.county}, ${test.deps.ids()}, ${test.county.padEnd(12, '0')}, '锦绣江南', 'jxjn')`.execute(
        tx,
      ),
    );
    const reason = '同一房屋：5栋2单元301';
    const first = await register(officer, { summary: '锦绣江南五栋二单元三零一住的不是承租人本人。' });
    const elsewhere = await register(officer, { summary: '碧水小区５－２－３０１电费长期为零。' });
    const words = { persons: ['不详'], placeRegion: test.county };
    const similarTo = async (summary: string) =>
      (await officer.inject('POST', '/api/clues/similar', { summary, ...words }))
        .json()
        .items.filter(({ reasons }: { reasons: string[] }) => reasons.includes(reason))
        .map(({ id }: { id: string }) => id);
    expect(await similarTo('反映有人把锦绣江南5号楼2单元301室租给商户')).toEqual([first]);
    expect(await similarTo('碧水小区5栋2单元301')).toEqual([elsewhere]);
    expect(await similarTo('光明小区5栋2单元301')).toEqual([]);

    const again = await register(officer, { summary: '反映有人把锦绣江南5号楼2单元301室租给商户。' });
    expect((await pairOf({ first, second: again })).reasons).toContain(reason);
    expect(await pairOf({ first: elsewhere, second: again })).toBeUndefined();
  });

  it('judged different is not raised again, unless what it says changes', async () => {
    const pair = await twins();
    expect((await pairOf(pair)).first).toMatchObject({
      channelLabel: expect.any(String),
      source: '信访举报',
      place: expect.stringContaining('昌吉市'),
      accusedOffice: null,
      amountFen: null,
      papers: [],
    });
    const judged = { first: pair.second, second: pair.first };
    expect((await officer.inject('POST', '/api/clues/duplicates/different', judged)).statusCode).toBe(204);
    expect(await pairOf(pair)).toBeUndefined();
    expect((await officer.inject('POST', '/api/clues/duplicates/different', judged)).statusCode).toBe(404);
    const edit = async (over: object) => {
      const { version, persons, summary } = await detail(officer, pair.first);
      return await officer.inject('PATCH', `/api/clues/${pair.first}`, {
        ...typed({ persons, summary, ...over }),
        version,
      });
    };
    expect((await edit({ amountFen: 500000 })).statusCode).toBe(200);
    expect(await pairOf(pair)).toBeUndefined();
    expect((await edit({ summary: `${pair.name}的问题：${TEXT}另有两户。` })).statusCode).toBe(200);
    expect(await pairOf(pair)).toBeDefined();
    const gone = { summary: '完全不同的另一件事：电梯坏了没人修。', persons: [person('别人')] };
    expect((await edit(gone)).statusCode).toBe(200);
    expect(await pairOf(pair)).toBeUndefined();
  });
});

describe('merging', () => {
  it('registers once, keeps both sources, notes and persons, and moves with the one that stays', async () => {
    const pair = await twins();
    await did(officer, pair.first, 'accept', { kind: 'report' });
    await did(officer, pair.first, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
    await did(officer, pair.second, 'merge', { into: pair.first, text: '同一件事' });
    const stays = await detail(worker, pair.first);
    expect(stays.mergedClues).toEqual([expect.objectContaining({ id: pair.second, channelLabel: '来信' })]);
    expect(stays.persons.map(({ name }: { name: string }) => name)).toEqual([pair.name, `陪同${pair.name}`]);
    expect(stays.notes.some(({ of }: { of: string | null }) => of !== null)).toBe(true);
    expect((await detail(officer, pair.second)).state).toBe('merged');
    expect(await pairOf(pair)).toBeUndefined();
    await did(officer, pair.first, 'route', {
      to: { kind: 'organisation', organisation: OTHER_COMMUNITY },
      text: '改派',
    });
    expect((await worker.inject('GET', `/api/clues/${pair.second}`)).statusCode).toBe(404);

    await did(officer, pair.second, 'unmerge', { text: '误并，地点不同' });
    const alone = await detail(officer, pair.first);
    expect(alone.mergedClues).toEqual([]);
    expect(alone.persons.map(({ name }: { name: string }) => name)).toEqual([pair.name]);
    const out = await detail(officer, pair.second);
    expect(out).toMatchObject({ state: 'received', mergedInto: null, handlerName: null });
    expect(out.persons).toHaveLength(2);
    expect((await worker.inject('GET', `/api/clues/${pair.second}`)).statusCode).toBe(404);
  });

  it('of more than three persons lets the officer choose, and writes down who was left', async () => {
    const pair = await twins();
    const { version, summary } = await detail(officer, pair.first);
    const three = [pair.name, '孔一', '孔二'].map(person);
    const edited = { ...typed({ summary, persons: three }), version };
    expect((await officer.inject('PATCH', `/api/clues/${pair.first}`, edited)).statusCode).toBe(200);
    expect((await act(officer, pair.second, 'merge', { into: pair.first })).json().code).toBe(
      'persons-to-choose',
    );
    const { persons } = (await officer.inject('GET', `/api/clues/${pair.second}/merge/${pair.first}`)).json();
    expect(persons).toHaveLength(4);
    await did(officer, pair.second, 'merge', { into: pair.first, persons: [0, 1, 3] });
    const stays = await detail(officer, pair.first);
    expect(stays.persons.map(({ name }: { name: string }) => name)).toEqual([
      pair.name,
      '孔一',
      `陪同${pair.name}`,
    ]);
    expect(
      stays.notes.some(({ text }: { text: string }) => text.includes('未列入被反映人：孔二 楼栋长')),
    ).toBe(true);
  });

  it('keeps out whom the one that stays no longer lists, and lists them again when it is taken back', async () => {
    const pair = await twins();
    const { version, summary } = await detail(officer, pair.first);
    const accused = await test.signIn('community-worker', { scope: OTHER_COMMUNITY });
    await rename(test, accused, '孔六');
    const three = [pair.name, '孔五', '孔六'].map(person);
    const edited = { ...typed({ summary, persons: three }), version };
    expect((await officer.inject('PATCH', `/api/clues/${pair.first}`, edited)).statusCode).toBe(200);
    await did(officer, pair.second, 'merge', { into: pair.first, persons: [0, 1, 3] });
    await did(officer, pair.first, 'accept', { kind: 'report' });
    const to = { kind: 'organisation', organisation: OTHER_COMMUNITY };
    expect((await act(officer, pair.first, 'route', { to })).json().code).toBe('left-out');
    await did(officer, pair.second, 'unmerge', { text: '误并，不是一件事' });
    expect((await detail(officer, pair.first)).persons).toEqual(three);
    await did(officer, pair.second, 'accept', { kind: 'report' });
    await did(officer, pair.second, 'route', { to });
    expect((await accused.inject('GET', `/api/clues/${pair.second}`)).statusCode).toBe(200);
  });

  it('keeps the clue that became a problem, so that one matter is no second problem', async () => {
    const pair = await twins();
    const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const problem = await problemForTest(officer, await startForTest(above, [test.county]), {
      foundOn: '2026-07-01',
    });
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE problems SET clue_id = ${pair.second}::uuid WHERE id = ${problem}::uuid`.execute(tx),
    );
    const refused = await act(officer, pair.second, 'merge', { into: pair.first });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'has-consequences']);
    await did(officer, pair.first, 'merge', { into: pair.second });
  });

  it('loses no campaign its matter: the one that stays has to stand in the same', async () => {
    const pair = await twins();
    const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const campaignId = await startForTest(above, [test.county]);
    const putIn = async (id: string) => {
      const { version, persons, summary } = await detail(officer, id);
      return await officer.inject('PATCH', `/api/clues/${id}`, {
        ...typed({ persons, summary, campaignId }),
        version,
      });
    };
    expect((await putIn(pair.second)).statusCode).toBe(200);
    const refused = await act(officer, pair.second, 'merge', { into: pair.first });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'other-campaign']);
    expect((await putIn(pair.first)).statusCode).toBe(200);
    await did(officer, pair.second, 'merge', { into: pair.first });
  });

  it('is refused into itself, into what was refused, and where the handler would be accused', async () => {
    const pair = await twins();
    expect((await act(officer, pair.first, 'merge', { into: pair.first })).json().code).toBe('same-clue');
    await did(officer, pair.first, 'accept', { kind: 'report' });
    await did(officer, pair.first, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
    const accusing = await register(officer, { accusedOrganisation: COMMUNITY });
    const refused = await act(officer, accusing, 'merge', { into: pair.first });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'handler-accused']);
    expect((await detail(officer, accusing)).state).toBe('received');
    await did(officer, pair.second, 'refuse', { text: '重复且无新内容' });
    const third = await register(officer);
    expect((await act(officer, third, 'merge', { into: pair.second })).json().code).toBe('target-no-entry');
  });

  it('into what has its answer registers a repeat: nothing is found out anew, and its reporter is to be told', async () => {
    const pair = await twins();
    await did(officer, pair.first, 'accept', { kind: 'report' });
    await did(officer, pair.first, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
    await did(officer, pair.first, 'result', { result: 'true', text: '核查属实' });
    await did(reviewer, pair.first, 'conclude', { agree: true });
    await did(officer, pair.first, 'answer', { method: 'none', text: '存档' });
    await standAt(test, new Date('2026-07-03T02:00:00Z'));
    const { summary } = await detail(officer, pair.first);
    const persons = [person(pair.name), person('另一人')];
    const repeat = await register(officer, {
      summary,
      persons,
      kind: 'petition',
      reporter: { name: '赵某' },
    });
    expect(await pairOf({ first: pair.first, second: repeat })).toBeDefined();
    await did(officer, repeat, 'merge', { into: pair.first });
    expect(await pairOf({ first: pair.first, second: repeat })).toBeUndefined();
    const stays = await detail(officer, pair.first);
    expect(stays).toMatchObject({ state: 'closed', merged: 1, dueOn: '2026-07-16' });
    expect(stays.persons.map(({ name }: { name: string }) => name)).toEqual([pair.name]);
    const { text } = stays.notes.findLast(({ act: did }: { act: string }) => did === 'merge');
    expect(text).toContain('作为重复反映并入本条；未列入被反映人：另一人');
    expect(stays.deadlines.filter(({ state }: { state: string }) => state === 'open')).toEqual([
      expect.objectContaining({ key: 'tell' }),
    ]);
    await did(officer, pair.first, 'tell', { on: '2026-07-03', text: '告知此前已核查办结' });
    expect((await detail(officer, pair.first)).dueOn).toBeNull();
  });

  it('at once by two officers, each into the other, ends with one of the two', async () => {
    const pair = await twins();
    const version = 1;
    const [a, b] = await Promise.all([
      officer.inject('POST', `/api/clues/${pair.first}/merge`, { into: pair.second, version }),
      second.inject('POST', `/api/clues/${pair.second}/merge`, { into: pair.first, version }),
    ]);
    expect([a.statusCode, b.statusCode].sort()).toEqual([200, 409]);
  });

  it('taken back while the one that stays goes to another office, which takes along what is merged into it', async () => {
    const pair = await twins();
    await did(officer, pair.first, 'accept', { kind: 'report' });
    await did(officer, pair.second, 'merge', { into: pair.first, text: '同一件事' });
    const notes = await holdTable(test, 'clue_notes');
    const both = [
      act(officer, pair.second, 'unmerge', { text: '误并' }),
      act(second, pair.first, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } }),
    ];
    await notes.waitedFor(2);
    await notes.release();
    const statuses = (await Promise.all(both)).map(({ statusCode }) => statusCode);
    // Who comes second is told that the clue was changed meanwhile.
    expect([[200, 200].join(), [200, 409].join()]).toContain(statuses.toSorted().join());
  });
});

describe('at the same moment', () => {
  it('two clues are corrected, each to what the other one said', async () => {
    const texts = [
      '某大厦商铺长期空置无人管理，消防通道被堵。',
      '南门农贸市场摊位费收取后未开具票据，去向不明。',
    ];
    const ids = await Promise.all(texts.map((summary) => register(officer, { summary })));
    const [first = '', again = ''] = ids;
    const pairTable = await holdTable(test, 'clue_pairs');
    const both = [
      officer.inject('PATCH', `/api/clues/${first}`, { ...typed({ summary: texts[1] }), version: 1 }),
      second.inject('PATCH', `/api/clues/${again}`, { ...typed({ summary: texts[0] }), version: 1 }),
    ];
    await pairTable.waitedFor(2);
    await pairTable.release();
    for (const edited of await Promise.all(both)) expect(edited.statusCode, edited.body).toBe(200);
  });

  it('what came in otherwise is searched for duplicates, and one of it corrected', async () => {
    const pair = await twins();
    await inScope(test.db, test.county, async (tx) => {
      const both = sql`(${pair.first}::uuid, ${pair.second}::uuid)`;
      await sql`DELETE FROM clue_pairs WHERE first_id IN ${both} OR second_id IN ${both}`.execute(tx);
      await sql`UPDATE clues SET compared = false WHERE id IN ${both}`.execute(tx);
    });
    const { version, persons, summary } = await detail(officer, pair.second);
    const notes = await holdTable(test, 'clue_notes');
    const edit = { ...typed({ persons, summary }), amountFen: 500_000, version };
    const edited = officer.inject('PATCH', `/api/clues/${pair.second}`, edit);
    await notes.waitedFor(1);
    const swept = sweepClues(test.deps);
    await notes.waitedFor(2);
    await notes.release();
    expect((await edited).statusCode).toBe(200);
    await swept;
    expect((await pairOf(pair)).percent).toBeGreaterThan(50);
  });
});
