import { FORMS } from '@anju/official-forms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../../campaigns/testing/generate-records.ts';
import { lookAfterReports } from '../due/look-after-reports.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';

let test: TestApp;
let made: GeneratedRecords;
let prefecture: Person;
let head: Person;
let id: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  made = await generateRecords(test.deps, { total: 200 });
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  head = await test.signIn('leader', { scope: '6523' });
}, 120_000);
afterAll(() => test.close());

const PERIOD = '2026-05';

async function send(county: string, form: 'F4' | 'F5' = 'F4'): Promise<string> {
  const officer = await test.signIn('county-officer', { scope: county });
  const leader = await test.signIn('leader', { scope: county });
  const report = await reportOf(test, county, form, PERIOD);
  await actOn(officer, report, 'texts', { typed: {} });
  await explainAll(officer, report);
  expect((await actOn(leader, report, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, report, 'submit')).statusCode).toBe(200);
  return report;
}

const joined = async () =>
  (
    await prefecture.inject('GET', `/api/reports/roll-up?campaign=${made.rural}&form=F4&period=${PERIOD}`)
  ).json();
const take = (version: number | null, person = prefecture) =>
  person.inject('POST', '/api/reports/roll-up', {
    campaign: made.rural,
    form: 'F4',
    period: PERIOD,
    version,
  });
const page = async (person = prefecture) => (await person.inject('GET', `/api/reports/${id}`)).json();
const messages = async () => (await page()).faults.map(({ message }: { message: string }) => message);

describe('the prefecture’s own report', () => {
  it('is put together from what the counties sent, and says who is not in it', async () => {
    await send('652301');
    await send('652302');
    expect(await joined()).toMatchObject({ own: null, mayTake: true });
    const taken = await take(null);
    expect(taken.statusCode, taken.body).toBe(200);
    id = taken.json().id;
    expect(await page()).toMatchObject({
      county: '652300',
      state: 'draft',
      dataFrom: 'counties',
      typedFields: ['filler', 'phone', 'leader'],
    });
    expect(await messages()).toContain('示例县没有上报这一期，没有计入汇总。');
    const { included } = await joined();
    expect(included).toMatchObject([
      { county: '652301', no: 1, stateLabel: '已上报', asFile: false },
      { county: '652302', no: 1, stateLabel: '已上报', asFile: false },
    ]);
  });

  it('is held against the clues of the same counties, once they have sent both forms', async () => {
    expect(await messages()).toContain('昌吉市、阜康市的查处整改表和问题线索表只计入了一张，两表没有核对。');
    await send('652301', 'F5');
    await send('652302', 'F5');
    const now = await messages();
    expect(now.filter((one: string) => one.includes('两表没有核对'))).toEqual([]);
    expect(now).toContain('受处理处分 0 人，线索表问责合计 1 人，相差 1 人。请核对，属实的写明原因。');
  });

  it('is not signed over a county that sent since, nor by another level', async () => {
    await send('652303');
    expect((await joined()).own.changed).toEqual(['示例县']);
    await explainAll(prefecture, id);
    const unsigned = await actOn(head, id, 'approve');
    expect(unsigned.json()).toMatchObject({ code: 'open-faults' });
    expect(unsigned.json().errors[0].message).toContain('示例县在取数以后又有上报（第 1 版）');
    // The prefecture's leader signs no county's form, and the supervisor fills none in.
    const draft = await reportOf(test, '652301', 'F4', '2026-04');
    expect((await actOn(prefecture, draft, 'texts', { typed: {} })).statusCode).toBe(403);
    expect((await actOn(head, draft, 'approve')).statusCode).toBe(403);
    expect((await actOn(prefecture, id, 'lock')).statusCode).not.toBe(200);
    const bytes = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const file = await prefecture.upload(`/api/reports/${id}/file`, { name: 'F4.xlsx', content: bytes });
    expect(file.json().code).toBe('rolled-up');
    const officer = await test.signIn('county-officer', { scope: '652301' });
    expect((await take(null, officer)).statusCode).toBe(403);
  });

  it('is signed, sent and printed with its signature line', async () => {
    const again = await take((await page()).version);
    expect(again.statusCode, again.body).toBe(200);
    expect((await joined()).own.changed).toEqual([]);
    await actOn(prefecture, id, 'texts', { typed: { phone: '0994-1234567' } });
    await explainAll(prefecture, id);
    const asked = (await head.inject('GET', '/api/home')).json().lists;
    expect(JSON.stringify(asked)).toContain(`/reports/${id}`);
    const signed = await actOn(head, id, 'approve');
    expect(signed.statusCode, signed.body).toBe(200);
    const told = (await prefecture.inject('GET', '/api/inbox?limit=200')).body;
    expect(told).toContain('已审签，可以上报：F4 查处整改情况统计表（2026年5月）');
    expect((await actOn(prefecture, id, 'submit')).statusCode).toBe(200);
    const file = await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`);
    const read = await FORMS.F4.read(file.rawPayload);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.header.district).toBe('昌吉州');
    expect(read.value.signature).toEqual({
      filler: prefecture.actor.name,
      phone: '0994-1234567',
      leader: head.actor.name,
    });
    expect((await take((await page()).version)).statusCode).toBe(409);
    expect((await joined()).mayTake).toBe(false);
  });

  it('stays as it was sent when a county is returned, and nobody is told of it as of a county’s', async () => {
    const before = (await page()).view.cells;
    const county = await reportOf(test, '652301', 'F4', PERIOD);
    expect((await actOn(prefecture, county, 'return', { reason: '数字有误' })).statusCode).toBe(200);
    expect((await page()).view.cells).toEqual(before);
    expect((await prefecture.inject('GET', `/api/reports/${id}/since-sent`)).json().figures).toEqual([]);
    await lookAfterReports(test.deps);
    const { items } = (await prefecture.inject('GET', '/api/inbox?limit=200')).json();
    expect(items.filter(({ link }: { link: string }) => link === `/reports/${id}`)).toEqual([]);
    expect((await joined()).included.map(({ county: code }: { county: string }) => code)).toEqual([
      '652302',
      '652303',
    ]);
  });
});
