import type { Role } from '@anju/domain';
import type { Response } from 'light-my-request';
import { problemForTest, startForTest } from '../../modules/campaigns/testing/start-for-test.ts';
import { sweepClues } from '../../modules/clues/sweep-clues.ts';
import {
  COMMUNITY,
  makeOffices,
  OTHER_COMMUNITY,
  register,
  SUMMARY,
} from '../../modules/clues/testing/clue-desk.ts';
import { ROSTER_HEADER, rosterLine } from '../../modules/imports/testing/roster-csv.ts';
import { syntheticId } from '../../modules/imports/testing/synthetic-household.ts';
import { demonstrationPack } from '../../modules/policies/demonstration-pack.ts';
import { explainAll, reportOf } from '../../modules/reports/testing/report-desk.ts';
import { layProblem } from '../../modules/supervision/testing/lay-ledger.ts';
import { createTestApp, type Person, type TestApp } from './create-test-app.ts';
import { sampleSanction } from './sample-sanction.ts';

export type EveryRecord = Awaited<ReturnType<typeof layEveryRecord>>;

/** The day on which everything is. */
export const EVERY_RECORD_DAY = '2026-07-20';

/** A county with at least one record of every kind, each made by the act that makes it; whose they are; and their ids. */
export async function layEveryRecord() {
  const app = await createTestApp({ now: new Date(`${EVERY_RECORD_DAY}T02:00:00Z`) });
  await makeOffices(app);
  const of = (role: Role, scope?: string) => app.signIn(role, scope === undefined ? {} : { scope });
  const people = {
    'county-officer': await of('county-officer'),
    'county-admin': await of('county-admin'),
    reviewer: await of('reviewer'),
    leader: await of('leader'),
    inspector: await of('inspector'),
    'community-worker': await of('community-worker', COMMUNITY),
    'department-data': await app.signIn('department-data', { department: '公安局' }),
    'prefecture-supervisor': await of('prefecture-supervisor', '6523'),
    'system-admin': await of('system-admin'),
    'security-admin': await of('security-admin'),
    auditor: await of('auditor'),
  } satisfies Record<Role, Person>;
  const desk: Desk = { app, people };
  const colleague = (await of('leader')).actor.id;
  const comparison = await layComparison(desk);
  const campaign = await layCampaign(desk, comparison.household);
  const clues = await layClues(desk, { campaign: campaign.campaign, colleague });
  const report = await layReport(desk);
  await put(people['county-admin'], 'calendar/2026-08-20', { kind: 'off', name: '示例节' });
  await put(people['county-admin'], 'calendar/years/2027', {
    days: [{ day: '2027-10-01', kind: 'off', name: '国庆节' }],
  });
  const [notice, dismissed] = (await get(people['county-officer'], 'inbox')).items;
  await post(people['county-officer'], `inbox/${dismissed.id}/dismiss`);
  const department = people['department-data'].actor.departmentId ?? '';
  const ids = {
    ...comparison,
    ...campaign,
    ...clues,
    ...report,
    colleague,
    department,
    notice: String(notice.id),
  };
  return { app, people, ids };
}

interface Desk {
  readonly app: TestApp;
  readonly people: Readonly<Record<Role, Person>>;
}

const VEHICLES = '机动车所有人,身份证明号码,号牌号码,车辆类型,购置价（元）,初次登记日期,状态,转移日期';
const VEHICLE_REFUSED = '李四,65230119850315000,新B3,小型轿车,600000,2020-01-01,正常,';

