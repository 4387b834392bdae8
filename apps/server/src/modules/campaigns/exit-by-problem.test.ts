import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, holdTable, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from '../findings/testing/raise-findings.ts';
import { dropExitQuestions } from './ask-exit.ts';
import { breakWriting } from './testing/break-writing.ts';
import { clueForTest, problemForTest, startForTest } from './testing/start-for-test.ts';

let test: TestApp;
let admin: Person;
let officer: Person;
let reviewer: Person;
let leader: Person;
let campaign: string;
let findings: readonly RaisedFinding[];
const COMMUNITY = '652301001001';

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  await signIn();
  const prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  campaign = await startForTest(prefecture, [test.county, test.foreignCounty]);
  const rules = Array.from({ length: 24 }, () => 'housing.owned');
  findings = await raiseFindings(test, test.county, rules);
});
afterAll(() => test.close());

async function signIn(): Promise<void> {
  admin = await test.signIn('county-admin');
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  leader = await test.signIn('leader');
}

let used = 0;
/** A family that no test has had before, with its finding. */
function family(): RaisedFinding {
  const raised = findings[used++];
  if (raised === undefined) throw new Error('no family is left');
  return raised;
}

async function evidence(person: Person): Promise<string> {
  const content = `%PDF-1.7 ${test.deps.ids()}`;
  return (await person.upload('/api/papers', { name: '入户照片.pdf', content })).json().id;
}

const read = async (id: string, person = officer) =>
  (await person.inject('GET', `/api/problems/${id}`)).json();

async function act(person: Person, id: string, path: string, body: object = {}) {
  const { version } = await read(id);
  return await person.inject('POST', `/api/problems/${id}/${path}`, { version, ...body });
}

async function establish(person: Person, id: string, over: object = {}) {
  const body = { nature: '2', reason: '入户见他人居住，承租人承认转租', paperIds: [await evidence(person)] };
  return await act(person, id, 'exit', { ...body, ...over });
}

async function established(id: string, over: object = {}): Promise<void> {
  const answer = await establish(reviewer, id, over);
  expect(answer.statusCode, answer.body).toBe(200);
}

const problemOf = (householdId: string | null, over: object = {}) =>
  problemForTest(officer, campaign, { householdId, ...over });

const exitsOf = async (householdId: string, person = officer) =>
  (await person.inject('GET', `/api/exits?household=${householdId}`)).json().items;

const correction = async (id: string, householdId: string | null) => {
  const { category, item, description, amountFen, pressing } = await read(id);
  return { category, item, description, amountFen, pressing, householdId, reason: '写明家庭' };
};

