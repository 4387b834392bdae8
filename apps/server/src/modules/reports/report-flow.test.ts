import { FORMS } from '@anju/official-forms';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../campaigns/testing/generate-records.ts';
import { lookAfterReports } from './due/look-after-reports.ts';
import { actOn, explainAll, reportOf } from './testing/report-desk.ts';

let test: TestApp;
let made: GeneratedRecords;
let officer: Person;
let second: Person;
let leader: Person;
let prefecture: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  made = await generateRecords(test.deps, { total: 300 });
  officer = await test.signIn('county-officer');
  second = await test.signIn('county-admin');
  leader = await test.signIn('leader');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
}, 120_000);
afterAll(() => test.close());

const read = async (person: Person, id: string, query = '') =>
  (await person.inject('GET', `/api/reports/${id}${query}`)).json();

/** From the records to the desk of the level above. */
async function send(id: string, texts: object = {}): Promise<void> {
  expect((await actOn(officer, id, 'texts', { typed: texts })).statusCode).toBe(200);
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
}

describe('what is due', () => {
  it('is opened once, however often the hour strikes, and stands in the inbox', async () => {
    await lookAfterReports(test.deps);
    const due = (await officer.inject('GET', '/api/reports/due')).json();
    await lookAfterReports(test.deps);
    const again = (await officer.inject('GET', '/api/reports/due')).json();
    expect(again.items.map(({ id }: { id: string }) => id)).toEqual(
      due.items.map(({ id }: { id: string }) => id),
    );
    const may = due.items.find(
      ({ form, period }: { form: string; period: string }) => form === 'F4' && period === '2026-04',
    );
    expect(may).toMatchObject({ standing: 'late', dueOn: '2026-05-26', formName: '查处整改情况统计表' });
    const inbox = (await officer.inject('GET', '/api/inbox?kind=warning&limit=200')).json();
    const links = inbox.items.map(({ link }: { link: string }) => link);
    expect(links.filter((link: string) => link === `/reports/${may.id}`)).toHaveLength(1);
  });

  it('shows a county nothing of another’s', async () => {
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    const id = await reportOf(test, test.county, 'F4', '2026-03');
    expect((await stranger.inject('GET', `/api/reports/${id}`)).statusCode).toBe(404);
    expect((await actOn(officer, id, 'lock')).statusCode).toBe(403);
  });
});

