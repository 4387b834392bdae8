import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { generateRecords } from '../../campaigns/testing/generate-records.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let prefecture: Person;
let id: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  await generateRecords(test.deps, { total: 100 });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  id = await reportOf(test, test.county, 'F4', '2026-03');
}, 120_000);
afterAll(() => test.close());

const upload = async (name: string, content: string | Buffer, person = officer): Promise<string> =>
  (await person.upload('/api/papers', { name, content })).json().id;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const versionsOf = async (person: Person) =>
  (await person.inject('GET', `/api/reports/${id}`)).json().versions;

describe('the scan of what was sent', () => {
  it('has nothing to stand with before anything was sent', async () => {
    const paperIds = [await upload('签章.pdf', '%PDF-1.7 早了')];
    expect((await actOn(officer, id, 'papers', { paperIds })).json().code).toBe('not-in-this-state');
    await actOn(officer, id, 'texts', { typed: {} });
    await explainAll(officer, id);
    await actOn(leader, id, 'approve');
    expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  });

  it('is part of the version, with its hash, and read by who may read the report', async () => {
    const paperIds = [await upload('签章.pdf', '%PDF-1.7 签章'), await upload('第二页.png', PNG)];
    const done = await actOn(officer, id, 'papers', { paperIds });
    expect(done.json()).toMatchObject({ state: 'submitted' });
    const [version] = await versionsOf(prefecture);
    expect(version.papers).toHaveLength(2);
    const [first] = version.papers;
    expect(first).toMatchObject({ name: '签章.pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const scan = await prefecture.inject('GET', `/api/reports/${id}/papers/${first.id}`);
    expect([scan.statusCode, scan.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(scan.body).toBe('%PDF-1.7 签章');
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    expect((await stranger.inject('GET', `/api/reports/${id}/papers/${first.id}`)).statusCode).toBe(404);
    // Not by the common door, which asks less.
    const worker = await test.signIn('community-worker', { scope: '652301001002' });
    for (const person of [officer, worker])
      expect((await person.inject('GET', `/api/papers/${first.id}`)).statusCode).toBe(404);
    const events = await inScope(test.db, test.county, (tx) =>
      tx.selectFrom('events').select(['act', 'payload']).where('subject_id', '=', id).orderBy('id').execute(),
    );
    expect(events.map(({ act, payload }) => ({ act, payload })).slice(-2)).toMatchObject([
      { act: 'report.fill', payload: { did: 'attach', scans: [{ sha256: first.sha256 }, {}] } },
      { act: 'report.download', payload: { mark: '第1版签章件', paper: first.id } },
    ]);
  });

  it('is a scan by its content, and the officer’s own upload', async () => {
    const table = await officer.inject('GET', `/api/reports/${id}/form.xlsx`);
    const sheet = await actOn(officer, id, 'papers', {
      paperIds: [await upload('签章.pdf', table.rawPayload)],
    });
    expect(sheet.json().errors[0].message).toContain('须是 PDF、JPG 或 PNG 扫描件');
    const second = await test.signIn('county-admin');
    const theirs = await upload('签章.pdf', '%PDF-1.7 别人的', second);
    const refused = await actOn(officer, id, 'papers', { paperIds: [theirs] });
    expect(refused.json().errors[0].message).toContain('不是您上传的');
    expect((await versionsOf(officer))[0].papers).toHaveLength(2);
    expect((await actOn(leader, id, 'papers', { paperIds: [theirs] })).statusCode).toBe(403);
  });

  it('still comes after the level above has locked the report, and stays with its own version', async () => {
    expect((await actOn(prefecture, id, 'lock')).statusCode).toBe(200);
    const paperIds = [await upload('补签.pdf', '%PDF-1.7 补签')];
    expect((await actOn(officer, id, 'papers', { paperIds })).json().state).toBe('locked');
    await actOn(prefecture, id, 'unlock', { reason: '补报' });
    await actOn(officer, id, 'texts', { typed: {} });
    await actOn(leader, id, 'approve');
    await actOn(officer, id, 'submit');
    const counts = (await versionsOf(officer)).map(({ papers }: { papers: unknown[] }) => papers.length);
    expect(counts).toEqual([3, 0]);
  });
});