async function stepFinding(person: Person, id: string, path: string, body: object): Promise<void> {
  const { version } = (await officer.inject('GET', `/api/findings/${id}`)).json();
  const answer = await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function concludeTrue(id: string, exitNature: string | null): Promise<void> {
  await stepFinding(officer, id, 'propose', { conclusion: 'confirmed', reason: '核实无误', exitNature });
  await stepFinding(reviewer, id, 'conclude', { agree: true });
}

async function confirmFinding(id: string, exitNature: string): Promise<void> {
  await stepFinding(officer, id, 'cannot-tell', { reason: '承租人下落不明' });
  await concludeTrue(id, exitNature);
}

async function problemFromFinding(id: string): Promise<string> {
  const body = { ids: [id], campaignId: campaign, place: { category: '3', item: '3.4' } };
  return (await officer.inject('POST', '/api/problems/from-findings', body)).json().taken[0].id;
}

describe('a subletting that no register shows', () => {
  it('puts its family among those to leave, where form F3 counts it by the day it was established', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId, { foundOn: '2026-07-01' });
    const before = await read(id, reviewer);
    expect(before).toMatchObject({ householdId, exit: null });
    expect(before.allowedActs).toContain('establish-exit');
    await established(id);
    const [exit] = await exitsOf(householdId);
    expect(exit).toMatchObject({
      nature: '2',
      natureLabel: '② 转租',
      findingId: null,
      problem: { id, number: before.number },
      establishedOn: '2026-07-06',
    });
    const page = await read(id, reviewer);
    expect(page.exit).toEqual({
      nature: '2',
      natureLabel: '② 转租',
      on: '2026-07-06',
      byName: reviewer.actor.name,
      exitId: exit.id,
    });
    expect(page.allowedActs).toContain('withdraw-exit');
    expect(page.allowedActs).not.toContain('establish-exit');
    expect(page.notes.at(-1)).toMatchObject({ actLabel: '认定应退', text: '入户见他人居住，承租人承认转租' });
    expect(page.papers).toHaveLength(1);

    const f3 = async (until: string) =>
      (await officer.inject('GET', `/api/reports/f3?until=${until}`)).json().rows;
    expect(await f3('2026-07-05')).toEqual([]);
    expect(await f3('2026-07-06')).toMatchObject([{ nature: '2', shouldExit: 1, exitIds: [exit.id] }]);

    const { items } = (await officer.inject('GET', `/api/households/${householdId}/timeline`)).json();
    expect(items.map(({ actLabel }: { actLabel: string }) => actLabel)).toContain('列入应退未退台账');
    const inbox = (await officer.inject('GET', '/api/inbox')).json().items;
    expect(inbox.map(({ title }: { title: string }) => title)).toContain(
      '应退未退待填写整改措施：户 H000001',
    );
  });

  it('is noted beside another ground of the family, and carries it alone when the other falls', async () => {
    const raised = family();
    await confirmFinding(raised.id, '1A');
    const id = await problemOf(raised.householdId);
    await established(id, { nature: '3' });
    expect(await exitsOf(raised.householdId)).toMatchObject([
      { nature: '1A', findingId: raised.id, problem: null, otherNatures: [{ nature: '3', label: '③ 出借' }] },
    ]);
    const { version } = (await officer.inject('GET', `/api/findings/${raised.id}`)).json();
    const reopened = { reason: '产权证不是本人的', version };
    await reviewer.inject('POST', `/api/findings/${raised.id}/reopen`, reopened);
    expect(await exitsOf(raised.householdId)).toMatchObject([
      { nature: '3', findingId: null, problem: { id }, otherNatures: [] },
    ]);
  });

  it('names a finding as the second ground where the problem was first', async () => {
    const raised = family();
    const id = await problemOf(raised.householdId);
    await established(id);
    await confirmFinding(raised.id, '1B');
    expect(await exitsOf(raised.householdId)).toMatchObject([
      { nature: '2', problem: { id }, otherNatures: [{ nature: '1B' }] },
    ]);
    const withdrawn = await act(reviewer, id, 'exit/withdraw', { reason: '须再核实' });
    expect(withdrawn.statusCode, withdrawn.body).toBe(200);
    expect(await exitsOf(raised.householdId)).toMatchObject([
      { nature: '1B', findingId: raised.id, problem: null, otherNatures: [] },
    ]);
  });
});

describe('another person than who reported it', () => {
  it('establishes it: neither who registered the problem, nor who wrote what was found, nor another role', async () => {
    const { householdId } = family();
    const own = await problemForTest(admin, campaign, { householdId });
    const refused = await establish(admin, own);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'same-person']);
    expect((await read(own, admin)).allowedActs).not.toContain('establish-exit');
    const named = await problemOf(null);
    await act(admin, named, 'correct', await correction(named, householdId));
    expect((await establish(admin, named)).json().code).toBe('same-person');
    for (const person of [officer, leader, await test.signIn('community-worker', { scope: COMMUNITY })])
      expect((await person.inject('POST', `/api/problems/${own}/exit`, {})).statusCode).toBe(403);
    expect(await exitsOf(householdId)).toEqual([]);
  });

  it('is not who entered the answer to the finding behind it', async () => {
    const raised = family();
    const told = { method: 'visit', note: '已当面告知', answerBy: '2026-07-20' };
    await stepFinding(officer, raised.id, 'tell', told);
    await stepFinding(admin, raised.id, 'answer', { text: '承租人说房子借给亲戚住' });
    await concludeTrue(raised.id, null);
    const id = await problemFromFinding(raised.id);
    expect((await establish(admin, id, { nature: '3' })).json().code).toBe('same-person');
    await established(id, { nature: '3' });
    expect(await exitsOf(raised.householdId)).toMatchObject([{ nature: '3', problem: { id } }]);
  });
});