describe('a form and its numbers', () => {
  it('opens the records behind a figure, as many as the figure says', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-03');
    const page = await read(officer, id);
    const cell = page.view.cells.find(({ path }: { path: string | null }) => path === 'figures.found');
    const drawer = (await officer.inject('GET', `/api/reports/${id}/cells/figures.found`)).json();
    expect(drawer).toMatchObject({ label: '当月发现问题数', value: cell.value, total: cell.value });
    expect(drawer.records[0].link).toMatch(/^\/(clues|problems)\//);
  });

  it('says what each record adds where the figure is a sum, and opens what it was counted from', async () => {
    const month = await inScope(test.db, test.county, async (tx) => {
      const { rows } = await sql<{
        month: string;
      }>`SELECT to_char(exposed_on, 'YYYY-MM') AS month FROM exposures
        WHERE county = ${test.county} AND campaign_id = ${made.rural}::uuid AND withdrawn_at IS NULL AND persons > 0
          AND cardinality(problem_ids) <> 1 LIMIT 1`.execute(tx);
      return rows[0]?.month ?? '';
    });
    const id = await reportOf(test, test.county, 'F4', month);
    for (const path of ['figures.amountFen', 'figures.exposure.persons']) {
      const drawer = (await officer.inject('GET', `/api/reports/${id}/cells/${path}`)).json();
      const counted = drawer.records.map((record: { counted: number }) => record.counted);
      expect(drawer).toMatchObject({ countedAs: 'sums' });
      expect(counted.reduce((sum: number, one: number) => sum + one, 0)).toBe(drawer.value);
      expect(drawer.value).toBeGreaterThan(0);
    }
    const times = (await officer.inject('GET', `/api/reports/${id}/cells/figures.exposure.times`)).json();
    expect(times).toMatchObject({ countedAs: 'records', value: times.total });
    for (const { counted, link } of times.records) {
      expect(counted).toBeNull();
      expect(link).toMatch(/^\/(problems\/|accountability\/exposures)/);
    }
  });

  it('takes a correction with its reason, shows it beside the computed value, and marks it when that moves', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-03');
    const before = (await officer.inject('GET', `/api/reports/${id}/cells/row.found`)).json();
    const noReason = await actOn(officer, id, 'corrections', { path: 'row.found', text: '99', reason: '' });
    expect(noReason.statusCode).toBe(400);
    const wrong = await actOn(officer, id, 'corrections', {
      path: 'row.found',
      text: '很多',
      reason: '核对台账',
    });
    expect(wrong.json()).toMatchObject({ status: 400, detail: '请填写 0 或正整数。' });
    const set = await actOn(officer, id, 'corrections', {
      path: 'row.found',
      text: '９９',
      reason: '补报上月漏报',
    });
    expect(set.statusCode).toBe(200);
    expect((await read(officer, id)).corrections).toMatchObject([
      { path: 'row.found', value: 99, computed: before.value, changedSince: false, reason: '补报上月漏报' },
    ]);
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE problems SET state = 'withdrawn', closed_on = NULL WHERE id = (SELECT id FROM problems
        WHERE county = ${test.county} AND campaign_id = ${made.rental}::uuid AND state <> 'withdrawn'
          AND found_on BETWEEN '2026-03-01' AND '2026-03-31' LIMIT 1)`.execute(tx),
    );
    expect((await read(officer, id)).corrections).toMatchObject([
      { value: 99, computedNow: before.value - 1, changedSince: true },
    ]);
    await actOn(officer, id, 'corrections', { path: 'row.found', text: '98', reason: '重复一件' });
    await actOn(officer, id, 'corrections', { path: 'row.found', text: null, reason: '台账已改' });
    const { corrections, notes } = await read(officer, id);
    expect(corrections).toEqual([]);
    const byName = officer.actor.name;
    expect(notes.slice(0, 3)).toMatchObject([
      { byName, text: `撤去更正，监督发现问题数：98 改为 ${before.value - 1}。台账已改` },
      { byName, text: '更正 监督发现问题数：99 改为 98。重复一件' },
      { byName, text: `更正 监督发现问题数：${before.value} 改为 99。补报上月漏报` },
    ]);
  });

  it('refuses approval while a fault is neither mended nor explained, and asks again when the numbers change', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-02');
    await actOn(officer, id, 'texts', { typed: {} });
    await explainAll(officer, id);
    const { value } = (await officer.inject('GET', `/api/reports/${id}/cells/figures.found`)).json();
    const found = (n: number) =>
      actOn(officer, id, 'corrections', { path: 'figures.found', text: String(n), reason: '试算' });
    await found(value + 1);
    const refused = await actOn(leader, id, 'approve');
    expect(refused.json()).toMatchObject({
      code: 'open-faults',
      detail: expect.stringContaining('还有 1 处问题'),
    });
    await explainAll(officer, id);
    expect((await read(leader, id)).openFaults).toBe(0);
    await found(value + 2);
    expect((await read(leader, id)).openFaults).toBe(1);
    await actOn(officer, id, 'corrections', { path: 'figures.found', text: null, reason: '恢复' });
    expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
    expect((await actOn(leader, id, 'send-back', { reason: '试算完毕' })).statusCode).toBe(200);
  });

  it('takes no explanation for more put right than was found', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-02');
    await actOn(officer, id, 'texts', { typed: {} });
    const { value } = (await officer.inject('GET', `/api/reports/${id}/cells/row.found`)).json();
    await actOn(officer, id, 'corrections', {
      path: 'row.finished',
      text: String(value + 1),
      reason: '试算',
    });
    await explainAll(officer, id);
    expect((await read(leader, id)).openFaults).toBe(1);
    expect((await actOn(leader, id, 'approve')).json()).toMatchObject({ code: 'open-faults' });
  });

  it('is signed by another than who filled it', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-01');
    const both = await test.signIn('county-officer', { username: 'both-hats' });
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE users SET roles = ARRAY['county-officer', 'leader'] WHERE id = ${both.actor.id}::uuid`.execute(
        tx,
      ),
    );
    await actOn(both, id, 'texts', { typed: { obstacles: '无' } });
    expect((await actOn(both, id, 'approve')).json()).toMatchObject({ code: 'same-person' });
    await actOn(officer, id, 'texts', { typed: { obstacles: '无' } });
    expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  });
});

