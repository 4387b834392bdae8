import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { docxLines } from '../../platform/testing/docx-lines.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { notify } from '../inbox/index.ts';
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
  TOWN,
  typed,
} from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let admin: Person;
let worker: Person;
let supervisor: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  admin = await test.signIn('county-admin');
  worker = await test.signIn('community-worker', { scope: COMMUNITY });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
});
afterAll(() => test.close());

const naming = (name: string, post = '社区主任') => ({ persons: [{ name, post, level: '村社干部' }] });

/** An officer of the county whose husband is named 马守信. */
async function kinOfAccused(): Promise<Person> {
  const kin = await test.signIn('county-admin');
  const declared = await admin.inject('POST', '/api/relations', {
    userId: kin.actor.id,
    relatedName: '马 守信',
    relation: 'spouse',
  });
  expect(declared.statusCode, declared.body).toBe(201);
  return kin;
}

describe('a clue about somebody’s kin', () => {
  it('is kept from them in every list, detail, count, paper and act', async () => {
    const kin = await kinOfAccused();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    );
    const paper = (await officer.upload('/api/papers', { name: '照片.png', content: png })).json().id;
    const summary = '反映马守信在幸福社区分配公租房时为亲友插队，多人未经公示入住，要求核查。';
    const reporter = { name: '', phone: '13900000000' };
    const id = await register(officer, { ...naming('马守信'), summary, paperIds: [paper], reporter });
    const twin = await register(officer, { summary: `${summary}再次反映。` });
    const { number } = await detail(officer, id);
    expect(await detail(kin, twin)).toMatchObject({ id: twin });

    const routes = test.routes.filter(
      ({ url, method }) => url.startsWith('/api/clues') && (method === 'GET' || url.includes(':id')),
    );
    expect(routes.length).toBeGreaterThan(25);
    const opening = (await admin.inject('POST', `/api/clues/${id}/openings`, { reason: '核实举报' })).json()
      .id;
    const bodies: Readonly<Record<string, object>> = {
      accept: { kind: 'report' },
      refuse: { text: '不属实' },
      tell: { on: '2026-07-01', text: '电话' },
      'tell-extension': { on: '2026-07-01', text: '电话' },
      route: { to: { kind: 'organisation', organisation: OTHER_COMMUNITY } },
      transfer: {
        receiver: 'police',
        receiverName: '公安局',
        letterNo: '1',
        sentOn: '2026-07-01',
        dueOn: '2026-07-20',
      },
      receipt: { on: '2026-07-01' },
      returned: { on: '2026-07-01', text: '退回' },
      outcome: { on: '2026-07-01', result: 'true', text: '属实' },
      extend: { days: 3, text: '复杂' },
      result: { result: 'true', text: '属实' },
      conclude: { agree: true },
      correction: { adopt: true },
      answer: { method: 'phone', text: '告知' },
      satisfaction: { satisfaction: 'satisfied' },
      reopen: { text: '再办' },
      disposal: { disposal: '了结', on: '2026-07-01' },
      merge: { into: twin },
      unmerge: { text: '误并' },
      openings: { reason: '想看' },
      messages: { of: id, text: '请补充' },
      'from-reporter': { code: '1'.repeat(25), channel: 'phone', text: '补充情况' },
    };
    for (const { method, url } of routes) {
      const address = url
        .replace(':id', id)
        .replace(':into', twin)
        .replace(':paper', paper)
        .replace(':opening', opening)
        .replace(':letter', 'acceptance')
        .replace(':of', id);
      const last = url.split('/').at(-1) ?? '';
      const body =
        method === 'PATCH'
          ? { ...typed(naming('马守信')), version: 1 }
          : method === 'POST'
            ? { ...bodies[last], version: 1 }
            : undefined;
      const response = await kin.inject(method as 'GET', address, body);
      expect(response.body, `${method} ${url}`).not.toContain(id);
      expect(response.body, `${method} ${url}`).not.toContain(number);
      // A county hands nothing down: whatever the clue, its people are refused before it is looked for.
      const unseen = last === 'hand-down' || last === 'recall' ? 403 : 404;
      if (url.includes(':id')) expect([url, response.statusCode]).toEqual([url, unseen]);
    }
    const into = await act(kin, twin, 'merge', { into: id });
    expect(into.statusCode).toBe(404);
    const similar = await kin.inject('POST', '/api/clues/similar', { summary, persons: ['马守信'] });
    expect(similar.body).not.toContain(id);
    const seen = await officer.inject('POST', '/api/clues/similar', { summary, persons: ['马守信'] });
    expect(seen.body).toContain(id);
    const all = async (who: Person) => (await who.inject('GET', '/api/clues')).json().total;
    expect(await all(kin)).toBe((await all(officer)) - 1);
    const waiting = async (who: Person) => (await who.inject('GET', '/api/clues/waiting')).json().waiting;
    expect(await waiting(kin)).toBe((await waiting(officer)) - 1);
    expect((await kin.inject('GET', '/api/clues/duplicates')).json().total).toBe(0);
    expect((await officer.inject('GET', '/api/clues/duplicates')).json().total).toBe(1);
    expect((await kin.inject('GET', '/api/inbox')).body).not.toContain(number);
    expect((await kin.inject('GET', `/api/papers/${paper}`)).statusCode).toBe(404);
    const file = await kin.inject('GET', '/api/clues/export.xlsx');
    expect([200, 403]).toContain(file.statusCode);
  });

  it('is kept from whoever registers it themselves: they have its number alone', async () => {
    const kin = await kinOfAccused();
    const answer = (await kin.inject('POST', '/api/clues', typed(naming('马守信')))).json();
    expect(answer).toMatchObject({ id: null, number: expect.stringMatching(/^线索/), sentUp: false });
  });

  it('is kept from kin who are declared after it came in, and shown again when the relation ends', async () => {
    const id = await register(officer, naming('牛得草'));
    const late = await test.signIn('county-officer');
    await detail(late, id);
    const { id: relation } = (
      await admin.inject('POST', '/api/relations', {
        userId: late.actor.id,
        relatedName: '牛得草',
        relation: 'parent',
      })
    ).json();
    expect((await late.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
    expect((await admin.inject('POST', `/api/relations/${relation}/end`)).statusCode).toBe(204);
    await detail(late, id);
    expect((await admin.inject('POST', `/api/relations/${relation}/end`)).statusCode).toBe(404);
    expect((await officer.inject('GET', '/api/relations')).statusCode).toBe(403);
  });
});

describe('a clue about somebody of the prefecture', () => {
  const cannotSee = async (person: Person, id: string) => {
    expect((await person.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
    expect((await person.inject('GET', '/api/clues?limit=100')).body).not.toContain(id);
    const accepted = await person.inject('POST', `/api/clues/${id}/accept`, { kind: 'report', version: 1 });
    expect(accepted.statusCode).toBe(404);
  };

  it('is kept from them though it stands in the county', async () => {
    const named = await test.signIn('prefecture-supervisor', { scope: '6523' });
    await rename(test, named, '苗监管');
    const id = await register(officer, naming('苗监管', '州局科长'));
    await cannotSee(named, id);
    await detail(supervisor, id);
    await detail(officer, id);
    await inScope(test.db, '6523', (tx) =>
      notify(tx, test.deps, {
        county: '652300',
        role: 'prefecture-supervisor',
        kind: 'warning',
        title: '已逾期：县里的线索',
        link: `/clues/${id}`,
        dueOn: null,
        key: `clue-due:${id}`,
        clueId: id,
      }),
    );
    expect((await supervisor.inject('GET', '/api/inbox')).body).toContain('县里的线索');
    expect((await named.inject('GET', '/api/inbox')).body).not.toContain('县里的线索');
  });

  it('is kept from them when they or their kin become known later', async () => {
    const kin = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const id = await register(officer, naming('骆小弟'));
    const abroad = await test.signIn('county-officer', { scope: test.foreignCounty });
    const other = await register(abroad, { ...naming('骆小弟'), placeRegion: test.foreignCounty });
    await detail(kin, id);
    const declared = await supervisor.inject('POST', '/api/relations', {
      userId: kin.actor.id,
      relatedName: '骆小弟',
      relation: 'sibling',
      organisation: TOWN,
    });
    expect(declared.statusCode, declared.body).toBe(201);
    await cannotSee(kin, id);
    await cannotSee(kin, other);
    await detail(supervisor, id);
    const { items, staff } = (await supervisor.inject('GET', '/api/relations')).json();
    expect(items).toEqual([
      expect.objectContaining({ relatedName: '骆小弟', officeName: '宁边路街道', endedOn: null }),
    ]);
    expect(staff.map((one: { id: string }) => one.id)).not.toContain(officer.actor.id);
    await sweepClues(test.deps);
    await cannotSee(kin, id);
    await supervisor.inject('POST', `/api/relations/${declared.json().id}/end`);
    await detail(kin, id);
    await rename(test, kin, '骆小弟');
    await sweepClues(test.deps);
    await cannotSee(kin, id);
  });
});

describe('giving a clue to somebody', () => {
  it('leaves out the accused office with all below it, the people named, and their kin, and says why', async () => {
    const named = await test.signIn('community-worker', { scope: OTHER_COMMUNITY });
    await rename(test, named, '丁被告');
    const sister = await test.signIn('county-officer');
    await admin.inject('POST', '/api/relations', {
      userId: sister.actor.id,
      relatedName: '丁小妹',
      relation: 'sibling',
      organisation: COMMUNITY,
    });
    const id = await register(officer, { ...naming('丁被告'), accusedOrganisation: TOWN });
    await did(officer, id, 'accept', { kind: 'report' });
    const { items, leftOut } = (await officer.inject('GET', `/api/clues/${id}/handlers`)).json();
    const why = Object.fromEntries(leftOut.map((one: { id: string; why: string }) => [one.id, one.why]));
    expect(why).toMatchObject({
      [TOWN]: '是被反映单位或其下属单位',
      [COMMUNITY]: '是被反映单位或其下属单位',
      [OTHER_COMMUNITY]: '被反映人在该单位任职',
      [named.actor.id]: '与被反映人同名，按本人回避',
      [worker.actor.id]: '在被反映单位任职',
      [sister.actor.id]: '其兄弟姐妹在被反映单位任职',
    });
    expect(items.map((one: { id: string }) => one.id)).toContain(officer.actor.id);
    for (const to of [
      { kind: 'organisation', organisation: COMMUNITY },
      { kind: 'person', personId: named.actor.id },
      { kind: 'person', personId: sister.actor.id },
    ]) {
      const refused = await act(officer, id, 'route', { to });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'left-out']);
      expect(refused.json().detail).toMatch(/^不能交给.+：.+。/);
    }
    await did(officer, id, 'route', { to: { kind: 'person', personId: officer.actor.id } });
    expect((await worker.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
  });

  it('takes back a correction by which the handler would be accused', async () => {
    const id = await register(officer);
    await did(officer, id, 'accept', { kind: 'report' });
    await did(officer, id, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
    const before = await detail(officer, id);
    const edit = (over: object) =>
      officer.inject('PATCH', `/api/clues/${id}`, { ...typed(over), version: before.version });
    const refused = await edit({ accusedOrganisation: TOWN });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'handler-accused']);
    expect(await detail(officer, id)).toMatchObject({ version: before.version, accusedOffice: null });
    expect((await edit({ summary: '更正后的摘要，地点在建国路。' })).statusCode).toBe(200);
    const own = await officer.inject('PATCH', `/api/clues/${id}`, {
      ...typed({ accusedOrganisation: test.county }),
      version: before.version + 1,
    });
    expect(own.json().code).toBe('accuses-own-bureau');
  });
});

describe('a clue that accuses the county’s own bureau', () => {
  it('goes to the prefecture with its papers, out of the county’s sight', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    );
    const boss = await test.signIn('leader');
    await rename(test, boss, '贾局长');
    const paper = (await officer.upload('/api/papers', { name: '照片.png', content: png })).json().id;
    for (const [over, papers] of [
      [{ accusedOrganisation: test.county }, [paper]],
      [naming('贾局长', '局长'), []],
    ] as const) {
      const reporter = { name: '赵某', phone: '13900000001' };
      const answer = (
        await officer.inject('POST', '/api/clues', typed({ ...over, paperIds: papers, reporter }))
      ).json();
      expect(answer).toMatchObject({ id: null, sentUp: true, receiptCode: expect.any(String) });
      const listed = (
        await supervisor.inject('GET', `/api/clues?q=${encodeURIComponent(answer.number)}`)
      ).json();
      const [clue] = listed.items.filter(
        (row: { persons: object; number: string }) => row.number === answer.number,
      );
      for (const person of [officer, admin, boss]) {
        expect((await person.inject('GET', `/api/clues/${clue.id}`)).statusCode).toBe(404);
        expect((await person.inject('GET', '/api/clues')).body).not.toContain(clue.id);
      }
      const seen = await detail(supervisor, clue.id);
      expect(seen).toMatchObject({
        hasReporter: true,
        papers: papers.map((one) => expect.objectContaining({ id: one })),
      });
      await did(supervisor, clue.id, 'accept', { kind: 'report' });
      expect(seen.accusedOffice).toBe('accusedOrganisation' in over ? '昌吉市住房保障中心' : null);
      for (const own of ['昌吉市住房保障中心', '昌吉市住房和城乡建设局'])
        expect(await transferred(clue.id, own)).toEqual([409, 'left-out']);
      const edited = await supervisor.inject('PATCH', `/api/clues/${clue.id}`, {
        ...typed({ ...over, summary: '更正后的摘要，反映的还是同一个单位。' }),
        version: (await detail(supervisor, clue.id)).version,
      });
      expect(edited.statusCode, edited.body).toBe(200);
      await did(supervisor, clue.id, 'route', { to: { kind: 'person', personId: supervisor.actor.id } });
      expect(await transferred(clue.id, '昌吉州纪委监委')).toEqual([200, undefined]);
      const { letters } = await detail(supervisor, clue.id);
      const { of } = letters.find(({ kind }: { kind: string }) => kind === 'transfer');
      const letter = await supervisor.inject('GET', `/api/clues/${clue.id}/letters/transfer/${of}`);
      const lines = docxLines(letter.rawPayload).join('\n');
      expect(lines.includes('昌吉市住房保障中心')).toBe('accusedOrganisation' in over);
    }
    const rows = await inScope(test.db, test.county, async (tx) => ({
      clues: (await sql`SELECT 1 FROM clues WHERE accused_organisation = ${test.county}`.execute(tx)).rows,
      papers: (await sql`SELECT 1 FROM papers WHERE id = ${paper}::uuid`.execute(tx)).rows,
      events: (await sql`SELECT 1 FROM events WHERE payload->>'sentUp' = 'true'`.execute(tx)).rows,
    }));
    expect(rows).toEqual({ clues: [], papers: [], events: [] });
  });

  it('can be said of every office of the prefecture’s counties', async () => {
    const { organisations } = (await supervisor.inject('GET', '/api/clues/choices')).json();
    expect(organisations).toContainEqual({
      value: test.county,
      label: '昌吉市：昌吉市住房和城乡建设局（本级）',
    });
    expect(organisations).toContainEqual({ value: TOWN, label: '昌吉市：宁边路街道' });
    const own = (await officer.inject('GET', '/api/clues/choices')).json().organisations;
    expect(own).toContainEqual({ value: TOWN, label: '宁边路街道' });
  });
});

describe('transferring a clue', () => {
  it.each(['宁边路街道', '宁边路街道办事处', '昌吉市宁边路街道（办事处）', '宁边路 街道'])(
    'is refused to the accused office under the name %s',
    async (name) => {
      const id = await register(officer, { accusedOrganisation: TOWN });
      await did(officer, id, 'accept', { kind: 'report' });
      const refused = await act(officer, id, 'transfer', transferTo(name));
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'left-out']);
      await did(officer, id, 'transfer', transferTo('昌吉市公安局'));
    },
  );
});

const transferTo = (receiverName: string) => ({
  receiver: 'discipline',
  receiverName,
  letterNo: '函〔2026〕1号',
  sentOn: '2026-07-01',
  dueOn: '2026-07-20',
  text: '请核查',
});

async function transferred(id: string, receiverName: string) {
  const response = await act(supervisor, id, 'transfer', transferTo(receiverName));
  return [response.statusCode, response.json().code];
}