describe('the family', () => {
  it('is named by the officer, within the county, and stays while it is to leave by the problem', async () => {
    const [one, other] = [family(), family()];
    const unknown = await officer.inject('POST', '/api/problems', {
      ...{ campaignId: campaign, category: '3', item: '3.4', description: '转租', source: '自查自纠' },
      ...{ region: test.county, foundOn: '2026-07-01', amountFen: null, householdId: test.deps.ids() },
    });
    expect([unknown.statusCode, unknown.json().errors[0].path]).toEqual([400, 'householdId']);
    const id = await problemOf(null);
    expect((await establish(reviewer, id)).json().code).toBe('no-household');
    const wrong = await act(officer, id, 'correct', await correction(id, test.deps.ids()));
    expect([wrong.statusCode, wrong.json().errors[0].path]).toEqual([400, 'householdId']);
    expect((await act(officer, id, 'correct', await correction(id, one.householdId))).statusCode).toBe(200);
    const { householdId: _, ...silent } = await correction(id, null);
    expect((await act(officer, id, 'correct', silent)).statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ householdId: one.householdId });
    await established(id);
    const moved = await act(officer, id, 'correct', await correction(id, other.householdId));
    expect([moved.statusCode, moved.json().code]).toEqual([409, 'exit-stands']);
    expect(await exitsOf(other.householdId)).toEqual([]);
  });

  it('is that of the finding from which the problem came', async () => {
    const [raised, other] = [family(), family()];
    await confirmFinding(raised.id, '1A');
    const id = await problemFromFinding(raised.id);
    expect(await read(id)).toMatchObject({ householdId: raised.householdId });
    const moved = await act(officer, id, 'correct', await correction(id, other.householdId));
    expect([moved.statusCode, moved.json().errors[0].path]).toEqual([400, 'householdId']);
    expect((await establish(reviewer, id)).json().code).toBe('by-finding');
    expect(await exitsOf(raised.householdId)).toMatchObject([{ otherNatures: [] }]);
  });

  it('is named when a clue becomes a problem; whom the clue is kept from sees the exit without it', async () => {
    const { householdId } = family();
    const barred = await test.signIn('county-officer');
    const about = { campaign, region: test.county.padEnd(12, '0'), summary: '反映转租', name: '示例甲' };
    const clueId = await clueForTest(test, { ...about, barred: [barred.actor.id] });
    const taken = await officer.inject('POST', '/api/problems/from-clue', {
      clueId,
      place: { category: '3', item: '3.4' },
      householdId,
    });
    expect(taken.statusCode, taken.body).toBe(200);
    const { id } = taken.json();
    await established(id);
    expect(await exitsOf(householdId)).toMatchObject([{ problem: { id } }]);
    expect((await barred.inject('GET', `/api/problems/${id}`)).statusCode).toBe(404);
    expect(await exitsOf(householdId, barred)).toMatchObject([
      { nature: '2', findingId: null, problem: null },
    ]);
    const timeline = await barred.inject('GET', `/api/households/${householdId}/timeline`);
    expect(timeline.body).toContain('列入应退未退台账');
    expect(timeline.body).not.toContain(id);
  });

  it('that has left is not put on the ledger again', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    const second = await problemOf(householdId);
    await established(id);
    const [{ id: exit, version }] = await exitsOf(householdId);
    await officer.inject('POST', `/api/exits/${exit}/exited`, { on: '2026-07-06', paperIds: [], version });
    expect((await establish(reviewer, second)).json().code).toBe('household-left');
    expect((await establish(reviewer, id)).json().code).toBe('already-to-leave');
  });

  it('is not put on the ledger again at the moment in which it leaves', async () => {
    const { householdId } = family();
    const [first, second] = [await problemOf(householdId), await problemOf(householdId)];
    await established(first);
    const [{ id: exit, version }] = await exitsOf(householdId);
    const body = { nature: '3', reason: '邻居证实出借', paperIds: [await evidence(reviewer)], version: 1 };
    const exits = await holdTable(test, 'exits');
    const left = { on: '2026-07-06', paperIds: [], version };
    const leaving = officer.inject('POST', `/api/exits/${exit}/exited`, left);
    await exits.waitedFor(1);
    const establishing = reviewer.inject('POST', `/api/problems/${second}/exit`, body);
    await exits.waitedFor(2);
    await exits.release();
    expect((await leaving).statusCode).toBe(200);
    expect((await establishing).json().code).toBe('household-left');
    expect(await exitsOf(householdId)).toMatchObject([{ id: exit, exitedOn: '2026-07-06' }]);
  });
});