describe('who has the form on the desk', () => {
  const listed = async (person: Person, key: string, id: string) => {
    const { lists } = (await person.inject('GET', '/api/home')).json();
    const list = lists.find((one: { key: string }) => one.key === key);
    return list.items.some(({ link }: { link: string }) => link === `/reports/${id}`);
  };
  const asked = async (id: string) => {
    const { items } = (await leader.inject('GET', '/api/inbox?kind=todo&limit=200')).json();
    return items.some(({ link }: { link: string }) => link === `/reports/${id}`);
  };

  it('is the officer, who corrects, explains and saves, until it is sent to be signed', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-05');
    await actOn(officer, id, 'texts', { typed: { remarks: '还没核完' }, sends: false });
    await actOn(officer, id, 'corrections', { path: 'figures.units.reviewed', text: '7', reason: '补记' });
    await explainAll(officer, id);
    await lookAfterReports(test.deps);
    expect(await read(officer, id)).toMatchObject({ openFaults: 0, filledByName: null });
    expect(await asked(id)).toBe(false);
    expect(await listed(leader, 'reports-to-sign', id)).toBe(false);
    expect((await actOn(leader, id, 'approve')).json()).toMatchObject({ code: 'not-filled' });
    expect((await actOn(leader, id, 'send-back', { reason: '还没送' })).json().code).toBe('not-filled');
    await actOn(officer, id, 'texts', { typed: {} });
    expect(await asked(id)).toBe(true);
    expect(await listed(leader, 'reports-to-sign', id)).toBe(true);
  });

  it('is the officer again when the leader sends it back: it came back, and asks nobody to sign', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-05');
    expect((await actOn(leader, id, 'send-back', { reason: '核对检查数' })).statusCode).toBe(200);
    await lookAfterReports(test.deps);
    expect(await asked(id)).toBe(false);
    expect(await listed(leader, 'reports-to-sign', id)).toBe(false);
    expect(await read(officer, id)).toMatchObject({ state: 'draft', cameBack: true });
    expect(await listed(officer, 'reports-returned', id)).toBe(true);
    await actOn(officer, id, 'corrections', { path: 'figures.units.reviewed', text: null, reason: '已核' });
    expect(await read(officer, id)).toMatchObject({ cameBack: true });
    await actOn(officer, id, 'texts', { typed: {} });
    expect(await read(officer, id)).toMatchObject({ cameBack: false });
    expect(await listed(officer, 'reports-returned', id)).toBe(false);
    expect(await listed(leader, 'reports-to-sign', id)).toBe(true);
  });
});

