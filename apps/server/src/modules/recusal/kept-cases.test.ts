import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvent } from '../../platform/events.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { docxLines } from '../../platform/testing/docx-lines.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { actOn, reportOf } from '../reports/testing/report-desk.ts';
import { layClue, layProblem } from '../supervision/testing/lay-ledger.ts';

const OPEN = 'WT-OPEN';
const CLOSED = 'WT-CLOSED';

let test: TestApp;
let officer: Person;
let leader: Person;
let prefecture: Person;
let barred: { readonly officer: Person; readonly leader: Person; readonly inspector: Person };
let campaignId: string;
let clueId: string;
let open: string;
let closed: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-20T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  barred = {
    officer: await test.signIn('county-officer'),
    leader: await test.signIn('leader'),
    inspector: await test.signIn('inspector'),
  };
  const { county } = test;
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  campaignId = await startForTest(prefecture, [county]);
  const of = { county, campaignId };
  const kept = Object.values(barred).map(({ actor }) => actor.id);
  clueId = await layClue(test, { ...of, number: 'XS-1', barred: kept });
  open = await layProblem(test, { ...of, number: OPEN, clueId });
  const other = await layClue(test, { ...of, number: 'XS-2', barred: kept });
  closed = await layProblem(test, { ...of, number: CLOSED, clueId: other, closedOn: '2026-07-10' });
});
afterAll(() => test.close());