const questionsTo = async (person: Person): Promise<readonly string[]> =>
  (await person.inject('GET', '/api/inbox')).json().items.map(({ title }: { title: string }) => title);

/** Whether somebody is asked in the inbox, counted on the desk and listed as still to be said. */
async function isAsked(id: string): Promise<readonly boolean[]> {
  const { number } = await read(id);
  const inbox = await questionsTo(reviewer);
  const listed = (await reviewer.inject('GET', '/api/problems?exitUndecided=true&limit=100')).json();
  const card = (await reviewer.inject('GET', '/api/home'))
    .json()
    .cards.find((one: { key: string }) => one.key === 'problems-exit-undecided');
  expect(card).toMatchObject({ value: listed.total, link: '/problems?exitUndecided=true' });
  return [
    inbox.includes(`涉及家庭，待认定是否应退：${number}`),
    listed.items.some((one: { id: string }) => one.id === id),
  ];
}

describe('the reviewer', () => {
  it('is asked whether the family of a problem has to leave, until it was said', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    expect(await isAsked(id)).toEqual([true, true]);
    expect(await questionsTo(officer)).not.toContain(`涉及家庭，待认定是否应退：${(await read(id)).number}`);
    await established(id);
    expect(await isAsked(id)).toEqual([false, false]);
    expect((await act(reviewer, id, 'exit/withdraw', { reason: '并未转租' })).statusCode).toBe(200);
    expect(await isAsked(id)).toEqual([false, false]);
  });

  it('says with the reason that the family need not leave, and is asked again about another family', async () => {
    const id = await problemOf(family().householdId);
    const reason = '入户见承租人本人居住，来人是探亲的女儿';
    expect((await act(officer, id, 'exit/none', { reason })).statusCode).toBe(403);
    expect((await read(id, reviewer)).allowedActs).toContain('need-not-leave');
    const said = await act(reviewer, id, 'exit/none', { reason });
    expect(said.statusCode, said.body).toBe(200);
    expect(await isAsked(id)).toEqual([false, false]);
    const page = await read(id, reviewer);
    expect(page.stays).toEqual({ reason, on: '2026-07-06', byName: reviewer.actor.name });
    expect(page.notes.at(-1)).toMatchObject({ actLabel: '认定不需退出', text: reason });
    expect(page.allowedActs).toContain('establish-exit');
    expect(page.allowedActs).not.toContain('need-not-leave');
    const again = await act(reviewer, id, 'exit/none', { reason });
    expect([again.statusCode, again.json().code]).toEqual([409, 'not-asked']);
    await act(officer, id, 'correct', await correction(id, family().householdId));
    expect(await isAsked(id)).toEqual([true, true]);
    expect((await read(id)).stays).toBeNull();
  });

  it('is asked from when the family is named to when it is no longer, or the problem is withdrawn', async () => {
    const { householdId } = family();
    const id = await problemOf(null);
    expect(await isAsked(id)).toEqual([false, false]);
    await act(officer, id, 'correct', await correction(id, householdId));
    expect(await isAsked(id)).toEqual([true, true]);
    await act(officer, id, 'correct', await correction(id, null));
    expect(await isAsked(id)).toEqual([false, false]);
    await act(officer, id, 'correct', await correction(id, householdId));
    await act(leader, id, 'withdraw', { reason: '登记错户' });
    expect(await isAsked(id)).toEqual([false, false]);
  });

  it('is not asked about a family that has left, nor what the conclusion on a finding has said', async () => {
    const { householdId } = family();
    const [first, second] = [await problemOf(householdId), await problemOf(householdId)];
    await established(first);
    const [{ id: exit, version }] = await exitsOf(householdId);
    await officer.inject('POST', `/api/exits/${exit}/exited`, { on: '2026-07-06', paperIds: [], version });
    await dropExitQuestions(test.deps);
    expect(await isAsked(second)).toEqual([false, false]);
    const raised = family();
    await confirmFinding(raised.id, '1A');
    expect(await isAsked(await problemFromFinding(raised.id))).toEqual([false, false]);
  });
});