describe('from the county to the level above', () => {
  it('sends what was signed, though the records moved in between', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-01');
    expect((await actOn(leader, id, 'approve')).json()).toMatchObject({ code: 'not-filled' });
    await actOn(officer, id, 'texts', { typed: {} });
    await explainAll(officer, id);
    await actOn(leader, id, 'approve');
    const signed = (await officer.inject('GET', `/api/reports/${id}/cells/figures.found`)).json();
    // One came in later than was written; one before the campaign began, which counts on its first day.
    for (const day of ['2026-06-15', '2025-12-31'])
      await inScope(test.db, test.county, (tx) =>
        sql`UPDATE clues SET received_on = ${day}::date WHERE id = (SELECT id FROM clues WHERE county = ${test.county}
        AND campaign_id = ${made.rural}::uuid AND state NOT IN ('merged', 'refused')
        AND received_on BETWEEN '2026-01-01' AND '2026-01-31' LIMIT 1)`.execute(tx),
      );
    await actOn(officer, id, 'submit');
    const sent = (await prefecture.inject('GET', `/api/reports/${id}/cells/figures.found`)).json();
    expect(sent.value).toBe(signed.value);
    expect(sent.total).toBe(signed.value);
    // Both levels are told what the records say otherwise today, and by which record.
    for (const person of [officer, prefecture]) {
      const { figures } = (await person.inject('GET', `/api/reports/${id}/since-sent`)).json();
      const found = figures.find(({ path }: { path: string }) => path === 'figures.found');
      expect(found).toMatchObject({ before: signed.value, came: { total: 0 }, gone: { total: 1 } });
      expect(found.gone.records).toHaveLength(1);
    }
  });

  it('comes back with remarks, goes out as version 2, and shows the difference cell by cell', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-04');
    await send(id);
    const short = await actOn(prefecture, id, 'return', { reason: '' });
    expect(short.statusCode).toBe(400);
    expect((await actOn(prefecture, id, 'return', { reason: '存在问题一栏请补充' })).statusCode).toBe(200);
    const back = await read(officer, id);
    expect(back).toMatchObject({ state: 'returned', remarks: '存在问题一栏请补充' });
    // Its day was 18 May: sent back, it is late again, and the leader hears of it.
    expect(back).toMatchObject({ standing: 'returned-late', late: true });
    await lookAfterReports(test.deps);
    const warned = async () => {
      const { items } = (await leader.inject('GET', '/api/inbox?kind=warning&limit=200')).json();
      return items.filter(({ link }: { link: string }) => link === `/reports/${id}`).length;
    };
    expect(await warned()).toBe(1);
    await send(id, { obstacles: '个别社区人手不足' });
    expect(await warned()).toBe(0);
    expect((await read(officer, id)).versions.map(({ no }: { no: number }) => no)).toEqual([1, 2]);
    const { differences } = (await officer.inject('GET', `/api/reports/${id}/compare?a=1&b=2`)).json();
    expect(differences).toMatchObject([{ label: '整治工作存在问题', before: '', after: '个别社区人手不足' }]);
  });

  it('is closed by the lock: a clerk who edits on is told who locked it and when', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-02');
    await send(id);
    test.clock.set(new Date('2026-06-30T02:05:00Z'));
    expect((await actOn(prefecture, id, 'lock')).statusCode).toBe(200);
    const edit = await actOn(officer, id, 'texts', { typed: { remarks: '改' } });
    expect(edit.json()).toMatchObject({
      code: 'locked',
      detail: expect.stringContaining(`${prefecture.actor.name}于6月30日 10:05锁定`),
    });
    expect((await actOn(prefecture, id, 'unlock', { reason: '县里申请更正' })).statusCode).toBe(200);
    expect((await read(officer, id)).state).toBe('returned');
  });

  it('downloads the draft as a draft and the version as that version, and logs both', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-05');
    const name = (response: { headers: Record<string, unknown> }) =>
      decodeURIComponent(String(response.headers['content-disposition']));
    const draft = await officer.inject('GET', `/api/reports/${id}/form.xlsx`);
    expect(name(draft)).toMatch(/草稿-F4-.*2026年5月-当月/);
    const list = await reportOf(test, '652301', 'F1', '2026-05');
    expect(name(await officer.inject('GET', `/api/reports/${list}/form.xlsx`))).toMatch(
      /草稿-F1-.*2026年5月-累计/,
    );
    await send(id);
    const sent = await officer.inject('GET', `/api/reports/${id}/form.xlsx?no=1`);
    expect(name(sent)).toContain('第1版-F4');
    const form = await FORMS.F4.read(sent.rawPayload);
    if (!form.ok) throw new Error(JSON.stringify(form.error));
    const { value } = (await officer.inject('GET', `/api/reports/${id}/cells/figures.found?no=1`)).json();
    expect(form.value.figures.found).toBe(value);
    expect(form.value.signature.leader).toBe(leader.actor.name);
    const events = await inScope(test.db, test.county, (tx) =>
      tx
        .selectFrom('events')
        .select('id')
        .where('act', '=', 'report.download')
        .where('subject_id', '=', id)
        .execute(),
    );
    expect(events).toHaveLength(2);
  });

  it('says what changed since last month by the records that moved it', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-05');
    const changes = (await officer.inject('GET', `/api/reports/${id}/changes`)).json();
    expect(changes.sinceLabel).toBe('2026年4月');
    const found = changes.figures.find(({ path }: { path: string }) => path === 'figures.found');
    expect(found.after - found.before).toBe(found.came.total - found.gone.total);
    expect(found.came.records[0]).toMatchObject({ link: expect.any(String), kindLabel: expect.any(String) });
  });
});