/** Policy, roster, register, run; one finding with the community, one confirmed and become an exit. */
async function layComparison({ app, people }: Desk) {
  const { 'county-officer': officer, 'community-worker': worker, 'department-data': police } = people;
  const finished = async (job: string) => {
    const state = await app.jobEnd(app.county, job);
    if (state !== 'done') throw new Error(`the job ended ${state}`);
  };
  const upload = async (by: Person, url: string, name: string, lines: readonly string[], fields = {}) => {
    const sent = made(await by.upload(`/api/${url}`, { name, content: lines.join('\n') }, fields));
    await finished(sent.jobId);
    return String(sent.id);
  };
  const policy = (await post(officer, 'policies', { pack: demonstrationPack(app.county) })).id;
  await post(people['county-admin'], `policies/${policy}/publish`, { revision: 1 });

  const families = [1, 2].map((n) => rosterLine({ n }).replace('幸福路社区', '幸福社区'));
  const refused = rosterLine({ n: 3, id: '65230119850315000' });
  const roster = await upload(officer, 'imports', '花名册.csv', [ROSTER_HEADER, ...families, refused]);
  await finished((await post(officer, `imports/${roster}/confirm`, { acceptPartial: true })).jobId);

  const cars = [1, 2].map(
    (n) => `张三,${syntheticId(n, '19100315')},新B${n},小型轿车,600000,2020-01-01,正常,`,
  );
  const fields = { kind: 'vehicle', asOf: EVERY_RECORD_DAY };
  const feed = await upload(police, 'feeds', '车辆.csv', [VEHICLES, ...cars, VEHICLE_REFUSED], fields);
  await finished((await post(police, `feeds/${feed}/confirm`, { acceptPartial: true })).jobId);
  const odd = ['车主姓名,甲,号牌号码,车辆类型', `张三,${syntheticId(1, '19100315')},新B1,小型轿车`];
  const asked = await upload(police, 'feeds', '名单.csv', odd, fields);
  await finished((await put(police, `feeds/${asked}/mapping`, { mapping: { name: 0, id: 1 } })).jobId);
  const duty = { departmentId: police.actor.departmentId, everyDays: 30, nextDue: '2026-08-01' };
  await put(officer, 'freshness/vehicle', duty);
  await post(officer, 'freshness/vehicle/chase');

  const run = await post(officer, 'runs', { asOf: EVERY_RECORD_DAY });
  await finished(run.jobId);
  const [open, settled] = (await get(officer, 'findings?rule=vehicle.over&status=fail')).items;
  const assigned = { ids: [open.id, settled.id], organisation: COMMUNITY, dueOn: '2026-08-10' };
  await post(officer, 'findings/assign', assigned);
  const finding = `findings/${settled.id}`;
  await act(worker, finding, 'tell', { method: 'phone', note: '已电话告知', answerBy: '2026-07-25' });
  const paper = await uploadPaper(worker, '行驶证');
  await act(worker, finding, 'answer', { text: '车辆属实', paperIds: [paper] });
  await act(worker, finding, 'propose', {
    conclusion: 'confirmed',
    reason: '行驶证核实无误',
    exitNature: '1A',
  });
  await act(people.reviewer, finding, 'conclude', { agree: true });
  const household = String(open.householdId);
  return {
    policy: String(policy),
    roster,
    feed,
    run: String(run.id),
    job: String(run.jobId),
    finding: String(open.id),
    household,
    member: String((await get(officer, `households/${household}`)).members[0].id),
    paper,
    exit: String((await get(officer, 'exits')).items[0].id),
  };
}

/** A campaign of the county's own with what hangs on it; by its problem a family has to leave. */
async function layCampaign({ app, people }: Desk, householdId: string) {
  const { 'county-officer': officer, 'county-admin': admin } = people;
  const campaign = await startForTest(admin, []);
  await put(admin, `campaigns/${campaign}/contacts`, {
    contacts: [{ regionName: '昌吉市', name: '联络某', post: '科长', phone: '13900000001' }],
  });
  const result = await post(officer, `campaigns/${campaign}/results`, {
    kind: 'institution',
    title: '管理办法',
    on: EVERY_RECORD_DAY,
  });
  const problem = await problemForTest(officer, campaign, { region: COMMUNITY, householdId });
  const closedOn = EVERY_RECORD_DAY;
  const closed = await layProblem(app, {
    county: app.county,
    campaignId: campaign,
    number: '问题甲',
    closedOn,
  });
  await post(officer, `campaigns/${campaign}/results`, {
    kind: 'publication',
    title: '第一批整治成果',
    on: EVERY_RECORD_DAY,
    projects: 1,
    cases: [{ kind: 'problem', id: closed }],
  });
  await act(officer, `problems/${problem}`, 'pin', {
    task: '责令退回',
    responsible: '责任某',
    staff: '经办某',
    deadline: '2026-08-20',
  });
  await act(people.reviewer, `problems/${problem}`, 'exit', {
    nature: '2',
    reason: '入户见他人居住',
    paperIds: [await uploadPaper(people.reviewer, '入户照片')],
  });
  const decision = {
    decidedOn: EVERY_RECORD_DAY,
    documentNo: '示纪〔2026〕1号',
    decidedBy: '示例市纪委监委',
  };
  const person = await post(officer, 'accountability', sampleSanction(problem, decision));
  const unit = await post(officer, 'unit-measures', {
    problemId: problem,
    unitName: '示例社区居委会',
    measure: 'notified',
    ...decision,
  });
  const exposure = await post(officer, 'exposures', {
    campaignId: campaign,
    exposedOn: EVERY_RECORD_DAY,
    medium: '示例日报',
    title: '通报一起典型问题',
    problemIds: [problem],
    persons: 1,
  });
  const typical = await post(officer, 'typical-cases', {
    month: '2026-07',
    text: '示例典型案例',
    about: {
      kind: 'unit',
      campaignId: campaign,
      unitName: '示例社区居委会',
      concludedOn: EVERY_RECORD_DAY,
    },
  });
  const supervision = await post(people.leader, 'supervisions', {
    organisation: COMMUNITY,
    subject: { kind: 'problem', id: problem },
    demand: '请于期限内完成整改并回复。',
    dueOn: '2026-07-27',
  });
  const check = await post(admin, 'checks', {
    campaignId: campaign,
    kind: 'problem',
    title: '七月抽查',
    size: 1,
    seedKind: 'dice',
    seedSource: '上午在会议室当众掷八颗骰子，按先后记点数',
    seedOn: EVERY_RECORD_DAY,
  });
  await act(people.leader, `checks/${check.id}`, 'draw', {
    seed: '3 5 1 6 2 2 4 1',
    proof: '纪检组两人在场',
  });
  const { stageReports } = (await get(officer, `campaigns/${campaign}`)).content;
  return {
    campaign,
    result: String(result.id),
    problem,
    person: String(person.id),
    unit: String(unit.id),
    exposure: String(exposure.id),
    typical: String(typical.id),
    supervision: String(supervision.id),
    check: String(check.id),
    item: String((await get(admin, `checks/${check.id}`)).items[0].id),
    county: String(app.county),
    stageDay: String(stageReports[0].dueOn),
  };
}