describe('a ground that falls', () => {
  it('with its withdrawn problem takes the family off the ledger, and keeps its history', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    await established(id);
    const withdrawn = await act(leader, id, 'withdraw', { reason: '登记错户' });
    expect(withdrawn.statusCode, withdrawn.body).toBe(200);
    expect(await exitsOf(householdId)).toEqual([]);
    expect(await read(id)).toMatchObject({ state: 'withdrawn', exit: null });
    const { items } = (await officer.inject('GET', `/api/households/${householdId}/timeline`)).json();
    const labels = items.map(({ actLabel }: { actLabel: string }) => actLabel);
    expect(labels).toEqual(expect.arrayContaining(['列入应退未退台账', '撤回应退认定']));
    expect((await establish(reviewer, id)).json().code).toBe('not-in-this-state');
    const { items: inbox } = (await officer.inject('GET', '/api/inbox')).json();
    const [{ code }] = [(await officer.inject('GET', `/api/households/${householdId}`)).json()];
    expect(inbox.map(({ title }: { title: string }) => title)).not.toContain(
      `应退未退待填写整改措施：户 ${code}`,
    );
  });

  it('after the family has left brings it back off the ledger when the exit is restored', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    await established(id);
    const [{ id: exit, version }] = await exitsOf(householdId);
    const left = { on: '2026-07-06', paperIds: [], version };
    await officer.inject('POST', `/api/exits/${exit}/exited`, left);
    expect((await act(leader, id, 'withdraw', { reason: '登记错户' })).statusCode).toBe(200);
    expect(await exitsOf(householdId)).toMatchObject([{ id: exit, exitedOn: '2026-07-06' }]);
    const restored = { reason: '家庭并未腾退', version: version + 1 };
    expect((await reviewer.inject('POST', `/api/exits/${exit}/restore`, restored)).statusCode).toBe(200);
    expect(await exitsOf(householdId)).toEqual([]);
  });

  it('at the same moment as the other ground of its family waits for it, and the family is off the ledger', async () => {
    const raised = family();
    await confirmFinding(raised.id, '1A');
    const id = await problemOf(raised.householdId);
    await established(id);
    const exits = await holdTable(test, 'exits');
    const { version } = (await officer.inject('GET', `/api/findings/${raised.id}`)).json();
    const reopened = reviewer.inject('POST', `/api/findings/${raised.id}/reopen`, {
      reason: '证据有误',
      version,
    });
    await exits.waitedFor(1);
    const seen = (await read(id)).version;
    const withdrawn = reviewer.inject('POST', `/api/problems/${id}/exit/withdraw`, {
      reason: '证据有误',
      version: seen,
    });
    await exits.waitedFor(2);
    await exits.release();
    for (const answer of await Promise.all([reopened, withdrawn]))
      expect(answer.statusCode, answer.body).toBe(200);
    expect(await exitsOf(raised.householdId)).toEqual([]);
  });

  it('is established again under another nature once it was taken back', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    const idle = await act(reviewer, id, 'exit/withdraw', { reason: '须再核实' });
    expect([idle.statusCode, idle.json().code]).toEqual([409, 'not-to-leave']);
    await established(id);
    expect((await act(officer, id, 'exit/withdraw', { reason: '须再核实' })).statusCode).toBe(403);
    expect((await act(reviewer, id, 'exit/withdraw', { reason: '须再核实' })).statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ state: 'registered', exit: null });
    await established(id, { nature: '3' });
    expect(await exitsOf(householdId)).toMatchObject([{ nature: '3', problem: { id } }]);
  });
});

