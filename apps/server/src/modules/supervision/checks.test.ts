import { createHash, createHmac } from 'node:crypto';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../platform/json.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';
import { layCampaign, layClue, layProblem } from './testing/lay-ledger.ts';

let app: TestApp;
let admin: Person;
let officer: Person;
let leader: Person;
let campaignId: string;

beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: new Date('2026-08-03T02:00:00Z') });
  admin = await app.signIn('county-admin');
  officer = await app.signIn('county-officer');
  leader = await app.signIn('leader');
  campaignId = await layCampaign(app, app.county);
  for (let n = 1; n <= 12; n++) {
    const closed = n % 2 === 0 ? { closedOn: '2026-08-01' } : {};
    await layProblem(app, {
      county: app.county,
      campaignId,
      number: `WT-${String(n).padStart(2, '0')}`,
      ...closed,
    });
  }
});
afterAll(() => app.close());

const plan = (change: object = {}) => ({
  campaignId,
  kind: 'problem',
  title: '八月抽查',
  size: 4,
  seedKind: 'dice',
  seedSource: '8月3日上午在会议室当众掷八颗骰子，按先后记点数',
  seedOn: '2026-08-03',
  ...change,
});
const freeze = (change: object = {}, by = admin) => by.inject('POST', '/api/checks', plan(change));
const draw = (id: string, version: number, by = leader, seed = '3 5 1 6 2 2 4 1') =>
  by.inject('POST', `/api/checks/${id}/draw`, { seed, proof: '纪检组两人在场', version });
const photo = async (by = officer): Promise<string> =>
  (await by.upload('/api/papers', { name: '现场.pdf', content: `%PDF-1.7 ${app.deps.ids()}` })).json().id;
const read = async (id: string, by = admin) => (await by.inject('GET', `/api/checks/${id}`)).json();

