import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { readConcludedClue } from './index.ts';
import { receiptDigest } from './receipt-code.ts';
import {
  act,
  COMMUNITY,
  detail,
  did,
  makeOffices,
  OTHER_COMMUNITY,
  register,
  SUMMARY,
  typed,
} from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let second: Person;
let reviewer: Person;
let leader: Person;
let worker: Person;
let otherWorker: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  second = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  leader = await test.signIn('leader');
  worker = await test.signIn('community-worker', { scope: COMMUNITY });
  otherWorker = await test.signIn('community-worker', { scope: OTHER_COMMUNITY });
});
afterAll(() => test.close());

const toCommunity = { to: { kind: 'organisation', organisation: COMMUNITY } };

async function inquiring(): Promise<string> {
  const id = await register(officer);
  await did(officer, id, 'accept', { kind: 'report' });
  await did(officer, id, 'route', toCommunity);
  return id;
}

describe('the day of receipt', () => {
  const correct = async (id: string, over: object) =>
    await officer.inject('PATCH', `/api/clues/${id}`, {
      ...typed(over),
      version: (await detail(officer, id)).version,
    });
  it('is corrected with its reason until the clue is accepted; limits and 处置情况 run from it', async () => {
    const id = await register(officer, { receivedOn: '2026-06-10', kind: 'petition' });
    const [before] = (await detail(officer, id)).deadlines;
    const silent = await correct(id, { receivedOn: '2026-06-16' });
    expect(silent.json().errors).toEqual([{ path: 'reason', message: '改收到日期请写明原因，至少两个字' }]);
    const later = await correct(id, { receivedOn: '2026-07-02', reason: '误填' });
    expect(later.json().errors).toEqual([{ path: 'receivedOn', message: '收到日期晚于今天' }]);
    expect((await detail(officer, id)).receivedOn).toBe('2026-06-10');
    expect((await correct(id, { receivedOn: '2026-06-16', reason: '误填，以来信邮戳为准' })).statusCode).toBe(
      200,
    );
    const corrected = await detail(officer, id);
    expect(corrected.receivedOn).toBe('2026-06-16');
    expect(corrected.disposals.map(({ on }: { on: string }) => on)).toEqual(['2026-06-16']);
    expect(corrected.notes.map(({ text }: { text: string }) => text)).toContain(
      '收到日期由 2026-06-10 改为 2026-06-16：误填，以来信邮戳为准',
    );
    expect(before.day).toBe('2026-06-25');
    expect(corrected.deadlines[0]).toMatchObject({ key: before.key, day: '2026-07-01' });
  });

  it('stays what it is once the clue is accepted, while the rest is corrected', async () => {
    const id = await register(officer, { receivedOn: '2026-06-10' });
    expect((await detail(officer, id)).mayMoveDay).toBe(true);
    await did(officer, id, 'accept', { kind: 'report' });
    expect((await detail(officer, id)).mayMoveDay).toBe(false);
    const moved = await correct(id, { receivedOn: '2026-06-16', reason: '误填' });
    expect(moved.json().errors[0].path).toBe('receivedOn');
    expect((await correct(id, { receivedOn: '2026-06-10', amountFen: 100 })).statusCode).toBe(200);
    expect((await detail(officer, id)).receivedOn).toBe('2026-06-10');
  });
});