describe('the act', () => {
  it('asks for evidence, and takes what the problem has', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    const bare = await establish(reviewer, id, { paperIds: [] });
    expect([bare.statusCode, bare.json().errors[0].path]).toEqual([400, 'paperIds']);
    const foreign = await establish(reviewer, id, { paperIds: [await evidence(officer)] });
    expect(foreign.statusCode).toBe(400);
    expect(await exitsOf(householdId)).toEqual([]);
    const five = { task: '责令退回', responsible: '住房保障中心', staff: '李某', deadline: '2026-08-05' };
    await act(officer, id, 'pin', { ...five, reason: '' });
    await act(officer, id, 'progress', { text: '已入户', paperIds: [await evidence(officer)] });
    await established(id, { paperIds: [] });
  });

  it('leaves nothing behind where its event cannot be written', async () => {
    const { householdId } = family();
    const id = await problemOf(householdId);
    const failed = await breakWriting(
      test,
      { table: 'events', when: "NEW.act = 'exit.establish' AND NEW.subject_type = 'exit'" },
      () => establish(reviewer, id),
    );
    expect(failed.statusCode).toBe(500);
    expect(await exitsOf(householdId)).toEqual([]);
    expect(await read(id)).toMatchObject({ exit: null, papers: [], version: 1 });
  });
});

// Any family may be drawn: after the tests that count on theirs.
it('is not established by who went there for the spot check', async () => {
  const frozen = {
    campaignId: campaign,
    kind: 'household',
    title: '七月抽查',
    size: 1,
    seedKind: 'dice',
    seedSource: '上午在会议室当众掷八颗骰子，按先后记点数',
    seedOn: '2026-07-06',
  };
  const check = (await admin.inject('POST', '/api/checks', frozen)).json().id;
  const seed = { seed: '3 5 1 6 2 2 4 1', proof: '纪检组两人在场', version: 1 };
  expect((await leader.inject('POST', `/api/checks/${check}/draw`, seed)).statusCode).toBe(200);
  const [item] = (await admin.inject('GET', `/api/checks/${check}`)).json().items;
  const paper = await reviewer.upload('/api/papers', { name: '现场.pdf', content: '%PDF-1.7 visit' });
  const paperIds = [paper.json().id];
  const found = { spotCheck: 'problem', remark: '他人居住', checkedOn: '2026-07-06', paperIds, version: 1 };
  const recorded = await reviewer.inject('POST', `/api/check-items/${item.id}/result`, found);
  expect(recorded.statusCode, recorded.body).toBe(200);
  const taken = await officer.inject('POST', '/api/problems/from-check-item', {
    itemId: item.id,
    place: { category: '3', item: '3.4' },
  });
  const { id } = taken.json();
  expect(await read(id)).toMatchObject({ householdCode: item.label.split(' ')[0] });
  expect((await establish(reviewer, id)).json().code).toBe('same-person');
  const other = await establish(await test.signIn('reviewer'), id);
  expect(other.statusCode, other.body).toBe(200);
});
