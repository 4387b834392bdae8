import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../../campaigns/testing/generate-records.ts';
import { openReports } from '../report-store.ts';
import { actOn, reportOf } from '../testing/report-desk.ts';
import { countStageMeasures } from './stage-figures-store.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Takes back what a test wrote in its transaction. */
class Undone extends Error {}

const CHECK = '00000000-0000-4000-8000-0000000000c1';

interface Item {
  readonly county: string;
  readonly title: string;
  readonly day: string;
  readonly dueOn: string;
  readonly state: string | null;
  readonly stateLabel: string;
  readonly late: boolean;
  readonly found: number | null;
  readonly closed: number | null;
  readonly mayTake: boolean;
  readonly reportId: string | null;
  readonly version: number | null;
}
interface PaperView {
  readonly basis: string;
  readonly day: string;
  readonly to: string;
  readonly copyTo: readonly string[];
  readonly blocks: readonly { readonly kind: string; readonly text?: string; readonly rows?: string[][] }[];
}

describe('stage reports of a campaign', () => {
  let test: TestApp;
  let made: GeneratedRecords;
  let officer: Person;
  let supervisor: Person;

  beforeAll(async () => {
    test = await createTestApp({ runJobs: false, now: new Date('2026-07-20T02:00:00Z') });
    made = await generateRecords(test.deps, { total: 900 });
    officer = await test.signIn('county-officer');
    supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  });
  afterAll(() => test.close());

  const list = async (person: Person) =>
    (await person.inject('GET', '/api/reports/stage')).json<{ items: Item[] }>().items;
  const address = (day: string, county = '652301') => `/api/reports/stage/${county}/${made.rental}/${day}`;
  const paper = async (day: string, person = officer) =>
    (await person.inject('GET', address(day))).json<PaperView>();
  const textOf = (view: PaperView) => view.blocks.map((block) => block.text ?? '').join('\n');
  const take = (day: string, version: number | null, person = officer) =>
    person.inject('POST', `${address(day)}/figures`, { version });
  /** The leader signs the first one, the officer sends it. */
  const send = async () => {
    const leader = await test.signIn('leader');
    const [report] = await list(officer);
    const act = (person: Person, act: string, version: number) =>
      person.inject('POST', `/api/reports/${report?.reportId}/${act}`, { version });
    const signed = await act(leader, 'approve', report?.version ?? 0);
    expect(signed.statusCode).toBe(200);
    expect((await act(officer, 'submit', signed.json<{ version: number }>().version)).statusCode).toBe(200);
  };
  const counted = async (county: string) => {
    const { rows } = await inScope(test.db, '6523', (tx) =>
      sql<{ found: number; closed: number; overdue: number }>`
        SELECT count(*)::int AS found, count(closed_on)::int AS closed,
          count(*) FILTER (WHERE closed_on IS NULL AND deadline < '2026-07-20')::int AS overdue
        FROM problems WHERE county = ${county} AND campaign_id = ${made.rental}::uuid AND state <> 'withdrawn'`.execute(
        tx,
      ),
    );
    return rows[0] ?? { found: -1, closed: -1, overdue: -1 };
  };

  it('are due before a weekend or a holiday, not after it', async () => {
    expect((await list(officer)).map(({ title, day, dueOn }) => [title, day, dueOn])).toEqual([
      ['第一次阶段性总结', '2026-07-25', '2026-07-24'],
      ['第二次阶段性总结', '2026-09-25', '2026-09-24'],
      ['专项报告', '2026-11-25', '2026-11-25'],
    ]);
  });

  it('draft themselves from the records as they stand, for this county alone', async () => {
    const { found, closed } = await counted('652301');
    const view = await paper('2026-07-25');
    expect(view.basis).toBe('today');
    expect(textOf(view)).toContain(`共发现问题${found}个`);
    expect(textOf(view)).toContain(`已销号${closed}个`);
    expect(view.to).toBe('昌吉州住房和城乡建设局');
    expect(view.copyTo).toEqual(['同级纪检监察部门']);
  });

  it('are about the county, and count its own office apart from its towns', async () => {
    await inScope(test.db, '652301', (tx) =>
      sql`UPDATE problems SET region = '652301000000' WHERE id IN (
        SELECT id FROM problems WHERE campaign_id = ${made.rental}::uuid AND state <> 'withdrawn' ORDER BY id LIMIT 2)`.execute(
        tx,
      ),
    );
    const view = await paper('2026-07-25');
    expect(textOf(view)).toContain('现将昌吉市');
    const whole = JSON.stringify(view);
    expect(whole).toContain('"县本级"');
    expect(whole).not.toContain('652301000');
  });

  it('name the problems without 五落实, though the campaign gave each a deadline', async () => {
    const numbers = await inScope(test.db, '652301', async (tx) => {
      const { rows } = await sql<{ number: string }>`
        UPDATE problems SET deadline = '2026-08-01' WHERE campaign_id = ${made.rental}::uuid AND state = 'registered'
        RETURNING number`.execute(tx);
      return rows.map(({ number }) => number);
    });
    expect(numbers.length).toBeGreaterThan(2);
    const text = textOf(await paper('2026-07-25'));
    expect(text).toContain(`没有五落实的${numbers.length}个`);
    const named = /没有五落实的是：(.+?)。/.exec(text)?.[1]?.split('、') ?? [];
    expect(named.toSorted()).toEqual(numbers.toSorted());
  });

  it('have tables that add up to the figures in the text', async () => {
    const { found, closed } = await counted('652301');
    const tables = (await paper('2026-07-25')).blocks.flatMap((block) => (block.rows ? [block.rows] : []));
    const sums = tables.slice(0, 2).map((rows) => rows.at(-1)?.slice(1, 3));
    expect(sums).toEqual([
      [String(found), String(closed)],
      [String(found), String(closed)],
    ]);
  });

  it('count what was done as the desk counts it: a problem exposed twice once, no void draw, all that was left out', async () => {
    const scope = { region: '652301', campaignId: made.rental, from: '2026-01-01', until: '2026-07-20' };
    await inScope(test.db, '652301', async (tx) => {
      const before = await countStageMeasures(tx, scope);
      const again = sql`WITH copied AS (SELECT * FROM exposures WHERE county = '652301'
          AND campaign_id = ${made.rental}::uuid AND withdrawn_at IS NULL AND cardinality(problem_ids) > 0 LIMIT 1)
        INSERT INTO exposures SELECT (jsonb_populate_record(copied::exposures,
          jsonb_build_object('id', gen_random_uuid()))).* FROM copied`;
      await again.execute(tx);
      await sql`INSERT INTO checks (county, id, campaign_id, kind, title, frame, frame_hash, seed_source, seed_on, seed,
          seed_proof, size, method, frozen_at, drawn_at, drawn_by_name, by_name, created_at)
        VALUES ('652301', ${CHECK}::uuid, ${made.rental}::uuid, 'problem', '七月抽查', '[]', '\\x00', '掷骰子', '2026-07-01', '1 2 3',
          '两人在场', 1, 'test', '2026-06-30T02:00:00Z', '2026-07-01T02:00:00Z', '测试', '测试', '2026-06-30T02:00:00Z')`.execute(
        tx,
      );
      await sql`INSERT INTO check_items (county, id, check_id, region, subject_id, label, rank, self_check, spot_check)
        VALUES ('652301', gen_random_uuid(), ${CHECK}::uuid, '652301000000', gen_random_uuid(), '问题', 1, 'none', 'problem')`.execute(
        tx,
      );
      const left = (await countStageMeasures(tx, scope)).checks;
      const items = async (change: ReturnType<typeof sql>) => {
        await sql`${change}`.execute(tx);
        return (await countStageMeasures(tx, scope)).checks;
      };
      expect(left).toEqual({
        drawn: before.checks.drawn + 1,
        checked: before.checks.checked + 1,
        mismatched: before.checks.mismatched + 1,
      });
      // 23:30 of 20 July UTC is the 21st in Beijing.
      const tomorrow = await items(
        sql`UPDATE checks SET drawn_at = '2026-07-20T23:30:00Z' WHERE id = ${CHECK}::uuid`,
      );
      expect(tomorrow).toEqual(before.checks);
      const voided =
        await items(sql`UPDATE checks SET drawn_at = '2026-07-01T02:00:00Z', voided_at = '2026-07-02T02:00:00Z',
        voided_by_name = '测试', void_reason = '试抽' WHERE id = ${CHECK}::uuid`);
      expect(voided).toEqual(before.checks);
      const after = await countStageMeasures(tx, scope);
      expect(after.exposures.times).toBe(before.exposures.times + 1);
      expect(after.exposures.problems).toBe(before.exposures.problems);
      await sql`UPDATE supervisions SET escalated_on = NULL WHERE county = '652301'`.execute(tx);
      expect((await countStageMeasures(tx, scope)).supervisions.escalated).toBe(
        before.supervisions.escalated,
      );
      throw new Undone();
    }).catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  });

  it('count all counties for the prefecture', async () => {
    const counties = await Promise.all(made.counties.map(counted));
    const found = counties.reduce((sum, county) => sum + county.found, 0);
    const view = (await supervisor.inject('GET', address('2026-07-25', '652300'))).json<PaperView>();
    expect(textOf(view)).toContain(`共发现问题${found}个`);
    expect(new Set((await list(supervisor)).map((item) => item.county))).toEqual(
      new Set(['652300', ...made.counties]),
    );
  });

  it('keep the figures of the day they were taken on, whatever the records say later', async () => {
    const before = await counted('652301');
    expect((await take('2026-07-25', null)).statusCode).toBe(200);
    await inScope(test.db, '652301', (tx) =>
      sql`UPDATE problems SET state = 'withdrawn', closed_on = NULL, closed_at = NULL, closed_by = NULL
        WHERE county = '652301' AND campaign_id = ${made.rental}::uuid AND state = 'closed'`.execute(tx),
    );
    const view = await paper('2026-07-25');
    expect(view.basis).toBe('taken');
    expect(textOf(view)).toContain(`共发现问题${before.found}个`);
    expect((await list(officer))[0]).toMatchObject({
      state: 'draft',
      found: before.found,
      closed: before.closed,
    });
  });

  it('say who was faster when two officers take figures at once', async () => {
    const colleague = await test.signIn('county-officer');
    const [first] = await list(officer);
    expect((await take('2026-07-25', first?.version ?? null, colleague)).statusCode).toBe(200);
    const refused = await take('2026-07-25', first?.version ?? null);
    expect(refused.statusCode).toBe(409);
    expect(refused.json<{ detail: string }>().detail).toContain(colleague.actor.name);
  });

  it('compare with nothing until the last one was sent, and with its figures then', async () => {
    expect(textOf(await paper('2026-07-25'))).toContain('没有上一阶段的数据可比');
    expect(textOf(await paper('2026-09-25'))).toContain('没有在系统中留存数据，无法比较');
    await send();
    expect(textOf(await paper('2026-09-25'))).toContain('与第一次阶段性总结（截至2026年7月20日）相比');
    expect(textOf(await paper('2026-11-25'))).toContain('与第一次阶段性总结（截至2026年7月20日）相比');
  });

  it('are frozen as they were signed', async () => {
    const { rows } = await inScope(test.db, '652301', (tx) =>
      sql<{ no: number; until: string; found: number }>`
        SELECT v.no, v.data->'figures'->>'until' AS until, (v.data->'figures'->>'found')::int AS found
        FROM report_versions v JOIN reports r ON r.county = v.county AND r.id = v.report_id
        WHERE r.form = 'stage'`.execute(tx),
    );
    expect(rows).toEqual([{ no: 1, until: '2026-07-20', found: (await list(officer))[0]?.found }]);
  });

  it('are not signed before figures were taken', async () => {
    const leader = await test.signIn('leader');
    await leader.inject('GET', '/api/reports/due');
    // More than a month ahead it is not asked for yet.
    expect((await list(leader)).find((item) => item.day === '2026-09-25')?.reportId).toBeNull();
    const day = '2026-09-25';
    const opened = { county: '652301', id: test.deps.ids(), campaignId: made.rental, form: 'stage' as const };
    await inScope(test.db, '652301', (tx) =>
      openReports(tx, [{ ...opened, period: day, dueOn: '2026-09-24' }], test.clock.now()),
    );
    const unfilled = (await list(leader)).find((item) => item.day === '2026-09-25');
    const act = (person: Person, act: string, body: object) =>
      person.inject('POST', `/api/reports/${unfilled?.reportId}/${act}`, body);
    expect((await act(leader, 'approve', { version: unfilled?.version })).statusCode).toBe(409);
    // Filled in without figures is no better.
    const filled = await act(officer, 'texts', { typed: {}, version: unfilled?.version });
    const { version } = filled.json<{ version: number }>();
    const refused = await act(leader, 'approve', { version });
    expect(refused.statusCode).toBe(409);
    expect(refused.json<{ detail: string }>().detail).toContain('还没有取数');
  });

  it('take no new figures once sent', async () => {
    const [sent] = await list(officer);
    expect(sent).toMatchObject({ state: 'submitted', mayTake: false, late: false });
    const refused = await take('2026-07-25', sent?.version ?? null);
    expect(refused.statusCode).toBe(409);
  });

  it('go to the inspectors too: in their inbox once it is sent, and theirs to read', async () => {
    const [sent] = await list(officer);
    const inspector = await test.signIn('inspector');
    const copies = async () =>
      (await inspector.inject('GET', '/api/inbox?kind=todo&limit=200'))
        .json<{ items: { link: string; title: string }[] }>()
        .items.filter(({ link }) => link === `/reports/${sent?.reportId}`);
    expect((await copies()).map(({ title }) => title)).toEqual([
      '抄送纪检监察：昌吉市阶段小结（2026-07-25） · 公租房分配管理专项整治',
    ]);
    expect((await inspector.inject('GET', `/api/reports/${sent?.reportId}`)).statusCode).toBe(200);
  });

  it('keep the scan with seal and the edited text with what was sent', async () => {
    const [sent] = await list(officer);
    const docx = await officer.inject('GET', `${address('2026-07-25')}/paper.docx`);
    const upload = async (name: string, content: string | Buffer) =>
      (await officer.upload('/api/papers', { name, content })).json<{ id: string }>().id;
    const paperIds = [
      await upload('签章.pdf', '%PDF-1.7 签章'),
      await upload('改定稿.docx', docx.rawPayload),
    ];
    const attached = await actOn(officer, sent?.reportId ?? '', 'papers', { paperIds });
    expect(attached.statusCode, attached.body).toBe(200);
    const { versions, state } = (await supervisor.inject('GET', `/api/reports/${sent?.reportId}`)).json();
    expect(state).toBe('submitted');
    expect(versions[0].papers.map(({ name }: { name: string }) => name).sort()).toEqual([
      '改定稿.docx',
      '签章.pdf',
    ]);
  });

  it('come as a document, and who took it away is on record', async () => {
    const answer = await officer.inject('GET', `${address('2026-09-25')}/paper.docx`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('wordprocessingml');
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const { rows } = await inScope(test.db, '652301', (tx) =>
      sql<{ payload: { period: string } }>`
        SELECT payload FROM events WHERE act = 'report.download' ORDER BY id DESC LIMIT 1`.execute(tx),
    );
    expect(rows[0]?.payload.period).toBe('2026-09-25');
  });

  it('are nobody else’s: not a neighbour’s, not a town’s, not filled from above', async () => {
    const neighbour = await test.signIn('county-officer', { scope: '652302' });
    expect((await neighbour.inject('GET', address('2026-07-25'))).statusCode).toBe(404);
    const town = await test.signIn('county-officer', { scope: '652301001' });
    expect((await town.inject('GET', address('2026-07-25'))).statusCode).toBe(403);
    expect((await take('2026-09-25', null, supervisor)).statusCode).toBe(403);
    const inspector = await test.signIn('inspector');
    expect((await paper('2026-07-25', inspector)).basis).toBe('taken');
    expect((await take('2026-09-25', null, inspector)).statusCode).toBe(403);
  });

  it('are taken in by the prefecture from a county that sends a document, on the day on which it came', async () => {
    test.clock.set(new Date('2026-07-27T02:00:00Z'));
    const above = await test.signIn('prefecture-supervisor', { scope: '6523', username: 'receiver' });
    const county = made.counties[2] ?? '';
    const id = await reportOf(test, county, 'stage', '2026-07-25');
    const report = async (person: Person) => (await person.inject('GET', `/api/reports/${id}`)).json();
    expect(await report(above)).toMatchObject({ standing: 'late' });
    const upload = async (person: Person, name: string, content: string | Buffer) =>
      (await person.upload('/api/papers', { name, content })).json<{ id: string }>().id;
    const docx = (await above.inject('GET', `${address('2026-07-25', county)}/paper.docx`)).rawPayload;
    const receive = (paperIds: readonly string[], receivedOn = '2026-07-24') =>
      actOn(above, id, 'received', { paperIds, receivedOn });

    const wrong = await receive([await upload(above, '小结.png', PNG)]);
    expect([wrong.statusCode, wrong.json().detail]).toEqual([400, expect.stringContaining('docx 或 PDF')]);
    expect((await receive([await upload(above, '小结.docx', docx)], '2026-07-28')).statusCode).toBe(400);
    expect((await receive([await upload(officer, '小结.docx', docx)])).statusCode).toBe(400);

    const taken = await receive([await upload(above, '小结.docx', docx)]);
    expect(taken.statusCode, taken.body).toBe(200);
    const kept = await report(above);
    expect(kept).toMatchObject({ state: 'submitted', standing: 'reported' });
    expect(kept.versions).toMatchObject([
      { origin: 'file', byName: above.actor.name, papers: [{ name: '小结.docx', byName: above.actor.name }] },
    ]);
    expect(kept.notes[0]).toMatchObject({ act: 'accept-file', text: '小结.docx，2026-07-24 收到' });
    const paper = `/api/reports/${id}/papers/${kept.versions[0].papers[0].id}`;
    expect((await above.inject('GET', paper)).rawPayload).toEqual(docx);
    const neighbour = await test.signIn('county-officer', { scope: made.counties[1] ?? '' });
    expect((await neighbour.inject('GET', paper)).statusCode).toBe(404);
    expect((await list(above)).find((item) => item.reportId === id)).toMatchObject({
      late: false,
      mayReceive: false,
      receivedOn: '2026-07-24',
    });
    expect((await actOn(above, id, 'lock')).statusCode).toBe(200);
  });

  it('are nobody’s to take in but the prefecture’s, and are taken in again after they were sent back', async () => {
    const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const county = made.counties[1] ?? '';
    const id = await reportOf(test, county, 'stage', '2026-07-25');
    const pdf = async (person: Person) =>
      (await person.upload('/api/papers', { name: '小结.pdf', content: '%PDF-1.7 小结' })).json().id;
    const receive = async (person: Person) =>
      actOn(person, id, 'received', { paperIds: [await pdf(person)], receivedOn: '2026-07-24' });
    expect((await receive(await test.signIn('county-officer', { scope: county }))).statusCode).toBe(403);
    expect((await receive(above)).statusCode).toBe(200);
    expect((await receive(above)).statusCode).toBe(409);
    expect((await actOn(above, id, 'return', { reason: '缺下一步打算' })).statusCode).toBe(200);
    expect((await receive(above)).statusCode).toBe(200);
    const { versions } = (await above.inject('GET', `/api/reports/${id}`)).json();
    expect(versions.map(({ no }: { no: number }) => no)).toEqual([1, 2]);
  });

  it('of the prefecture are taken by its supervisor, signed by its leader and sent', async () => {
    const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const leader = await test.signIn('leader', { scope: '6523' });
    const url = `${address('2026-07-25', '652300')}/figures`;
    expect((await above.inject('POST', url, { version: null })).statusCode).toBe(200);
    const own = async () =>
      (await list(above)).find(({ county, day }) => county === '652300' && day === '2026-07-25');
    const id = (await own())?.reportId ?? '';
    expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
    expect((await actOn(above, id, 'submit')).statusCode).toBe(200);
    expect(await own()).toMatchObject({ state: 'submitted', late: false });
  });

  it('turn late on the day after they were due', async () => {
    test.clock.set(new Date('2026-09-25T02:00:00Z'));
    const items = await list(await test.signIn('county-officer'));
    expect(items.map((item) => item.late)).toEqual([false, true, false]);
  });
});
