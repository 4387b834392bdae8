import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { sweepRosters } from './sweep-rosters.ts';
import { ROSTER_HEADER, rosterCsv } from './testing/roster-csv.ts';
import { syntheticId } from './testing/synthetic-household.ts';

let test: TestApp;
let officer: Person;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
});
afterAll(() => test.close());

const read = async (id: string) => (await officer.inject('GET', `/api/imports/${id}`)).json();
async function upload(content: string | Buffer, name = '花名册.csv') {
  const { id, jobId } = (await officer.upload('/api/imports', { name, content })).json();
  await test.jobEnd(test.county, jobId);
  return { id: String(id), intake: await read(id) };
}
async function confirm(id: string, acceptPartial = false) {
  const answer = await officer.inject('POST', `/api/imports/${id}/confirm`, { acceptPartial });
  if (answer.statusCode === 200) await test.jobEnd(test.county, answer.json().jobId);
  return answer;
}
const listed = async (query = '') => (await officer.inject('GET', `/api/households${query}`)).json();

describe('a roster', () => {
  it('is read, shown and loaded, step by step', async () => {
    const { id, intake } = await upload(rosterCsv([{ n: 1 }, { n: 2, name: '李四' }]));
    expect(intake).toMatchObject({
      state: 'preview',
      counts: { rows: 2, households: 2, members: 2, refused: 0, new: 2, changed: 0, unchanged: 0 },
      problem: null,
    });
    expect(intake.job.steps.map((step: { label: string }) => step.label)).toEqual(['读取', '校验', '比较']);
    expect(intake.headerRows).toEqual([2]);
    expect(JSON.stringify(intake)).not.toContain(syntheticId(1, '19100315'));
    expect((await listed()).total).toBe(0);
    expect((await confirm(id)).statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ state: 'done', counts: { new: 2 }, firstRows: [] });
    const { items } = await listed();
    expect(items[0]).toMatchObject({
      code: 'H000001',
      floorAreaCm2: 505_000,
      monthlyRentFen: 12_000,
      endOn: '2026-12-31',
    });
  });

  it('delivered twice changes nothing', async () => {
    const before = await listed();
    const { id, intake } = await upload(rosterCsv([{ n: 1 }, { n: 2, name: '李四' }]));
    expect(intake.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    await confirm(id);
    test.clock.advance(1000);
    expect(await listed()).toEqual(before);
  });

  it('changes the household that changed, and its members stay the same people', async () => {
    const [first] = (await listed()).items;
    const file = async () => (await officer.inject('GET', `/api/households/${first.id}`)).json();
    const before = await file();
    const { id, intake } = await upload(
      rosterCsv([
        { n: 1, rent: '200' },
        { n: 2, name: '李四' },
      ]),
    );
    expect(intake.counts).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    await confirm(id);
    const after = await file();
    expect(after.tenancy.monthlyRentFen).toBe(20_000);
    expect(after.members[0].id).toBe(before.members[0].id);
    const timeline = (await officer.inject('GET', `/api/households/${first.id}/timeline`)).json();
    expect(timeline.items.map((event: { actLabel: string }) => event.actLabel)).toEqual([
      '花名册变更',
      '花名册新增',
    ]);
  });

  it('with refused rows loads the rest only when a person says so', async () => {
    const { id, intake } = await upload(rosterCsv([{ n: 11 }, { n: 12, id: '6.52301E+17' }]));
    expect(intake).toMatchObject({ state: 'preview', counts: { refused: 1, new: 1 } });
    expect(intake.refusedSample[0]).toMatchObject({ row: 4, field: '身份证号' });
    expect((await confirm(id)).json().code).toBe('partial-not-accepted');
    const answer = await officer.inject('GET', `/api/imports/${id}/refused.xlsx`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(answer.rawPayload).buffer);
    expect(workbook.worksheets[0]?.getRow(1).getCell(1).value).toMatch(
      /^导出人：.+　导出时间：\d{4}-\d\d-\d\d 10:\d\d:\d\d　.*未采用/,
    );
    expect(workbook.worksheets[0]?.getRow(3).getCell(1).value).toBe(4);
    expect((await confirm(id, true)).statusCode).toBe(200);
    expect((await listed('?q=H000011')).total).toBe(1);
    expect((await listed('?q=H000012')).total).toBe(0);
  });

  it('says how many rows are left out and how many are taken without a cell, and what becomes of each', async () => {
    const mistyped = syntheticId(16, '19100315').replace(/.$/u, (last) => (last === '1' ? '2' : '1'));
    const lines = [{ n: 13 }, { n: 14, name: '' }, { n: 15, rent: '一百' }, { n: 16, id: mistyped }];
    const shared = [
      { n: 17, room: '9-9-9' },
      { n: 18, room: '9-9-9' },
    ];
    const csv = rosterCsv([...lines, ...shared]).replace(/(H000013.*)2026年12月31日/u, '$12022年12月31日');
    const { id, intake } = await upload(csv);
    expect(intake.counts).toMatchObject({ rows: 6, refused: 1, unread: 1, households: 5 });
    const shown = intake.refusedSample.map(
      ({ row, field, extent }: { row: number; field: string; extent: string }) => [row, field, extent],
    );
    expect(shown).toEqual([
      [3, '到期日期', 'remark'],
      [4, '姓名', 'row'],
      [5, '月租金', 'field'],
      [6, '身份证号', 'remark'],
      [7, '房号', 'remark'],
      [8, '房号', 'remark'],
    ]);
    const problem = (await confirm(id)).json();
    expect(problem).toMatchObject({ code: 'partial-not-accepted' });
    expect(JSON.stringify(problem)).toContain('有 1 行不采用，另有 1 行载入，其中不可用的内容按空值处理');
    const answer = await officer.inject('GET', `/api/imports/${id}/refused.xlsx`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(answer.rawPayload).buffer);
    const extents = workbook.worksheets[0]?.getColumn(6).values.slice(2, 6);
    expect(extents).toEqual(['影响', '照常载入，请核对', '整行不采用', '此项按空值载入']);
    await officer.inject('POST', `/api/imports/${id}/cancel`);
  });

  it('that is a list of people asks who is one household, and what would say so', async () => {
    const people = [
      '姓名,身份证号,死亡日期',
      `张三,${syntheticId(1)},2024.2.11`,
      `李四,${syntheticId(2)},2024.2.12`,
    ];
    const { intake } = await upload(people.join('\n'), '死亡名单.csv');
    expect(intake).toMatchObject({ state: 'needs-mapping' });
    expect(intake.undecided[0].label).toContain('户编号（没有的，指认与承租人关系');
  });

  it('without a row of data says so at once', async () => {
    const { intake } = await upload('户编号,姓名,身份证号,与承租人关系\n');
    expect(intake).toMatchObject({ state: 'failed', problem: { code: 'empty' } });
  });

  it('whose columns are not clear asks, and takes the answer', async () => {
    const csv = rosterCsv([{ n: 21 }]).replace(',身份证号,', ',甲,');
    const { id, intake } = await upload(csv);
    expect(intake.state).toBe('needs-mapping');
    expect(intake.undecided.map((field: { field: string }) => field.field)).toContain('id');
    const answer = await officer.inject('PUT', `/api/imports/${id}/mapping`, { mapping: { id: 2 } });
    await test.jobEnd(test.county, answer.json().jobId);
    expect(await read(id)).toMatchObject({ state: 'preview', counts: { new: 1 } });
  });

  it('on several sheets is read whole, and says which sheets it left out', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = (name: string, csv: string) =>
      book.addWorksheet(name).addRows(
        csv
          .trim()
          .split(/\r?\n/u)
          .map((line) => line.split(',')),
      );
    sheet('说明', '填表说明\n每个小区一张表\n');
    sheet('城南', rosterCsv([{ n: 25 }]));
    sheet('城北', rosterCsv([{ n: 26 }]));
    const { id, intake } = await upload(Buffer.from(await book.xlsx.writeBuffer()), '花名册.xlsx');
    expect(intake).toMatchObject({
      state: 'preview',
      sheet: '城南、城北',
      sheetsLeftOut: [{ name: '说明', reason: '没有可读的数据行（说明、汇总等）' }],
      counts: { new: 2 },
    });
    expect((await confirm(id)).statusCode).toBe(200);
    expect((await listed('?q=H000026')).total).toBe(1);
  });

  it('cancelled at the preview leaves nothing behind', async () => {
    const { id } = await upload(rosterCsv([{ n: 31 }]));
    expect((await officer.inject('POST', `/api/imports/${id}/cancel`)).statusCode).toBe(200);
    expect((await confirm(id)).json().code).toBe('not-in-this-state');
    expect(await read(id)).toMatchObject({ state: 'cancelled', firstRows: [], allowedActs: [] });
    expect((await listed('?q=H000031')).total).toBe(0);
  });

  it('cancelled while it is loading leaves nothing half-loaded', async () => {
    const lines = Array.from({ length: 1500 }, (_, n) => ({ n: 40_000 + n }));
    const { id } = await upload(rosterCsv(lines));
    const { jobId } = (await officer.inject('POST', `/api/imports/${id}/confirm`, {})).json();
    const cancelled = await officer.inject('POST', `/api/imports/${id}/cancel`);
    await test.jobEnd(test.county, jobId);
    const { state } = await read(id);
    expect(state).toBe(cancelled.statusCode === 200 ? 'cancelled' : 'done');
    expect((await listed('?q=H04')).total).toBe(cancelled.statusCode === 200 ? 0 : 1000);
  });

  it('keeps part of a month owed, and names what is less than nothing', async () => {
    const { id, intake } = await upload(
      `户编号,姓名,身份证号,关系,小区,房号,月租金（元）,累计欠租月数\n${[
        `H000061,赵一,${syntheticId(61)},本人,幸福家园,6-1-101,100,5.5`,
        `H000062,赵二,${syntheticId(62)},本人,幸福家园,6-1-102,-5,-3`,
      ].join('\n')}\n`,
    );
    const refused = intake.refusedSample.map((one: { row: number; field: string; reason: string }) => [
      one.row,
      one.field,
      one.reason,
    ]);
    expect(refused).toEqual([
      [3, '月租金', '月租金不能是负数'],
      [3, '累计欠租月数', '累计欠租月数不能是负数'],
    ]);
    expect((await confirm(id, true)).statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ state: 'done', counts: { new: 2 } });
    const { items } = await listed('?q=H00006');
    const owed = items.map((item: { code: string; arrearsMonths: number | null }) => [
      item.code,
      item.arrearsMonths,
    ]);
    expect(Object.fromEntries(owed)).toEqual({ H000061: 5.5, H000062: null });
  });

  it('of another county does not exist', async () => {
    const { id } = await upload(rosterCsv([{ n: 51 }]));
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    for (const [method, url] of [
      ['GET', `/api/imports/${id}`],
      ['POST', `/api/imports/${id}/cancel`],
      ['GET', `/api/imports/${id}/refused.xlsx`],
    ] as const)
      expect((await stranger.inject(method, url)).statusCode).toBe(404);
    expect((await stranger.inject('POST', `/api/imports/${id}/confirm`, {})).statusCode).toBe(404);
    expect((await stranger.inject('GET', '/api/imports')).json().items).toEqual([]);
  });
});