describe('two at once', () => {
  it('lets the second officer know who was quicker', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-06');
    const { version } = await read(officer, id);
    const [a, b] = await Promise.all([
      officer.inject('POST', `/api/reports/${id}/texts`, { version, typed: { remarks: '甲' } }),
      second.inject('POST', `/api/reports/${id}/texts`, { version, typed: { remarks: '乙' } }),
    ]);
    expect([a.statusCode, b.statusCode].sort()).toEqual([200, 409]);
    const loser = a.statusCode === 409 ? a : b;
    const winner = a.statusCode === 409 ? second : officer;
    expect(loser.json()).toMatchObject({
      code: 'changed-meanwhile',
      detail: expect.stringContaining(winner.actor.name),
    });
  });

  it('refuses the clerk’s edit when the leader signed meanwhile, and loses neither', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-05');
    await actOn(officer, id, 'texts', { typed: { obstacles: '先写的' } });
    await explainAll(officer, id);
    const { version } = await read(officer, id);
    expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
    const late = await officer.inject('POST', `/api/reports/${id}/texts`, {
      version,
      typed: { obstacles: '后写的' },
    });
    expect(late.json()).toMatchObject({
      code: 'changed-meanwhile',
      detail: expect.stringContaining(leader.actor.name),
    });
    expect(await read(officer, id)).toMatchObject({ state: 'approved', typed: { obstacles: '先写的' } });
  });
});

