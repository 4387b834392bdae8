import { FORMS } from '@anju/official-forms';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { actOn, explainAll, reportOf } from '../reports/testing/report-desk.ts';
import { layClue } from '../supervision/testing/lay-ledger.ts';

const PERIOD = '2026-06';
const TELLING = '反映有关情况';
const BARRED = [409, 'barred'];

let test: TestApp;
let officer: Person;
let leader: Person;
let prefecture: Person;
let barred: { readonly supervisor: Person; readonly head: Person };
let campaignId: string;
let report: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-20T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  barred = {
    supervisor: await test.signIn('prefecture-supervisor', { scope: '6523' }),
    head: await test.signIn('leader', { scope: '6523' }),
  };
  campaignId = await startForTest(prefecture, [test.county], {
    plan: 'rural-2018',
    year: 2025,
    answers: { 'rectify-days': '30' },
  });
  const kept = [barred.supervisor.actor.id, barred.head.actor.id];
  const clue = await layClue(test, { county: test.county, campaignId, number: 'XS-1', barred: kept });
  await inScope(test.db, test.county, (tx) =>
    sql`UPDATE clues SET received_on = '2026-06-10' WHERE id = ${clue}::uuid`.execute(tx),
  );
  report = await reportOf(test, test.county, 'F5', PERIOD);
});
afterAll(() => test.close());

const url = () => `campaign=${campaignId}&form=F5&period=${PERIOD}`;
const refusal = ({ statusCode, json }: { statusCode: number; json: () => { code: string } }) => [
  statusCode,
  json().code,
];
const get = (person: Person, address: string) => person.inject('GET', address);
const take = (person: Person, version: number | null) =>
  person.inject('POST', '/api/reports/roll-up', {
    campaign: campaignId,
    form: 'F5',
    period: PERIOD,
    version,
  });

/** What a person is told of the case through the form `id`, however it is asked for. */
async function isToldNothing(person: Person, id: string, versions: readonly string[]): Promise<void> {
  const shown = await get(person, `/api/reports/${id}`);
  expect(shown.json()).toMatchObject({ view: null, barred: 1 });
  expect(shown.body).not.toContain(TELLING);
  const addresses = ['form.xlsx', 'changes', 'since-sent', 'cells/rows.0.summary', ...versions];
  for (const address of addresses)
    expect([address, ...refusal(await get(person, `/api/reports/${id}/${address}`))]).toEqual([
      address,
      ...BARRED,
    ]);
}

async function send(): Promise<void> {
  await explainAll(officer, report);
  expect((await actOn(leader, report, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, report, 'submit')).statusCode).toBe(200);
}

describe('the counties’ clues put together', () => {
  it('are neither shown nor handed out to who is barred from one of them', async () => {
    await actOn(officer, report, 'texts', { typed: {} });
    await send();
    const shown = await get(barred.supervisor, `/api/reports/roll-up?${url()}`);
    expect(shown.json()).toMatchObject({ view: null, barred: 1, files: [] });
    expect(shown.body).not.toContain(TELLING);
    expect(refusal(await get(barred.supervisor, `/api/reports/roll-up.xlsx?${url()}`))).toEqual(BARRED);
    expect(refusal(await take(barred.supervisor, null))).toEqual(BARRED);
    expect((await get(prefecture, `/api/reports/roll-up?${url()}`)).body).toContain(TELLING);
    expect((await get(prefecture, `/api/reports/roll-up.xlsx?${url()}`)).statusCode).toBe(200);
  });

  it('stay closed to them as the prefecture’s own report, drafted, signed and sent', async () => {
    const taken = await take(prefecture, null);
    expect(taken.statusCode, taken.body).toBe(200);
    const { id } = taken.json();
    await isToldNothing(barred.supervisor, id, []);
    await explainAll(prefecture, id);
    expect(refusal(await actOn(barred.head, id, 'approve'))).toEqual(BARRED);
    const head = await test.signIn('leader', { scope: '6523' });
    const signed = await actOn(head, id, 'approve');
    expect(signed.statusCode, signed.body).toBe(200);
    await isToldNothing(barred.head, id, []);
    expect((await actOn(prefecture, id, 'submit')).statusCode).toBe(200);
    await isToldNothing(barred.head, id, ['form.xlsx?no=1', 'compare?a=0&b=1', 'cells/rows.0.summary?no=1']);
    expect((await get(prefecture, `/api/reports/${id}`)).body).toContain(TELLING);
    expect((await get(prefecture, `/api/reports/${id}/form.xlsx`)).statusCode).toBe(200);
  });
});

describe('clues that came as a file', () => {
  it('are closed to whom any clue of the county is closed to, there and where they are put together', async () => {
    expect((await actOn(prefecture, report, 'return', { reason: '请重报' })).statusCode).toBe(200);
    const bytes = (await get(officer, `/api/reports/${report}/form.xlsx`)).rawPayload;
    const read = await FORMS.F5.read(bytes);
    if (!read.ok) throw new Error('no F5');
    const file = { name: 'F5.xlsx', content: Buffer.from(await FORMS.F5.write(read.value)) };
    expect(refusal(await barred.supervisor.upload(`/api/reports/${report}/file`, file))).toEqual(BARRED);
    const { version } = (await get(officer, `/api/reports/${report}`)).json();
    const used = await officer.upload(`/api/reports/${report}/file`, file, {
      accept: 'true',
      version: String(version),
    });
    expect(used.json().accepted, used.body).toMatchObject({ state: 'draft' });
    await send();
    await isToldNothing(barred.supervisor, report, [
      'received.xlsx?no=2',
      'form.xlsx?no=2',
      'form.xlsx?no=1',
    ]);
    expect((await get(prefecture, `/api/reports/${report}`)).json()).toMatchObject({ barred: 0, files: 1 });
    expect((await get(prefecture, `/api/reports/${report}/received.xlsx?no=2`)).statusCode).toBe(200);
    const joined = await get(barred.supervisor, `/api/reports/roll-up?${url()}`);
    expect(joined.json()).toMatchObject({ view: null, files: ['昌吉市'] });
    expect((await get(prefecture, `/api/reports/roll-up?${url()}`)).body).toContain(TELLING);
  });
});