describe('a file that is no roster', () => {
  it.each([
    ['empty', '', 'empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-what-it-says'],
    ['text without a header', '今天\n天气\n很好', 'no-header'],
  ])('%s ends with what is wrong and what to do', async (_, content, code) => {
    const { intake } = await upload(content, '花名册.xlsx');
    expect(intake.state).toBe('failed');
    expect(intake.problem.code).toBe(code);
    expect(intake.problem.message).toContain('花名册.xlsx');
    expect(intake.job).toMatchObject({ state: 'failed' });
  });

  it('without a header asks what its columns are, and is loaded as they are pointed out', async () => {
    const line = `H009001,钱七,${syntheticId(901)},本人`;
    const { id, intake } = await upload(line, '名册.csv');
    expect(intake).toMatchObject({ state: 'needs-mapping', needsHeader: true });
    const answer = await officer.inject('PUT', `/api/imports/${id}/mapping`, {
      mapping: { code: 0, name: 1, id: 2, relation: 3 },
      headerRows: [],
    });
    await test.jobEnd(test.county, answer.json().jobId);
    expect(await read(id)).toMatchObject({ state: 'preview', counts: { rows: 1, households: 1, new: 1 } });
    await confirm(id);
    expect(await read(id)).toMatchObject({ state: 'done', counts: { new: 1 } });
  });

  it('that says nowhere who is one household asks which column does', async () => {
    const lines = ['家,姓名,身份证号', ...[902, 903].map((n) => `H00${n},孙${n},${syntheticId(n)}`)];
    const { id, intake } = await upload(lines.join('\n'), '名册.csv');
    expect([intake.state, intake.undecided]).toMatchObject(['needs-mapping', [{ field: 'code' }]]);
    const mapping = { code: 0, name: 1, id: 2 };
    const answer = await officer.inject('PUT', `/api/imports/${id}/mapping`, { mapping });
    await test.jobEnd(test.county, answer.json().jobId);
    expect(await read(id)).toMatchObject({ state: 'preview', counts: { households: 2 } });
  });

  it('with the same column twice asks which one holds', async () => {
    const { intake } = await upload(`${ROSTER_HEADER},身份证号\nH1,张三,1,本人`);
    expect(intake.state).toBe('needs-mapping');
  });

  it('is not accepted without a file', async () => {
    expect((await officer.inject('POST', '/api/imports', { nothing: 1 })).statusCode).toBe(400);
  });
});

it('loads 3,000 rows', async () => {
  const lines = Array.from({ length: 3000 }, (_, n) => ({ n: 100_000 + n }));
  const { id } = await upload(rosterCsv(lines));
  await confirm(id);
  expect(await read(id)).toMatchObject({ state: 'done', counts: { new: 3000 } });
});

it('keeps no uploaded roster after it was loaded', async () => {
  const content = rosterCsv([{ n: 61 }]);
  const { id } = await upload(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(await test.deps.files.has(sha256)).toBe(true);
  await confirm(id);
  expect(await test.deps.files.has(sha256)).toBe(false);
});

it('forgets a preview that nobody confirms', async () => {
  const content = rosterCsv([{ n: 71 }]);
  const { id } = await upload(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await sweepRosters(test.deps);
  expect(await test.deps.files.has(sha256)).toBe(true);
  test.clock.advance(8 * 86_400_000);
  await sweepRosters(test.deps);
  expect(await test.deps.files.has(sha256)).toBe(false);
  // Nobody's session lasts a week.
  officer = await test.signIn('county-officer');
  expect((await read(id)).state).toBe('cancelled');
});