/** A clue with the community, and one with the police that is like it. */
async function layClues(
  { app, people }: Desk,
  of: { readonly campaign: string; readonly colleague: string },
) {
  const { 'county-officer': officer } = people;
  const about = { placeRegion: app.county, campaignId: of.campaign };
  const cluePaper = await uploadPaper(officer, '举报信');
  const reporter = { name: '赵实名', phone: '13900000002', idNumber: '', address: '幸福社区' };
  const reporterPaper = await uploadPaper(officer, '署名信', '?showsReporter=true');
  const paperIds = [cluePaper, reporterPaper];
  const clue = await register(officer, { ...about, reporter, paperIds, summary: `${SUMMARY}5栋2单元301。` });
  // An accused office makes a case that is kept from somebody.
  const accused = { accusedOrganisation: OTHER_COMMUNITY, receivedOn: '2026-06-01' };
  const otherClue = await register(officer, { ...about, ...accused });
  await sweepClues(app.deps);
  await act(officer, `clues/${clue}`, 'accept', { kind: 'report' });
  await act(officer, `clues/${clue}`, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
  await act(officer, `clues/${clue}`, 'disposal', { on: EVERY_RECORD_DAY, disposal: '正在核查' });
  await act(officer, `clues/${otherClue}`, 'accept', { kind: 'report' });
  await act(officer, `clues/${otherClue}`, 'transfer', {
    receiver: 'police',
    receiverName: '昌吉市公安局',
    letterNo: '昌建函〔2026〕7号',
    sentOn: EVERY_RECORD_DAY,
    dueOn: '2026-08-03',
  });
  const opening = await post(people.leader, `clues/${clue}/openings`, { reason: '须向举报人核实' });
  const relation = await post(people['county-admin'], 'relations', {
    userId: of.colleague,
    relatedName: '亲属某',
    relation: 'spouse',
    organisation: COMMUNITY,
  });
  const letters = (await get(officer, `clues/${clue}`)).letters;
  return {
    clue,
    otherClue,
    cluePaper,
    reporterPaper,
    letterKind: String(letters[0].kind),
    letterOf: String(letters[0].of),
    opening: String(opening.id),
    relation: String(relation.id),
  };
}

/** A form that was sent, with its scan. */
async function layReport({ app, people }: Desk) {
  const { 'county-officer': officer } = people;
  const report = await reportOf(app, app.county, 'F2', '2026-06');
  await act(officer, `reports/${report}`, 'texts', { typed: {} });
  await explainAll(officer, report);
  await act(people.leader, `reports/${report}`, 'approve');
  await act(officer, `reports/${report}`, 'submit');
  const reportPaper = await uploadPaper(officer, '签章');
  await act(officer, `reports/${report}`, 'papers', { paperIds: [reportPaper] });
  return { report, reportPaper };
}

const get = async (by: Person, url: string) => made(await by.inject('GET', `/api/${url}`));
const put = async (by: Person, url: string, body: object) =>
  made(await by.inject('PUT', `/api/${url}`, body));
const post = async (by: Person, url: string, body: object = {}) =>
  made(await by.inject('POST', `/api/${url}`, body));

/** An act on the version that `by` sees. */
async function act(by: Person, url: string, path: string, body: object = {}): Promise<void> {
  const { version } = await get(by, url);
  await post(by, `${url}/${path}`, { ...body, version });
}

async function uploadPaper(by: Person, name: string, query = ''): Promise<string> {
  return made(await by.upload(`/api/papers${query}`, { name: `${name}.pdf`, content: `%PDF-1.7 ${name}` }))
    .id;
}

/** What a successful answer holds; throws when it was none. */
function made(answer: Response) {
  if (answer.statusCode >= 300)
    throw new Error(`${answer.raw.req.method} ${answer.raw.req.url}: ${answer.body}`);
  return answer.body === '' ? {} : answer.json();
}