describe('registering', () => {
  it('numbers without gaps and gives a code that is kept only as a digest', async () => {
    const one = (await officer.inject('POST', '/api/clues', typed())).json();
    const two = (await officer.inject('POST', '/api/clues', typed({ channel: 'patrol' }))).json();
    const number = (text: string) => Number(/^线索〔2026〕(\d+)号$/.exec(text)?.[1]);
    expect(number(two.number)).toBe(number(one.number) + 1);
    expect(one.receiptCode).toMatch(/^\d{5}( \d{5}){4}$/);
    expect(two.receiptCode).toBeNull();
    const stored = await inScope(test.db, test.county, (tx) =>
      tx.selectFrom('clues').selectAll().where('id', '=', one.id).executeTakeFirstOrThrow(),
    );
    expect(stored.receipt_hash?.equals(receiptDigest(one.receiptCode))).toBe(true);
    expect(stored.receipt_hash?.equals(receiptDigest(one.receiptCode.replaceAll(' ', '-')))).toBe(true);
    expect(JSON.stringify(await detail(officer, one.id))).not.toContain(one.receiptCode.slice(0, 11));
  });

  it('takes a summary of 300 characters, also rare ones, and refuses 301', async () => {
    const full = `${'𠮷'.repeat(299)}。`;
    await register(officer, { summary: full });
    const refused = await officer.inject('POST', '/api/clues', typed({ summary: `${full}长` }));
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors).toEqual([{ path: 'summary', message: '摘要 301 字，最多 300 字，请删减' }]);
  });

  it('names every field that is wrong at once', async () => {
    const response = await officer.inject(
      'POST',
      '/api/clues',
      typed({
        source: '道听途说',
        placeRegion: '110101',
        receivedOn: '2026-07-02',
        accusedOrganisation: '652301099',
        persons: [{ name: '甲', post: '', level: '省部级' }],
        campaignId: '01900000-0000-7000-8000-000000000000',
      }),
    );
    expect(
      response
        .json()
        .errors.map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual([
      'accusedOrganisation',
      'campaignId',
      'persons.0.level',
      'placeRegion',
      'receivedOn',
      'source',
    ]);
    for (const persons of [
      [],
      ['甲', '乙', '丙', '丁'].map((name) => ({ name, post: '', level: '其他人员' })),
    ])
      expect((await officer.inject('POST', '/api/clues', typed({ persons }))).statusCode).toBe(400);
  });

  it('keeps money to the fen', async () => {
    const id = await register(officer, { amountFen: 1234567 });
    expect((await detail(officer, id)).amountFen).toBe(1234567);
  });

  it('by a community leaves it with the county’s desk: who entered it has the number alone', async () => {
    const answer = (await worker.inject('POST', '/api/clues', typed())).json();
    expect(answer).toMatchObject({ id: null, sentUp: false, number: expect.stringMatching(/^线索/) });
    const found = await officer.inject('GET', `/api/clues?q=${encodeURIComponent(answer.number)}`);
    expect(found.json().total).toBe(1);
  });
});