describe('a typical case about a problem that is kept from somebody', () => {
  const text = '示例单位逾期不公开房源，经督办已全部公开。';

  it('is neither seen, changed nor removed by them', async () => {
    const written = await officer.inject('POST', '/api/typical-cases', {
      about: { kind: 'problem', id: closed },
      month: '2026-07',
      text,
    });
    expect(written.statusCode, written.body).toBe(201);
    const { id, version } = written.json();
    expect((await barred.officer.inject('GET', '/api/typical-cases')).json().total).toBe(0);
    const change = { month: '2026-07', text: '改掉了。', version };
    const acts = [
      await barred.officer.inject('PATCH', `/api/typical-cases/${id}`, change),
      await barred.officer.inject('POST', `/api/typical-cases/${id}/remove`, { version }),
    ];
    expect(acts.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    expect((await officer.inject('GET', '/api/typical-cases')).json().items).toMatchObject([{ text }]);
  });
});

describe('a summary that tells of a problem in words', () => {
  const items = async (person: Person) => (await person.inject('GET', '/api/reports/stage')).json().items;
  const refused = async (response: Promise<{ statusCode: number; json: () => { code: string } }>) => {
    const { statusCode, json } = await response;
    return [statusCode, json().code];
  };
  const BARRED = [409, 'barred'];

  it('is neither shown to nor acted on by whom the problem is kept from', async () => {
    const { county, day } = (await items(officer)).at(0);
    const address = `/api/reports/stage/${county}/${campaignId}/${day}`;
    const attempts = async (version: number | null) => {
      expect(await refused(barred.officer.inject('GET', address))).toEqual(BARRED);
      expect(await refused(barred.inspector.inject('GET', `${address}/paper.docx`))).toEqual(BARRED);
      expect(await refused(barred.officer.inject('POST', `${address}/figures`, { version }))).toEqual(BARRED);
    };
    await attempts(null);
    const paper = await officer.inject('GET', `${address}/paper.docx`);
    expect(docxLines(paper.rawPayload).join('\n')).toContain(OPEN);
    expect((await officer.inject('POST', `${address}/figures`, { version: null })).statusCode).toBe(200);
    const { reportId, version } = (await items(officer)).at(0);
    await attempts(version);
    const act = (person: Person, name: string, seen: number, body: object = {}) =>
      person.inject('POST', `/api/reports/${reportId}/${name}`, { version: seen, ...body });
    expect(await refused(act(barred.leader, 'approve', version))).toEqual(BARRED);
    const signed = await act(leader, 'approve', version);
    expect(signed.statusCode, signed.body).toBe(200);
    expect(await refused(act(barred.officer, 'submit', signed.json().version))).toEqual(BARRED);
    expect((await act(officer, 'submit', signed.json().version)).statusCode).toBe(200);
    const scan = (await officer.upload('/api/papers', { name: '签章.pdf', content: '%PDF-1.7 seal' })).json();
    expect((await actOn(officer, reportId, 'papers', { paperIds: [scan.id] })).statusCode).toBe(200);
    const shown = async (person: Person) => (await person.inject('GET', `/api/reports/${reportId}`)).json();
    expect(await shown(officer)).toMatchObject({ barred: 0, versions: [{ papers: [{ id: scan.id }] }] });
    expect(await shown(barred.inspector)).toMatchObject({ barred: 2, versions: [{ papers: [] }] });
    const sealed = (person: Person) => person.inject('GET', `/api/reports/${reportId}/papers/${scan.id}`);
    expect((await sealed(officer)).statusCode).toBe(200);
    expect(await refused(sealed(barred.inspector))).toEqual(BARRED);
  });
});

describe('a form with a typical case about a problem that is kept from somebody', () => {
  it('is neither shown to them nor handed out, and the case is not theirs to choose', async () => {
    const { county } = test;
    const rural = await startForTest(prefecture, [county], {
      plan: 'rural-2018',
      year: 2025,
      answers: { 'rectify-days': '30' },
    });
    const of = { county, campaignId: rural };
    const everybody = Object.values(barred).map(({ actor }) => actor.id);
    const kept = await layClue(test, { ...of, number: 'XS-3', barred: everybody });
    const about = await layProblem(test, { ...of, number: 'WT-F4', clueId: kept, closedOn: '2026-06-10' });
    const written = await officer.inject('POST', '/api/typical-cases', {
      about: { kind: 'problem', id: about },
      month: '2026-06',
      text: '示例镇截留补助资金，已追回并处理。',
    });
    expect(written.statusCode, written.body).toBe(201);
    const id = await reportOf(test, county, 'F4', '2026-06');
    const read = (person: Person) => person.inject('GET', `/api/reports/${id}`);
    expect((await read(officer)).json()).toMatchObject({ barred: 0, cases: [{ id: written.json().id }] });
    expect((await read(barred.officer)).json()).toMatchObject({ barred: 1, view: null, cases: [] });
    expect((await read(barred.officer)).body).not.toContain('截留补助资金');
    const file = await barred.officer.inject('GET', `/api/reports/${id}/form.xlsx`);
    expect([file.statusCode, file.json().code]).toEqual([409, 'barred']);
    expect((await officer.inject('GET', `/api/reports/${id}/form.xlsx`)).statusCode).toBe(200);
  });
});

describe('the events of a case that is kept from somebody', () => {
  it('stand in nobody’s list and file who must not know of it', async () => {
    const issued = await leader.inject('POST', '/api/supervisions', {
      organisation: test.county,
      subject: { kind: 'problem', id: open },
      demand: '请于期限内完成整改并回复。',
      dueOn: '2026-08-07',
    });
    expect(issued.statusCode, issued.body).toBe(201);
    const paper = test.deps.ids();
    const at = test.clock.now();
    const subjects = [
      { type: 'clue', id: clueId },
      { type: 'problem', id: open },
      { type: 'paper', id: paper },
      { type: 'household', id: test.deps.ids() },
    ];
    await inScope(test.db, test.county, async (tx) => {
      await tx
        .insertInto('papers')
        .values({
          county: test.county,
          id: paper,
          region: test.county.padEnd(12, '0'),
          file_sha256: 'ab'.repeat(32),
          name: '举报信.jpg',
          type: 'image/jpeg',
          size: 10,
          uploaded_by: officer.actor.id,
          at,
          subject_type: 'clue',
          subject_id: clueId,
        })
        .execute();
      for (const subject of subjects)
        await recordEvent(tx, {
          county: test.county,
          actor: officer.actor,
          act: 'clue.triage',
          subject,
          payload: {},
          at,
        });
    });
    const inspector = await test.signIn('inspector');
    const kinds = async (person: Person) => {
      const { items, total } = (await person.inject('GET', '/api/events?limit=100')).json();
      expect(items.length).toBe(total);
      return new Set(items.map(({ subjectType }: { subjectType: string }) => subjectType));
    };
    const caseKinds = ['clue', 'problem', 'paper', 'supervision'];
    const all = await kinds(inspector);
    expect(caseKinds.filter((kind) => !all.has(kind))).toEqual([]);
    const seen = await kinds(barred.inspector);
    expect(seen.has('household')).toBe(true);
    for (const kind of ['clue', 'problem', 'supervision', 'typical-case'])
      expect([kind, seen.has(kind)]).toEqual([kind, false]);
    for (const id of [clueId, open, paper, issued.json().id]) {
      const found = await barred.inspector.inject('GET', `/api/events?subjectId=${id}`);
      expect(found.json().total).toBe(0);
      expect((await barred.inspector.inject('GET', '/api/events/export.csv')).body).not.toContain(id);
      expect((await inspector.inject('GET', '/api/events/export.csv')).body).toContain(id);
    }
  });
});