describe('at the same moment', () => {
  const post = (person: Person, id: string, path: string, version: number, body: object = {}) =>
    person.inject('POST', `/api/reports/${id}/${path}`, { version, ...body });
  /** Both acts at once on what both have seen; which is sent first changes from round to round. */
  async function atOnce<T>(round: number, acts: readonly [() => Promise<T>, () => Promise<T>]) {
    const [first, second] = acts;
    if (round % 2 === 0) return await Promise.all([first(), second()]);
    const [b, a] = await Promise.all([second(), first()]);
    return [a, b] as const;
  }
  const ROUNDS = [0, 1, 2, 3, 4, 5];

  it('a leader signs and a clerk edits: one is told of the other, and what was signed is what was seen', async () => {
    const id = await reportOf(test, test.county, 'F2', '2026-03');
    for (const round of ROUNDS) {
      await actOn(officer, id, 'texts', { typed: { obstacles: `第${round}轮` } });
      await explainAll(officer, id);
      const { version } = await read(officer, id);
      const [signed, edited] = await atOnce(round, [
        () => post(leader, id, 'approve', version),
        () => post(officer, id, 'texts', version, { typed: { obstacles: '同时改的' } }),
      ]);
      const now = await read(officer, id);
      if (signed.statusCode === 200) {
        expect(edited.json()).toMatchObject({ code: 'changed-meanwhile' });
        expect(edited.json().detail).toContain(leader.actor.name);
        expect(now).toMatchObject({ state: 'approved', typed: { obstacles: `第${round}轮` } });
        await actOn(leader, id, 'send-back', { reason: '再核一遍' });
      } else {
        expect(signed.json()).toMatchObject({ code: 'changed-meanwhile' });
        expect(signed.json().detail).toContain(officer.actor.name);
        expect(edited.statusCode).toBe(200);
        expect(now).toMatchObject({ state: 'draft', typed: { obstacles: '同时改的' } });
      }
      expect(now.version).toBe(version + 1);
    }
  });

  it('the level above locks while a clerk edits what was sent: the clerk is told, and the lock holds', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-03');
    await send(id);
    for (const round of ROUNDS) {
      const { version } = await read(officer, id);
      const [locked, edited] = await atOnce(round, [
        () => post(prefecture, id, 'lock', version),
        () => post(officer, id, 'texts', version, { typed: { remarks: '锁定时改的' } }),
      ]);
      expect(locked.statusCode, locked.body).toBe(200);
      expect(edited.statusCode).toBe(409);
      expect(edited.json().detail).toMatch(/已由.+锁定|已经进入下一步/);
      const now = await read(officer, id);
      expect(now).toMatchObject({ state: 'locked', version: version + 1 });
      expect(now.typed.remarks).toBeUndefined();
      await actOn(prefecture, id, 'unlock', { reason: '县里申请更正' });
      await send(id);
      expect((await read(officer, id)).versions).toHaveLength(round + 2);
    }
  });

  it('a county sends again while the level above sends back: nothing is lost, no version is there twice', async () => {
    const id = await reportOf(test, test.county, 'F4', '2026-04');
    await send(id);
    expect((await actOn(prefecture, id, 'return', { reason: '请核对人数' })).statusCode).toBe(200);
    await actOn(officer, id, 'texts', { typed: {} });
    await explainAll(officer, id);
    await actOn(leader, id, 'approve');
    for (const round of ROUNDS) {
      const { version, versions } = await read(officer, id);
      const [sent, again] = await atOnce(round, [
        () => post(officer, id, 'submit', version),
        () => post(second, id, 'submit', version),
      ]);
      expect([sent.statusCode, again.statusCode].sort()).toEqual([200, 409]);
      const [told, by] = sent.statusCode === 409 ? [sent, second] : [again, officer];
      expect(told.json().detail).toContain(by.actor.name);
      const after = await read(officer, id);
      expect(after.versions).toHaveLength(versions.length + 1);
      const [returned, locked] = await atOnce(round, [
        () => post(prefecture, id, 'return', after.version, { reason: `第${round}轮退回` }),
        () => post(prefecture, id, 'lock', after.version),
      ]);
      expect([returned.statusCode, locked.statusCode].sort()).toEqual([200, 409]);
      if (locked.statusCode === 200) await actOn(prefecture, id, 'unlock', { reason: '请更正' });
      expect((await read(officer, id)).state).toBe('returned');
      await actOn(officer, id, 'texts', { typed: {} });
      await explainAll(officer, id);
      await actOn(leader, id, 'approve');
    }
  });
});

describe('who must not see a clue', () => {
  it('gets no list of clues that names it, and can’t fill, sign or download it', async () => {
    const id = await reportOf(test, test.county, 'F5', '2026-05');
    const barred = await test.signIn('county-officer', { username: 'named-in-a-clue' });
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE clues SET barred_users = ARRAY[${barred.actor.id}]::uuid[] WHERE id = (SELECT id FROM clues
        WHERE county = ${test.county} AND campaign_id = ${made.rural}::uuid AND state NOT IN ('merged', 'refused')
        AND received_on BETWEEN '2026-05-01' AND '2026-05-31' LIMIT 1)`.execute(tx),
    );
    const page = await read(barred, id);
    expect(page).toMatchObject({ view: null, barred: 1, faults: [] });
    for (const path of ['form.xlsx', 'changes', 'compare?a=0&b=0', 'cells/rows.0.summary'])
      expect((await barred.inject('GET', `/api/reports/${id}/${path}`)).json()).toMatchObject({
        code: 'barred',
      });
    expect((await actOn(barred, id, 'texts', { typed: {} })).json()).toMatchObject({ code: 'barred' });
    expect((await read(officer, id)).view).not.toBeNull();
  });
});