describe('the register', () => {
  it('narrows, counts, pages without losing a clue, and finds by words', async () => {
    const first = (await officer.inject('GET', '/api/clues?limit=2')).json();
    const rest = (await officer.inject('GET', `/api/clues?limit=200&cursor=${first.nextCursor}`)).json();
    const ids = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(first.total);
    const facets = (await officer.inject('GET', '/api/clues/facets')).json();
    expect(facets.channel).toContainEqual({ value: 'patrol', label: '巡视巡察督查', count: 1 });
    expect((await officer.inject('GET', '/api/clues?channel=patrol')).json().total).toBe(1);
    expect(
      (await officer.inject('GET', `/api/clues?q=${encodeURIComponent('转租给外来')}`)).json().total,
    ).toBeGreaterThan(2);
    expect((await officer.inject('GET', '/api/clues?q=%25')).json().total).toBe(0);
    expect((await officer.inject('GET', '/api/clues?waiting=true')).json().total).toBe(first.total);
    expect((await officer.inject('GET', '/api/clues/waiting')).json().waiting).toBe(first.total);
  });

  it('is exported by the prefecture’s supervisor too, who may read it', async () => {
    const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const { total } = (await above.inject('GET', '/api/clues?channel=patrol')).json();
    expect(total).toBe(1);
    expect((await above.inject('GET', '/api/clues/export.xlsx?channel=patrol')).statusCode).toBe(200);
    const community = await test.signIn('community-worker', { scope: COMMUNITY });
    expect((await community.inject('GET', '/api/clues/export.xlsx')).statusCode).toBe(403);
  });

  it('exports what is filtered, and logs it', async () => {
    const response = await officer.inject('GET', '/api/clues/export.xlsx?channel=patrol');
    expect(response.statusCode).toBe(200);
    expect(response.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const events = await inScope(test.db, test.county, (tx) =>
      tx.selectFrom('events').select('payload').where('act', '=', 'clue.export').execute(),
    );
    expect(events.map(({ payload }) => payload)).toEqual([{ rows: 1 }]);
  });
});

describe('from report to answer', () => {
  it('goes its way with two people, and says when each step was due', async () => {
    const id = await register(officer, { reporter: { name: '赵某' } });
    await did(officer, id, 'accept', { kind: 'report' });
    let now = await detail(officer, id);
    expect(now.deadlines.map(({ key, day }: { key: string; day: string }) => [key, day])).toEqual([
      ['hand-over', '2026-07-08'],
      ['tell', '2026-07-22'],
    ]);
    expect(now.dueOn).toBe('2026-07-08');
    await did(officer, id, 'tell', { on: '2026-07-01', text: '电话告知' });
    await did(officer, id, 'route', toCommunity);
    now = await detail(worker, id);
    expect(now).toMatchObject({ state: 'inquiring', handlerName: '幸福社区', dueOn: null });
    expect(now.allowedActs).toEqual(['report-result']);
    await did(worker, id, 'result', { result: 'true', text: '入户核实，转租属实' });
    expect((await act(officer, id, 'conclude', { agree: true })).statusCode).toBe(403);
    await did(reviewer, id, 'conclude', { agree: true });
    const refused = await act(officer, id, 'answer', { method: 'none', text: '存档' });
    expect(refused.json().code).toBe('named-unanswered');
    await did(officer, id, 'answer', { method: 'phone', text: '已电话告知结果' });
    now = await detail(officer, id);
    expect(now).toMatchObject({
      state: 'closed',
      disposal: '已办结',
      closedOn: '2026-07-01',
      resultLabel: '属实',
    });
    expect(now.deadlines.every(({ state }: { state: string }) => state === 'met')).toBe(true);
    expect(now.disposals).toEqual([
      { disposal: '正在核查', on: '2026-07-01' },
      { disposal: '已办结', on: '2026-07-01' },
    ]);
    expect(now.notes.map(({ act: done }: { act: string }) => done)).toEqual([
      'register',
      'accept',
      'tell-acceptance',
      'route',
      'report-result',
      'conclude',
      'answer',
    ]);
    const finding = await inScope(test.db, test.county, (tx) => readConcludedClue(tx, officer.actor, id));
    expect(finding).toMatchObject({ result: 'true', place: '昌吉州昌吉市', persons: [{ name: '不详' }] });

    await did(officer, id, 'satisfaction', { satisfaction: 'dissatisfied', text: '认为处理太轻' });
    await did(leader, id, 'reopen', { text: '补充核实租金去向' });
    now = await detail(officer, id);
    expect(now).toMatchObject({
      state: 'inquiring',
      reopened: 1,
      result: null,
      closedOn: null,
      satisfactionLabel: null,
    });
    expect(await inScope(test.db, test.county, (tx) => readConcludedClue(tx, officer.actor, id))).toBeNull();
  });

  it('is not concluded by who handed in the result, whatever other role they hold', async () => {
    const id = await inquiring();
    const both = await test.signIn('county-admin');
    await did(both, id, 'result', { result: 'untrue', text: '查无此事' });
    const refused = await act(both, id, 'conclude', { agree: true });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'same-person']);
    await did(leader, id, 'conclude', { agree: false, text: '未找举报人核实' });
    expect(await detail(officer, id)).toMatchObject({
      state: 'inquiring',
      result: null,
      reportedByName: null,
    });
  });

  it('tells the second of two officers who was faster', async () => {
    const id = await register(officer);
    const { version } = await detail(officer, id);
    const [a, b] = await Promise.all(
      [officer, second].map((one) =>
        one.inject('POST', `/api/clues/${id}/accept`, { kind: 'report', version }),
      ),
    );
    const codes = [a?.statusCode, b?.statusCode].sort();
    expect(codes).toEqual([200, 409]);
    const loser = a?.statusCode === 409 ? a : b;
    const winner = a?.statusCode === 409 ? second : officer;
    expect(loser?.json().code).toBe('changed-meanwhile');
    expect(loser?.json().detail).toContain(winner.actor.name);
  });

  it('refuses every act in a state that does not have it, and to every role that may not', async () => {
    const id = await register(officer);
    const wrong: readonly [string, object][] = [
      ['tell', { on: '2026-07-01', text: '电话' }],
      ['route', toCommunity],
      ['receipt', { on: '2026-07-01' }],
      ['returned', { on: '2026-07-01', text: '退回' }],
      ['outcome', { on: '2026-07-01', result: 'true', text: '属实' }],
      ['result', { result: 'true', text: '属实' }],
      ['answer', { method: 'phone', text: '告知' }],
      ['satisfaction', { satisfaction: 'satisfied' }],
      ['unmerge', { text: '误并' }],
      [
        'transfer',
        {
          receiver: 'police',
          receiverName: '公安局',
          letterNo: '1',
          sentOn: '2026-07-01',
          dueOn: '2026-07-20',
        },
      ],
    ];
    for (const [path, body] of wrong) {
      const response = await act(officer, id, path, body);
      expect([path, response.statusCode, response.json().code]).toEqual([path, 409, 'not-in-this-state']);
    }
    for (const [path, body] of [
      ['extend', { days: 10, text: '复杂' }],
      ['reopen', { text: '再办' }],
    ] as const) {
      expect((await act(officer, id, path, body)).statusCode).toBe(403);
      expect((await act(leader, id, path, body)).json().code).toBe('not-in-this-state');
    }
    const inspector = await test.signIn('inspector');
    for (const [path, body] of [...wrong, ['accept', { kind: 'lead' }] as const])
      expect((await act(inspector, id, path, body)).statusCode).toBe(403);
  });
});