describe('a sample', () => {
  it('is drawn from what was published before, and an outsider draws the same', async () => {
    const { id } = (await freeze()).json();
    const before = await read(id);
    expect(before).toMatchObject({ state: 'frozen', frameSize: 12, seed: null, items: [] });
    expect((await draw(id, 1)).statusCode).toBe(200);

    const bundle = (await admin.inject('GET', `/api/checks/${id}/bundle`)).json();
    const frameHash = createHash('sha256').update(canonicalJson(bundle.frame)).digest('hex');
    expect(frameHash).toBe(before.frameHash);
    expect(frameHash).toBe(bundle.frameHash);
    const digest = (entry: { id: string }) =>
      createHmac('sha256', bundle.seed).update(entry.id).digest('hex');
    const redrawn = bundle.frame
      .map((entry: { id: string }) => ({ id: entry.id, digest: digest(entry) }))
      .sort((a: { digest: string }, b: { digest: string }) => (a.digest < b.digest ? -1 : 1))
      .slice(0, bundle.size);
    expect(bundle.drawn.map((entry: { id: string }) => entry.id)).toEqual(
      redrawn.map((entry: { id: string }) => entry.id),
    );
  });

  it('has its commitment in the log before the seed', async () => {
    const { id } = (await freeze()).json();
    await draw(id, 1);
    const { rows } = await inScope(app.db, app.county, (tx) =>
      sql<{ payload: { did: string; frameHash: string; seed?: string } }>`
        SELECT payload FROM events WHERE subject_type = 'check' AND subject_id = ${id} ORDER BY id`.execute(
        tx,
      ),
    );
    expect(rows.map(({ payload }) => payload.did)).toEqual(['freeze', 'draw']);
    expect(rows[0]?.payload.seed).toBeUndefined();
    expect(rows[0]?.payload.frameHash).toBe(rows[1]?.payload.frameHash);
  });

  it('takes a seed of dice from another person than who froze the list, and any from a public event', async () => {
    const { id } = (await freeze()).json();
    expect(await read(id)).toMatchObject({ seedByOther: true });
    expect(await read(id, leader)).toMatchObject({ seedByOther: false });
    const own = await draw(id, 1, admin);
    expect([own.statusCode, own.json().code]).toEqual([409, 'same-person']);
    expect((await draw(id, 1, officer)).statusCode).toBe(403);
    expect((await draw(id, 1, leader)).statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ seedByOther: false });
    const event = { seedKind: 'public-event', seedSource: '8月4日上证指数收盘点位', seedOn: '2026-08-04' };
    expect(await read((await freeze(event)).json().id)).toMatchObject({ seedByOther: false });
  });

  it('is drawn once: two people at the same moment, and a second seed, change nothing', async () => {
    const { id } = (await freeze()).json();
    const other = await app.signIn('county-admin');
    const answers = await Promise.all([draw(id, 1), draw(id, 1, other, '6 6 6 6 6 6 6 6')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const first = await read(id);
    expect((await draw(id, 2, leader, '1 1 1 1 1 1 1 1')).json()).toMatchObject({ code: 'already-drawn' });
    expect(await read(id)).toEqual(first);
  });

  it('is not frozen when the seed may exist already, and not drawn before its day', async () => {
    const event = { seedKind: 'public-event', seedSource: '8月3日上证指数收盘点位' };
    expect((await freeze({ ...event, seedOn: '2026-08-03' })).json().errors).toMatchObject([
      { path: 'seedOn' },
    ]);
    expect((await freeze({ seedOn: '2026-08-02' })).statusCode).toBe(400);
    const { id } = (await freeze({ ...event, seedOn: '2026-08-04' })).json();
    expect((await draw(id, 1)).json()).toMatchObject({ code: 'too-early' });
    expect((await draw(id, 1, admin, '1234')).statusCode).toBe(400);
  });

  it('is no larger than its list', async () => {
    expect((await freeze({ size: 13 })).json().errors).toMatchObject([{ path: 'size' }]);
    expect((await freeze({ size: 12 })).statusCode).toBe(201);
    expect((await freeze({ region: '652301009' })).json().errors).toMatchObject([{ path: 'region' }]);
  });

  it('of the look-back holds the closed problems that are due for one alone', async () => {
    const due = await layCampaign(app, app.county);
    const closed = (number: string, closedOn: string, reopened = 0) =>
      layProblem(app, { county: app.county, campaignId: due, number, closedOn, reopened });
    await closed('HT-01', '2026-05-05');
    await closed('HT-02', '2026-05-06');
    await closed('HT-03', '2026-08-01', 1);
    await layProblem(app, { county: app.county, campaignId: due, number: 'HT-04' });
    const { id } = (await freeze({ campaignId: due, kind: 'look-back', size: 2 })).json();
    expect(await read(id)).toMatchObject({ frameSize: 2, kindLabel: '回头看' });
  });

  it('stays as it was drawn when the ledger changes', async () => {
    const { id } = (await freeze()).json();
    await layProblem(app, { county: app.county, campaignId, number: `WT-${app.deps.ids()}` });
    expect(await read(id)).toMatchObject({ frameSize: (await read(id)).frameSize });
    await draw(id, 1);
    const bundle = (await admin.inject('GET', `/api/checks/${id}/bundle`)).json();
    expect(createHash('sha256').update(canonicalJson(bundle.frame)).digest('hex')).toBe(bundle.frameHash);
  });
});

it('a look-back reopens the problem that is back, or asks those who may, and marks the other as looked back at', async () => {
  const due = await layCampaign(app, app.county);
  for (const number of ['HK-01', 'HK-02', 'HK-03'])
    await layProblem(app, { county: app.county, campaignId: due, number, closedOn: '2026-03-02' });
  const { id } = (await freeze({ campaignId: due, kind: 'look-back', size: 3 })).json();
  await draw(id, 1);
  for (const item of (await read(id)).items) {
    const spotCheck = item.label === 'HK-02' ? 'clean' : 'problem';
    const by = item.label === 'HK-01' ? admin : officer;
    const paperIds = [await photo(by)];
    const { version } = item;
    const result = { spotCheck, checkedOn: '2026-08-03', remark: '上门查看', paperIds, version };
    const done = await by.inject('POST', `/api/check-items/${item.id}/result`, result);
    expect(done.statusCode, done.body).toBe(200);
  }
  const { rows } = await inScope(app.deps.db, app.county, (tx) =>
    sql`SELECT number, state, reopened, looked_back_on IS NOT NULL AS looked FROM problems
      WHERE campaign_id = ${due}::uuid ORDER BY number`.execute(tx),
  );
  expect(rows).toEqual([
    { number: 'HK-01', state: 'rectifying', reopened: 1, looked: false },
    { number: 'HK-02', state: 'closed', reopened: 0, looked: true },
    { number: 'HK-03', state: 'closed', reopened: 0, looked: false },
  ]);
  const { items } = (await (await app.signIn('reviewer')).inject('GET', '/api/inbox')).json();
  expect(items.map(({ title }: { title: string }) => title)).toContain(
    '回头看发现反弹，请决定是否重新整改：HK-03 · 示例专项整治',
  );
});

describe('a void sample', () => {
  it('stays to be seen with its reason, and is replaced once', async () => {
    const { id } = (await freeze()).json();
    await draw(id, 1);
    const drawn = await read(id);
    expect((await freeze({ replaces: id })).json()).toMatchObject({ code: 'not-void' });
    const voiding = { reason: '骰子少掷一颗', version: 2 };
    expect((await admin.inject('POST', `/api/checks/${id}/void`, voiding)).statusCode).toBe(200);
    const fresh = (await freeze({ replaces: id })).json();
    expect((await freeze({ replaces: id })).json()).toMatchObject({ code: 'already-replaced' });
    const old = await read(id);
    expect(old).toMatchObject({ state: 'void', voided: { reason: '骰子少掷一颗' }, replacedBy: fresh.id });
    expect(old.items).toEqual(drawn.items);
    const [item] = old.items;
    const result = { spotCheck: 'clean', checkedOn: '2026-08-03', version: item.version };
    expect((await officer.inject('POST', `/api/check-items/${item.id}/result`, result)).json()).toMatchObject(
      {
        code: 'void',
      },
    );
  });
});

describe('the result of a spot check', () => {
  let items: { id: string; label: string; selfCheck: string; version: number }[] = [];
  let checkId = '';
  beforeAll(async () => {
    checkId = (await freeze({ size: 12 })).json().id;
    await draw(checkId, 1);
    items = (await read(checkId)).items;
  });
  const rectified = () => items.find((item) => item.selfCheck === 'rectified') ?? { id: '', version: 0 };
  const record = async (id: string, change: object, by = officer) =>
    await by.inject('POST', `/api/check-items/${id}/result`, {
      spotCheck: 'problem',
      checkedOn: '2026-08-03',
      remark: '现场仍有转租',
      paperIds: [await photo(by)],
      version: 1,
      ...change,
    });
  const itemOf = async (id: string) =>
    (await read(checkId)).items.find((item: { id: string }) => item.id === id);

  it('takes the self-check from the ledger as it stood at the draw', () => {
    expect(items).toHaveLength(12);
    for (const { label, selfCheck } of items) {
      if (!/^WT-\d\d$/.test(label)) continue;
      expect(selfCheck).toBe(Number(label.slice(3)) % 2 === 0 ? 'rectified' : 'rectifying');
    }
  });

  it('is recorded by the first of two people; the second learns who it was', async () => {
    const { id } = rectified();
    const colleague = await app.signIn('reviewer');
    const answers = await Promise.all([record(id, {}), record(id, { spotCheck: 'clean' }, colleague)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json().detail).toContain('测试');
    await record(id, { version: 2 });
    expect(await itemOf(id)).toMatchObject({
      selfCheckLabel: '自查有问题，已整改',
      verdict: 'differs',
      verdictLabel: '结果不符',
      mustTransfer: true,
    });
  });

  it('that differs needs evidence, for it is handed over on it; what is there already counts', async () => {
    const item = items.filter(({ selfCheck }) => selfCheck === 'rectified')[1] ?? { id: '' };
    const bare = await record(item.id, { paperIds: [] });
    expect(bare.statusCode).toBe(400);
    expect(bare.json().errors).toMatchObject([{ path: 'paperIds' }]);
    expect((await record(item.id, { spotCheck: 'clean', paperIds: [] })).statusCode).toBe(200);
    expect((await record(item.id, { version: 2 })).statusCode).toBe(200);
    const corrected = await record(item.id, { remark: '现场仍有转借', paperIds: [], version: 3 });
    expect(corrected.statusCode, corrected.body).toBe(200);
    expect((await record(item.id, { spotCheck: 'clean', version: 4 })).statusCode).toBe(200);
  });

  it('that differs needs a word, and goes to the discipline commission with a letter, once', async () => {
    const { id } = rectified();
    const { version } = await itemOf(id);
    expect((await record(id, { remark: '', version })).json().errors).toMatchObject([{ path: 'remark' }]);
    const letter = { letterNo: '示建移〔2026〕1号', on: '2026-08-03', version };
    const transfer = (body: object) => officer.inject('POST', `/api/check-items/${id}/transfer`, body);
    expect((await transfer({ ...letter, on: '2026-08-04' })).statusCode).toBe(400);
    expect((await transfer(letter)).statusCode).toBe(200);
    expect((await transfer({ ...letter, version: version + 1 })).json()).toMatchObject({
      code: 'already-transferred',
    });
    expect((await record(id, { spotCheck: 'clean', version: version + 1 })).statusCode).toBe(409);
    expect(await read(checkId)).toMatchObject({ mismatches: 1, transferred: 1, checked: 2 });
  });

  it('that agrees is not handed over', async () => {
    const item = items.find(({ selfCheck }) => selfCheck === 'rectifying');
    const id = item?.id ?? '';
    await record(id, {});
    const letter = { letterNo: '示建移〔2026〕2号', on: '2026-08-03', version: 2 };
    const answer = await officer.inject('POST', `/api/check-items/${id}/transfer`, letter);
    expect(answer.json()).toMatchObject({ code: 'nothing-to-transfer' });
  });
});

describe('households', () => {
  it('are drawn by estate or place under a label without names; not compared is no self-check', async () => {
    await raiseFindings(app, app.county, ['housing.owned', 'vehicle.over', 'income.over']);
    const { id } = (await freeze({ kind: 'household', size: 3 })).json();
    await draw(id, 1);
    const { items } = await read(id);
    // All three have an open finding: nobody has finished checking them.
    expect(items.map((item: { selfCheck: string }) => item.selfCheck)).toEqual(['none', 'none', 'none']);
    const { rows } = await inScope(app.db, app.county, (tx) =>
      sql<{ applicant_name: string }>`SELECT applicant_name FROM households`.execute(tx),
    );
    const bundle = JSON.stringify((await admin.inject('GET', `/api/checks/${id}/bundle`)).json());
    for (const { applicant_name: name } of rows) expect(bundle).not.toContain(name);
  });

  it('found with a problem go on the ledger once, and their result then stands', async () => {
    const above = await app.signIn('prefecture-supervisor', { scope: '6523' });
    const started = await startForTest(above, [app.county]);
    const { id } = (await freeze({ campaignId: started, kind: 'household', size: 2 })).json();
    await draw(id, 1);
    const [item, other] = (await read(id)).items;
    const place = { category: '3', item: '3.4' };
    const takeItem = (itemId: string, by = officer) =>
      by.inject('POST', '/api/problems/from-check-item', { itemId, place });
    const record = async (spotCheck: string, version: number) =>
      await officer.inject('POST', `/api/check-items/${item.id}/result`, {
        paperIds: [await photo()],
        spotCheck,
        remark: '现场由他人居住',
        checkedOn: '2026-08-03',
        version,
      });
    expect((await takeItem(other.id)).json()).toMatchObject({ code: 'nothing-found' });
    await record('problem', 1);
    const neighbour = await app.signIn('county-officer', { scope: app.foreignCounty });
    expect((await takeItem(item.id, neighbour)).statusCode).toBe(404);
    const taken = await takeItem(item.id);
    expect(taken.statusCode, taken.body).toBe(200);
    const { id: problemId, number } = taken.json();
    expect((await takeItem(item.id)).json()).toEqual({ id: problemId, number, existed: true });
    expect((await read(id)).items[0]).toMatchObject({ problem: { id: problemId, number } });
    expect((await officer.inject('GET', `/api/problems/${problemId}`)).json()).toMatchObject({
      campaignId: started,
      state: 'registered',
      foundOn: '2026-08-03',
      description: `户 ${item.label}：现场由他人居住`,
      check: { id, title: expect.any(String) },
    });
    expect((await record('clean', 2)).json()).toMatchObject({ code: 'on-ledger' });
  });

  it('drawn again with a problem on the ledger are not called omitted; a visit that finds none does not agree', async () => {
    const { items: problems } = (await officer.inject('GET', '/api/problems?state=registered')).json();
    expect(problems.map((one: { source: string }) => one.source)).toContainEqual(
      expect.stringMatching(/^抽查：/),
    );
    const { id } = (await freeze({ kind: 'household', size: 3 })).json();
    await draw(id, 1);
    const { items } = await read(id);
    const selfChecks = items.map((item: { selfCheck: string }) => item.selfCheck).toSorted();
    expect(selfChecks).toEqual(['none', 'none', 'rectifying']);
    const item = items.find((one: { selfCheck: string }) => one.selfCheck === 'rectifying');
    const remark = '到访时已无人转租';
    const paperIds = [await photo()];
    const result = { spotCheck: 'clean', checkedOn: '2026-08-03', remark, paperIds, version: 1 };
    expect((await officer.inject('POST', `/api/check-items/${item.id}/result`, result)).statusCode).toBe(200);
    const again = (await read(id)).items.find((one: { id: string }) => one.id === item.id);
    expect(again).toMatchObject({ verdict: 'differs', mustTransfer: true });
  });

  it('that are problems already are not registered a second time', async () => {
    const { id } = (await freeze({ size: 1 })).json();
    await draw(id, 1);
    const [item] = (await read(id)).items;
    const body = { itemId: item.id, place: { category: '3', item: '3.4' } };
    const answer = await officer.inject('POST', '/api/problems/from-check-item', body);
    expect(answer.json()).toMatchObject({ code: 'on-ledger' });
  });
});

it('keeps a drawn problem from whom its clue is kept from', async () => {
  const barred = await app.signIn('county-admin');
  const due = await layCampaign(app, app.county);
  const of = { county: app.county, campaignId: due };
  const clueId = await layClue(app, { ...of, number: 'XS-HB', barred: [barred.actor.id] });
  const hidden = await layProblem(app, { ...of, number: 'HB-01', clueId, closedOn: '2026-03-02' });
  await layProblem(app, { ...of, number: 'HB-02', closedOn: '2026-03-02' });
  const { id } = (await freeze({ campaignId: due, kind: 'look-back', size: 2 })).json();
  await draw(id, 1);
  const item = (await read(id)).items.find(({ label }: { label: string }) => label === 'HB-01');
  const paper = await photo();
  const result = { spotCheck: 'clean', checkedOn: '2026-08-03', paperIds: [paper], version: item.version };
  const record = (by: Person, change: object = {}) =>
    by.inject('POST', `/api/check-items/${item.id}/result`, { ...result, ...change });
  expect((await record(barred)).statusCode).toBe(404);
  expect((await record(officer)).statusCode).toBe(200);
  expect((await record(barred, { version: item.version + 1 })).statusCode).toBe(404);
  const letter = { letterNo: '函1号', on: '2026-08-03', version: item.version + 1 };
  const handed = await barred.inject('POST', `/api/check-items/${item.id}/transfer`, letter);
  expect(handed.statusCode).toBe(404);
  const place = { category: '3', item: '3.4' };
  const taken = await barred.inject('POST', '/api/problems/from-check-item', { itemId: item.id, place });
  expect(taken.statusCode).toBe(404);
  expect((await barred.inject('GET', `/api/papers/${paper}`)).statusCode).toBe(404);
  expect((await officer.inject('GET', `/api/papers/${paper}`)).statusCode).toBe(200);
  const seen = await read(id, barred);
  expect(seen).toMatchObject({ checked: 0, items: [{ label: 'HB-02' }] });
  expect(await read(id)).toMatchObject({ checked: 1, items: [{}, {}] });
  const listed = (await barred.inject('GET', `/api/checks?campaign=${due}`)).json();
  expect(listed.items).toMatchObject([{ checked: 0 }]);
  const bundle = await barred.inject('GET', `/api/checks/${id}/bundle`);
  expect([bundle.statusCode, bundle.json().code]).toEqual([409, 'barred']);
  expect((await admin.inject('GET', `/api/checks/${id}/bundle`)).body).toContain(hidden);
  const labels = async (by: Person) => {
    const book = new ExcelJS.Workbook();
    const file = await by.inject('GET', `/api/checks/${id}/export.xlsx`);
    await book.xlsx.load(new Uint8Array(file.rawPayload).buffer);
    return JSON.stringify(book.worksheets[0]?.getSheetValues());
  };
  expect(await labels(barred)).not.toContain('HB-01');
  expect(await labels(admin)).toContain('HB-01');
});

describe('who may', () => {
  it('draw is the administrator and the prefecture, in a county of its own', async () => {
    const above = await app.signIn('prefecture-supervisor', { scope: '6523' });
    expect((await freeze({}, officer)).statusCode).toBe(403);
    expect((await freeze({}, above)).json().errors).toMatchObject([{ path: 'county' }]);
    expect((await freeze({ county: app.county }, above)).statusCode).toBe(201);
    const neighbour = await app.signIn('county-admin', { scope: app.foreignCounty });
    expect((await freeze({}, neighbour)).statusCode).toBe(400);
    expect((await neighbour.inject('GET', '/api/checks')).json().total).toBe(0);
    const inspector = await app.signIn('inspector');
    expect((await inspector.inject('GET', '/api/checks')).json().total).toBeGreaterThan(0);
  });
});
