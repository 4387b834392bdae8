import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp, until } from '../../platform/testing/index.ts';
import { loadForTest } from '../imports/testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from '../imports/testing/synthetic-household.ts';
import { notify } from '../inbox/index.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';

let test: TestApp;
let officer: Person;

const HEADER = '机动车所有人,身份证明号码,号牌号码,车辆类型,购置价（元）,初次登记日期,状态,转移日期';
const car = (n: number, price: number) =>
  `张三,${syntheticId(n)},新B${10_000 + n},小型轿车,${price},2020-01-01,正常,`;
const vehicles = (rows: readonly string[]) => [HEADER, ...rows, ''].join('\n');

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
  await loadForTest(
    test,
    test.county,
    [1, 2, 3].map((n) => syntheticHousehold(n)),
  );
  const draft = await officer.inject('POST', '/api/policies', { pack: demonstrationPack(test.county) });
  const admin = await test.signIn('county-admin');
  expect(
    (await admin.inject('POST', `/api/policies/${draft.json().id}/publish`, { revision: 1 })).statusCode,
  ).toBeLessThan(300);
});
afterAll(() => test.close());

async function deliver(content: string, name: string): Promise<void> {
  const sent = await officer.upload('/api/feeds', { name, content }, { kind: 'vehicle', asOf: '2026-06-30' });
  expect(sent.statusCode).toBeLessThan(300);
  expect(await test.jobEnd(test.county, sent.json().jobId)).toBe('done');
  const confirmed = await officer.inject('POST', `/api/feeds/${sent.json().id}/confirm`, {
    acceptPartial: true,
    batch: 'replace',
  });
  expect(confirmed.statusCode).toBeLessThan(300);
  expect(await test.jobEnd(test.county, confirmed.json().jobId)).toBe('done');
}

async function run(): Promise<string> {
  const started = await officer.inject('POST', '/api/runs', { asOf: '2026-06-30' });
  expect(started.statusCode).toBe(202);
  expect(await test.jobEnd(test.county, started.json().jobId)).toBe('done');
  return started.json().id;
}

const carsFound = async () =>
  (await officer.inject('GET', '/api/findings?rule=vehicle.over&status=fail&limit=200')).json();