describe('where it is handled', () => {
  it('is seen by the community it was given to, and by no other', async () => {
    const id = await inquiring();
    expect((await otherWorker.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
    expect(
      (await worker.inject('GET', '/api/clues')).json().items.map((row: { id: string }) => row.id),
    ).toContain(id);
    await did(officer, id, 'route', {
      to: { kind: 'organisation', organisation: OTHER_COMMUNITY },
      text: '户在光明社区',
    });
    expect((await worker.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
    expect((await detail(otherWorker, id)).notes.length).toBeGreaterThan(2);
    expect((await act(officer, id, 'route', { ...toCommunity })).json().code).toBe('reason-needed');
  });

  it('by one person is answered by that person or the desk', async () => {
    const colleague = await test.signIn('community-worker', { scope: COMMUNITY });
    const id = await register(officer);
    await did(officer, id, 'accept', { kind: 'report' });
    await did(officer, id, 'route', { to: { kind: 'person', personId: worker.actor.id } });
    const refused = await act(colleague, id, 'result', { result: 'true', text: '代办' });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'not-your-clue']);
    await did(worker, id, 'result', { result: 'true', text: '核实' });
  });
});

describe('another body', () => {
  const letter = {
    receiver: 'discipline',
    receiverName: '昌吉市纪委监委',
    letterNo: '昌市住保函〔2026〕3号',
    sentOn: '2026-07-01',
    dueOn: '2026-07-20',
  };

  it('gets it by letter, gives a receipt, and returns it or answers', async () => {
    const id = await inquiring();
    expect((await act(officer, id, 'transfer', letter)).json().code).toBe('reason-needed');
    await did(officer, id, 'transfer', { ...letter, text: '涉嫌违纪' });
    expect((await worker.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
    expect(await detail(officer, id)).toMatchObject({ disposal: '已转纪检监察机关', dueOn: '2026-07-20' });
    expect((await act(officer, id, 'receipt', { on: '2026-06-30' })).json().code).toBe('before-sent');
    expect((await act(officer, id, 'receipt', { on: '2026-07-02' })).json().code).toBe('in-the-future');
    await did(officer, id, 'receipt', { on: '2026-07-01', no: '回执12' });
    const open = (await officer.inject('GET', '/api/clues/transfers')).json();
    expect(open.items).toEqual([
      expect.objectContaining({ clueId: id, receiptNo: '回执12', overdue: false }),
    ]);
    await did(officer, id, 'returned', { on: '2026-07-01', text: '不属管辖' });
    expect(await detail(officer, id)).toMatchObject({
      state: 'accepted',
      disposal: '正在核查',
      handlerName: null,
    });
    await did(officer, id, 'transfer', { ...letter, receiver: 'police', receiverName: '公安局' });
    await did(officer, id, 'outcome', { on: '2026-07-01', result: 'partly-true', text: '已立案' });
    const now = await detail(officer, id);
    expect(now).toMatchObject({ state: 'reported', result: 'partly-true', disposal: '移送司法' });
    expect(now.transfers).toHaveLength(2);
    expect((await officer.inject('GET', '/api/clues/transfers')).json().total).toBe(0);
  });

  it('is never the one that is accused', async () => {
    const id = await register(officer, { accusedOrganisation: COMMUNITY });
    await did(officer, id, 'accept', { kind: 'report' });
    const refused = await act(officer, id, 'transfer', {
      ...letter,
      receiver: 'department',
      receiverName: '幸福社区',
    });
    expect(refused.json()).toMatchObject({ code: 'left-out', detail: expect.stringContaining('幸福社区') });
  });
});

describe('a petition', () => {
  it('is extended once, by a leader, by at most 30 days', async () => {
    const id = await register(officer, { kind: 'petition' });
    await did(officer, id, 'accept', { kind: 'petition' });
    await did(officer, id, 'route', toCommunity);
    const finish = async () =>
      (await detail(officer, id)).deadlines.find(({ key }: { key: string }) => key === 'finish').day;
    expect(await finish()).toBe('2026-08-31');
    expect((await act(leader, id, 'extend', { days: 31, text: '情况复杂' })).statusCode).toBe(400);
    await did(leader, id, 'extend', { days: 30, text: '情况复杂，已书面告知信访人' });
    expect(await finish()).toBe('2026-09-29');
    expect((await act(leader, id, 'extend', { days: 1, text: '再延' })).json().code).toBe('extended-already');
    const report = await inquiring();
    expect((await act(leader, report, 'extend', { days: 5, text: '复杂' })).json().code).toBe(
      'not-extendable',
    );
  });
});

describe('处置情况', () => {
  it('is set from the list, from a day that is not before the last one', async () => {
    const id = await register(officer);
    expect((await act(officer, id, 'disposal', { disposal: '不了了之', on: '2026-07-01' })).json().code).toBe(
      'unknown-disposal',
    );
    expect((await act(officer, id, 'disposal', { disposal: '了结', on: '2026-06-01' })).json().code).toBe(
      'before-last',
    );
    await did(officer, id, 'disposal', { disposal: '已转业务单位', on: '2026-07-01' });
    expect((await detail(officer, id)).disposal).toBe('已转业务单位');
  });
});

describe('papers', () => {
  it('are read through the clue alone', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    );
    const paper = (await officer.upload('/api/papers', { name: '照片.png', content: png })).json();
    const id = await register(officer, { paperIds: [paper.id] });
    expect((await officer.inject('GET', `/api/papers/${paper.id}`)).statusCode).toBe(404);
    expect((await officer.inject('GET', `/api/clues/${id}/papers/${paper.id}`)).rawPayload.equals(png)).toBe(
      true,
    );
    const other = await register(officer);
    expect((await officer.inject('GET', `/api/clues/${other}/papers/${paper.id}`)).statusCode).toBe(404);
    const again = await officer.inject('POST', '/api/clues', typed({ paperIds: [paper.id] }));
    expect(again.json().errors).toEqual([{ path: 'paperIds', message: '不能使用的材料' }]);
    expect(
      (await officer.inject('GET', `/api/clues?q=${encodeURIComponent(SUMMARY.slice(0, 20))}`)).statusCode,
    ).toBe(200);
  });
});