describe('comparison runs', () => {
  it('raises what the register shows, with the row it stands in', async () => {
    await deliver(vehicles([car(1, 600_000), car(2, 90_000), car(9, 600_000)]), '车辆6月.csv');
    const id = await run();
    const page = (await officer.inject('GET', `/api/runs/${id}`)).json();
    expect(page).toMatchObject({ state: 'done', counts: { families: 3, persons: 3 } });
    expect(page.registers).toEqual([
      expect.objectContaining({ kind: 'vehicle', file: '车辆6月.csv', rowsRead: 3, hitsExact: 2 }),
    ]);
    const job = (await officer.inject('GET', `/api/jobs/${page.jobId}`)).json();
    expect(job.steps.map((step: { state: string }) => step.state)).toEqual(['done', 'done', 'done', 'done']);
    expect(page.missing).toContainEqual(
      expect.objectContaining({ kind: 'real-estate', rules: ['名下有其他住房且超过面积标准'] }),
    );
    expect(page.missing).toContainEqual(expect.objectContaining({ kind: 'veteran', rules: [] }));
    const found = await carsFound();
    expect(found.items).toEqual([
      expect.objectContaining({ householdCode: 'H000001', change: 'new', confidence: 'exact' }),
    ]);
    const detail = (await officer.inject('GET', `/api/findings/${found.items[0].id}`)).json();
    expect(detail.lineage).toEqual([
      expect.objectContaining({ file: '车辆6月.csv', row: 2, asOf: '2026-06-30' }),
    ]);
    for (const fact of detail.registered) expect(fact.label).not.toMatch(/^[a-zA-Z]/);
  });

  it('says 不可比 once a household where a register was never delivered', async () => {
    const page = (await officer.inject('GET', '/api/findings?rule=housing.owned&limit=200')).json();
    expect(page.total).toBe(3);
    expect(page.items[0]).toMatchObject({ status: 'incomparable', statusLabel: '不可比' });
  });

  it('keeps a finding that persists, clears one that vanished, and raises nothing twice', async () => {
    const before = await carsFound();
    await run();
    const again = await carsFound();
    expect(again.items.map((item: { id: string }) => item.id)).toEqual([before.items[0].id]);
    expect(again.items[0].change).toBe('persisting');
    await deliver(vehicles([car(2, 500_000)]), '车辆7月.csv');
    const id = await run();
    const { counts } = (await officer.inject('GET', `/api/runs/${id}`)).json();
    expect(counts.byRule).toContainEqual(
      expect.objectContaining({ rule: 'vehicle.over', new: 1, persisting: 0, cleared: 1 }),
    );
    const cleared = await officer.inject('GET', '/api/findings?rule=vehicle.over&change=cleared');
    expect(cleared.json().total).toBe(1);
    const now = await carsFound();
    expect(now.items.map((item: { change: string }) => item.change)).toEqual(['new']);
    const home = (await officer.inject('GET', '/api/home')).json();
    const open = home.cards.find((card: { key: string }) => card.key === 'open');
    const listed = (await officer.inject('GET', `/api${open.link}`)).json();
    expect(listed.total).toBe(open.value);
  });

  it('lets nobody go on with what the newest run no longer raised, but keeps what the family says', async () => {
    const [item] = (await officer.inject('GET', '/api/findings?rule=vehicle.over&change=cleared')).json()
      .items;
    const detail = async () => (await officer.inject('GET', `/api/findings/${item.id}`)).json();
    expect(await detail()).toMatchObject({ changeLabel: '已消除', allowedActs: ['record-answer'] });
    const { version } = await detail();
    const proposed = await officer.inject('POST', `/api/findings/${item.id}/propose`, {
      conclusion: 'explained',
      reason: '车辆已过户',
      version,
    });
    expect([proposed.statusCode, proposed.json().code]).toEqual([409, 'not-raised']);
    const assigned = await officer.inject('POST', '/api/findings/assign', {
      ids: [item.id],
      organisation: null,
      dueOn: '2026-07-15',
    });
    expect(assigned.json().skipped).toEqual([{ id: item.id, why: expect.stringContaining('没有再出现') }]);
    const said = { text: '车已卖', paperIds: [], version };
    expect((await officer.inject('POST', `/api/findings/${item.id}/answer`, said)).statusCode).toBe(200);
  });

  it('tells in the history of the finding and of the family what a run raised and cleared, not what stayed', async () => {
    const cleared = await officer.inject('GET', '/api/findings?rule=vehicle.over&change=cleared');
    const [finding] = cleared.json().items;
    const runs = (await officer.inject('GET', '/api/runs')).json().items;
    const [last, , first] = runs.map(({ id }: { id: string }) => id);
    const { runs: history } = (await officer.inject('GET', `/api/findings/${finding.id}`)).json();
    expect(history).toMatchObject([
      { label: '比对消除疑点', text: '基准日 2026-06-30，机动车登记', link: `/runs/${last}` },
      { label: '比对发现疑点', text: '基准日 2026-06-30，机动车登记', link: `/runs/${first}` },
    ]);
    const address = `/api/households/${finding.householdId}/timeline`;
    const shown = async (person: Person) =>
      (await person.inject('GET', address))
        .json()
        .items.filter((item: { act: string }) => item.act === 'run.done');
    expect(await shown(officer)).toMatchObject([
      { actLabel: '比对消除疑点', link: `/runs/${last}` },
      { actLabel: '比对发现疑点', text: expect.stringContaining('机动车登记'), link: `/runs/${first}` },
      { actLabel: '比对记为不可比', text: expect.stringMatching(/等 \d+ 项$/), link: `/runs/${first}` },
    ]);
    const worker = await test.signIn('community-worker');
    for (const item of await shown(worker)) expect(item.link).toBeNull();
  });

  it('does not raise a settled finding again until its facts change', async () => {
    const [fresh] = (await officer.inject('GET', '/api/findings?rule=vehicle.over&change=new')).json().items;
    const reviewer = await test.signIn('reviewer');
    const body = { conclusion: 'explained', reason: '车辆为单位公车，已核实', paperIds: [] };
    const proposed = await officer.inject('POST', `/api/findings/${fresh.id}/propose`, {
      ...body,
      version: fresh.version,
    });
    await reviewer.inject('POST', `/api/findings/${fresh.id}/conclude`, {
      agree: true,
      remark: '',
      version: proposed.json().version,
    });
    await run();
    expect((await officer.inject('GET', `/api/findings/${fresh.id}`)).json().state).toBe('explained');
    expect(
      (await officer.inject('GET', '/api/findings?rule=vehicle.over&settled=false&change=new')).json().total,
    ).toBe(0);
    await deliver(vehicles([car(2, 700_000)]), '车辆8月.csv');
    await run();
    const raised = (
      await officer.inject('GET', '/api/findings?rule=vehicle.over&settled=false&change=new')
    ).json();
    expect(raised.items).toEqual([expect.objectContaining({ householdCode: 'H000002' })]);
  });

  it('does not reopen a settled finding while a newer one of the same matter is open, and keeps running', async () => {
    const settled = (await officer.inject('GET', '/api/findings?rule=vehicle.over&state=explained')).json();
    const [old] = settled.items;
    const reviewer = await test.signIn('reviewer');
    const refused = await reviewer.inject('POST', `/api/findings/${old.id}/reopen`, {
      reason: '须再核实',
      version: old.version,
    });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'open-twin']);
    // As an older version of the program left it: both open.
    await inScope(test.db, test.county, (tx) =>
      tx.updateTable('findings').set({ state: 'open' }).where('id', '=', old.id).execute(),
    );
    await run();
    expect((await carsFound()).items).toHaveLength(2);
    await inScope(test.db, test.county, (tx) =>
      tx.updateTable('findings').set({ state: 'explained' }).where('id', '=', old.id).execute(),
    );
  });

  it('closes the findings of a family that left, and does not count them as cleared', async () => {
    const [due] = (await officer.inject('GET', '/api/findings?q=H000003&settled=false')).json().items;
    await inScope(test.db, test.county, (tx) =>
      notify(tx, test.deps, {
        county: test.county,
        role: 'county-officer',
        kind: 'todo',
        title: '疑点待核查：户 H000003',
        link: `/findings/${due.id}`,
        dueOn: null,
        key: `finding-assigned:${due.id}`,
      }),
    );
    await inScope(test.db, test.county, (tx) =>
      tx.updateTable('households').set({ left_on: '2026-06-30' }).where('code', '=', 'H000003').execute(),
    );
    const open = '/api/findings?q=H000003&settled=false';
    const before = (await officer.inject('GET', open)).json().total;
    expect(before).toBeGreaterThan(0);
    const id = await run();
    const { counts } = (await officer.inject('GET', `/api/runs/${id}`)).json();
    expect(counts).toMatchObject({ families: 2, cleared: 0, exited: before });
    expect((await officer.inject('GET', open)).json().total).toBe(0);
    const closed = (await officer.inject('GET', `${open}&change=exited`)).json();
    expect(closed.items[0]).toMatchObject({ changeLabel: '已退出' });
    const inbox = (await officer.inject('GET', '/api/inbox?limit=200')).json().items;
    expect(inbox.map((item: { link: string }) => item.link)).not.toContain(`/findings/${due.id}`);
  });

  it('hears a family again on facts that came after its answer, says which they are, and tells who waits on them', async () => {
    await deliver(vehicles([car(1, 600_000)]), '车辆9月.csv');
    await run();
    const [{ id }] = (
      await officer.inject('GET', '/api/findings?q=H000001&rule=vehicle.over&settled=false')
    ).json().items;
    const detail = async () => (await officer.inject('GET', `/api/findings/${id}`)).json();
    const act = async (person: Person, path: string, body: object) =>
      await person.inject('POST', `/api/findings/${id}/${path}`, {
        ...body,
        version: (await detail()).version,
      });
    const reviewer = await test.signIn('reviewer');
    const toldTo = async (person: Person) =>
      (await person.inject('GET', '/api/inbox?limit=200'))
        .json()
        .items.filter(({ link }: { link: string }) => link === `/findings/${id}`)
        .map(({ title }: { title: string }) => title);
    await act(officer, 'tell', { method: '电话', note: '已告知', answerBy: '2026-07-10' });
    await act(officer, 'answer', { text: '车是亲戚的', paperIds: [] });
    const confirmed = { conclusion: 'confirmed', reason: '已核实', paperIds: [] };
    expect((await act(officer, 'propose', confirmed)).statusCode).toBe(200);
    await run();
    expect(await detail()).toMatchObject({ hearing: 'heard', proposal: { changesSince: [] } });
    expect(await toldTo(reviewer)).toEqual(['疑点待审定：户 H000001']);
    await deliver(vehicles([car(1, 900_000)]), '车辆10月.csv');
    await run();
    expect(await detail()).toMatchObject({ state: 'proposed', hearing: 'to-tell-again', answerBy: null });
    const { notes, proposal } = await detail();
    const change = expect.stringMatching(/^原为：.*60.*。现为：.*90/);
    expect(notes.at(-1)).toMatchObject({ actLabel: '比对事实有变化', text: change });
    expect(proposal.changesSince).toEqual([change]);
    expect(await toldTo(reviewer)).toEqual(['待审定疑点的比对事实有变化，请退回：户 H000001']);
    expect(await toldTo(officer)).toEqual(['您提出结论的疑点，比对事实有变化：户 H000001']);
    const refused = await act(reviewer, 'conclude', { agree: true, remark: '' });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'other-facts']);
    expect(
      (await act(reviewer, 'conclude', { agree: false, remark: '请就新的事实告知家庭' })).statusCode,
    ).toBe(200);
    expect(await toldTo(reviewer)).toEqual([]);
    expect(await toldTo(officer)).toEqual(['疑点被退回：户 H000001']);
    expect((await act(officer, 'propose', confirmed)).json().code).toBe('not-heard');
    expect((await act(officer, 'cannot-tell', { reason: '承租人下落不明' })).statusCode).toBe(200);
    expect((await act(officer, 'propose', confirmed)).statusCode).toBe(200);
    expect((await act(reviewer, 'conclude', { agree: true, remark: '' })).json().state).toBe('confirmed');
  });

  it('agrees to no conclusion on facts that nobody looked into, also in the family’s favour', async () => {
    await deliver(vehicles([car(1, 910_000)]), '车辆11月.csv');
    await run();
    const [{ id }] = (
      await officer.inject('GET', '/api/findings?q=H000001&rule=vehicle.over&settled=false')
    ).json().items;
    const version = async () => (await officer.inject('GET', `/api/findings/${id}`)).json().version;
    const explained = { conclusion: 'explained', reason: '车辆已过户', paperIds: [] };
    const propose = async () =>
      await officer.inject('POST', `/api/findings/${id}/propose`, { ...explained, version: await version() });
    expect((await propose()).statusCode).toBe(200);
    await deliver(vehicles([car(1, 920_000)]), '车辆12月.csv');
    await run();
    const reviewer = await test.signIn('reviewer');
    const conclude = async (agree: boolean) =>
      await reviewer.inject('POST', `/api/findings/${id}/conclude`, {
        agree,
        remark: '请就现在的事实核实',
        version: await version(),
      });
    expect((await conclude(true)).json().code).toBe('other-facts');
    expect((await conclude(false)).statusCode).toBe(200);
    expect((await propose()).statusCode).toBe(200);
    expect((await conclude(true)).json().state).toBe('explained');
  });

  it('keeps the answer of a family whose facts could not be compared for one delivery', async () => {
    const arrears = async (arrearsMonths: number | null) => {
      const household = syntheticHousehold(1);
      const tenancy = { ...household.tenancy, arrearsMonths };
      await loadForTest(test, test.county, [{ ...household, tenancy }]);
      return await run();
    };
    await arrears(8);
    const [{ id }] = (
      await officer.inject('GET', '/api/findings?q=H000001&rule=rent.arrears&settled=false')
    ).json().items;
    const detail = async () => (await officer.inject('GET', `/api/findings/${id}`)).json();
    const before = await detail();
    await officer.inject('POST', `/api/findings/${id}/cannot-tell`, {
      reason: '承租人下落不明',
      version: before.version,
    });
    const heard = { status: 'fail', reason: before.reason, hearing: 'heard' };
    const unseen = await arrears(null);
    const ofRun = await officer.inject(
      'GET',
      `/api/findings?run=${unseen}&status=incomparable&rule=rent.arrears`,
    );
    expect(ofRun.json().items).toMatchObject([{ id, change: 'persisting' }]);
    expect(await detail()).toMatchObject(heard);
    expect((await detail()).runs[0]).toMatchObject({ label: '比对记为不可比', link: `/runs/${unseen}` });
    await arrears(8);
    expect(await detail()).toMatchObject(heard);
    expect((await detail()).notes.map((note: { act: string }) => note.act)).toEqual(['cannot-tell']);
    await arrears(9);
    expect(await detail()).toMatchObject({ hearing: 'to-tell-again' });
  });

  it('waits for an act that is under way, and takes what it settled for settled', async () => {
    await deliver(vehicles([car(1, 930_000)]), '车辆1月.csv');
    await run();
    const [{ id, reason }] = (
      await officer.inject('GET', '/api/findings?q=H000001&rule=vehicle.over&settled=false')
    ).json().items;
    await deliver(vehicles([car(1, 940_000)]), '车辆4月.csv');
    const held = new pg.Client(test.database.connection);
    await held.connect();
    await held.query('BEGIN');
    await held.query("UPDATE findings SET state = 'explained' WHERE id = $1", [id]);
    const started = (await officer.inject('POST', '/api/runs', { asOf: '2026-06-30' })).json();
    const waiting = "SELECT FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted";
    await until(async () => (await held.query(waiting)).rowCount !== 0);
    await held.query('COMMIT');
    await held.end();
    expect(await test.jobEnd(test.county, started.jobId)).toBe('done');
    expect((await officer.inject('GET', `/api/findings/${id}`)).json()).toMatchObject({
      state: 'explained',
      reason,
    });
  });

  it('shows behind each figure of each run the findings that it counted, whatever came of them since', async () => {
    const runs = (await officer.inject('GET', '/api/runs?limit=200')).json().items;
    expect(runs.length).toBeGreaterThan(5);
    for (const { id, counts } of runs) {
      const listed = async (filter: string) =>
        (await officer.inject('GET', `/api/findings?run=${id}&${filter}`)).json().total;
      for (const change of ['new', 'persisting', 'cleared', 'exited']) {
        expect([change, await listed(`change=${change}`)]).toEqual([change, counts[change]]);
      }
      expect(await listed('status=incomparable')).toBe(counts.incomparable);
      expect(await listed('status=fail')).toBe(counts.fail);
      for (const rule of counts.byRule) {
        expect(await listed(`rule=${rule.rule}&change=new`)).toBe(rule.new);
      }
      const facets = (await officer.inject('GET', `/api/findings/facets?run=${id}`)).json();
      expect(facets.change.find((facet: { value: string }) => facet.value === 'new')?.count ?? 0).toBe(
        counts.new,
      );
    }
  });

  it('lets only one run be under way', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => officer.inject('POST', '/api/runs', { asOf: '2026-06-30' })),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([202, 409]);
    const started = answers.find((answer) => answer.statusCode === 202);
    await test.jobEnd(test.county, started?.json().jobId);
  });

  it('writes who used which data, and an event that holds no personal data', async () => {
    await inScope(test.db, test.county, async (tx) => {
      const uses = await sql<{ purpose: string; hits: number }>`SELECT purpose, hits FROM data_use`.execute(
        tx,
      );
      expect(uses.rows.length).toBeGreaterThan(0);
      const events = await sql<{ payload: unknown }>`SELECT payload FROM events`.execute(tx);
      expect(JSON.stringify(events.rows)).not.toMatch(/\d{17}[\dX]|张三/);
    });
  });

  it('refuses a day to come and a county without a policy', async () => {
    expect((await officer.inject('POST', '/api/runs', { asOf: '2026-07-01' })).statusCode).toBe(400);
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    const refused = await stranger.inject('POST', '/api/runs', { asOf: '2026-06-30' });
    expect(refused.json().code).toBe('no-policy');
  });

  it('shows every role a home with numbers that lead somewhere', async () => {
    for (const role of [
      'county-officer',
      'reviewer',
      'leader',
      'inspector',
      'community-worker',
      'department-data',
      'auditor',
      'system-admin',
    ] as const) {
      const person = await test.signIn(role, role === 'department-data' ? { department: '公安局' } : {});
      const home = (await person.inject('GET', '/api/home')).json();
      expect(home.cards.length).toBeGreaterThan(0);
      for (const card of home.cards) expect(card.link).toMatch(/^\//);
    }
  });
});
