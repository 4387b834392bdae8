import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../campaigns/testing/generate-records.ts';
import { actOn, explainAll, reportOf } from './testing/report-desk.ts';

const COUNTY = '652301';
const PERIOD = '2026-05';

let test: TestApp;
let made: GeneratedRecords;
let officer: Person;
let leader: Person;
let prefecture: Person;
let head: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  made = await generateRecords(test.deps, { total: 300 });
  officer = await test.signIn('county-officer', { scope: COUNTY });
  leader = await test.signIn('leader', { scope: COUNTY });
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  head = await test.signIn('leader', { scope: '6523' });
});
afterAll(() => test.close());

const ours = (form: 'F4' | 'F5') => reportOf(test, COUNTY, form, PERIOD);
const messages = async (person: Person, id: string): Promise<readonly string[]> =>
  (await person.inject('GET', `/api/reports/${id}`))
    .json()
    .faults.map((one: { message: string }) => one.message);
const aboutF4 = async (person: Person, id: string) =>
  (await messages(person, id)).filter((one) => one.includes('与已审签或上报的查处整改表不一致'));

async function sign(id: string, filler = officer, signer = leader) {
  await actOn(filler, id, 'texts', { typed: {} });
  await explainAll(filler, id);
  expect((await actOn(signer, id, 'approve')).statusCode).toBe(200);
}

const MONEY = '涉及金额与线索表合计相差 1230000.00 元';

describe('clues that are corrected once the month’s F4 is signed', () => {
  it('disagree with it, and are not signed before that is mended or explained', async () => {
    const f5 = await ours('F5');
    const path = 'rows.0.amountFen';
    const { computed } = (await officer.inject('GET', `/api/reports/${f5}/cells/${path}`)).json();
    await sign(await ours('F4'));
    const before = await aboutF4(officer, f5);
    expect(before.join()).not.toContain('涉及金额');
    const text = String((computed + 123_000_000) / 1_000_000);
    await actOn(officer, f5, 'texts', { typed: {} });
    const corrected = await actOn(officer, f5, 'corrections', { path, text, reason: '原件有误' });
    expect(corrected.statusCode, corrected.body).toBe(200);
    expect((await aboutF4(officer, f5)).join()).toContain(MONEY);
    expect((await actOn(leader, f5, 'approve')).json().code).toBe('open-faults');
    await explainAll(officer, f5);
    expect((await actOn(leader, f5, 'approve')).statusCode).toBe(200);
  });

  it('are told so too when they were returned, for the county and for the prefecture', async () => {
    const take = (form: 'F4' | 'F5', version: number | null) =>
      prefecture.inject('POST', '/api/reports/roll-up', {
        campaign: made.rural,
        form,
        period: PERIOD,
        version,
      });
    const [f4, f5] = [await ours('F4'), await ours('F5')];
    for (const id of [f4, f5]) expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
    const rolledUp = async () => {
      const of = new URLSearchParams({ campaign: made.rural, form: 'F4', period: PERIOD });
      const { faults, view } = (await prefecture.inject('GET', `/api/reports/roll-up?${of}`)).json();
      const fault = faults.find(({ message }: { message: string }) => message.includes(MONEY));
      const cell = view.cells.find(({ address }: { address: string }) => address === fault?.cell);
      return { fault, money: cell?.text };
    };
    const seen = await rolledUp();
    expect(seen.fault).toBeDefined();
    expect(seen.money).toMatch(/^[\d.]+$/);
    const { id: own } = (await take('F4', null)).json();
    await sign(own, prefecture, head);
    expect((await rolledUp()).fault).toBeUndefined();
    const { id: clues } = (await take('F5', null)).json();
    expect((await aboutF4(prefecture, clues)).join()).toContain(MONEY);
    expect((await actOn(prefecture, f5, 'return', { reason: '请核对金额' })).statusCode).toBe(200);
    expect((await aboutF4(officer, f5)).join()).toContain(MONEY);
    const taken = await actOn(officer, f5, 'corrections', {
      path: 'rows.0.amountFen',
      text: null,
      reason: '已核对',
    });
    expect(taken.statusCode, taken.body).toBe(200);
    expect((await aboutF4(officer, f5)).join()).not.toContain('涉及金额');
    await sign(f5);
    expect((await actOn(officer, f5, 'submit')).statusCode).toBe(200);
    expect((await aboutF4(prefecture, clues)).join()).not.toContain('涉及金额');
  });
});

describe('a clue whose problem was closed out', () => {
  let f5 = '';
  beforeAll(async () => {
    await inScope(test.db, COUNTY, (tx) =>
      sql`WITH moved AS (UPDATE clue_disposals SET disposal = '正在核查')
        UPDATE clues SET disposal = '正在核查'`.execute(tx),
    );
    f5 = await reportOf(test, COUNTY, 'F5', '2026-03');
  });
  const behind = async () => {
    const { faults } = (await officer.inject('GET', `/api/reports/${f5}`)).json();
    return faults.filter(({ code }: { code: string }) => code === 'disposal-behind');
  };

  it('is not named while it is looked into again', async () => {
    const [named, ...others] = await behind();
    const id = named.link.match(/[0-9a-f-]{36}/)?.[0];
    const take = (concludedOn: string | null) =>
      inScope(test.db, COUNTY, (tx) =>
        sql`UPDATE clues SET reopened = 1, reopened_on = '2026-03-30', concluded_on = ${concludedOn}::date
          WHERE id = ${id}::uuid`.execute(tx),
      );
    await take(null);
    expect(await behind()).toHaveLength(others.length);
    await take('2026-03-31');
    expect(await behind()).toHaveLength(others.length + 1);
  });

  it('of which nothing was found is named once it is answered, as form F4 counts it', async () => {
    const named = await behind();
    const answered = (on: string | null) =>
      inScope(test.db, COUNTY, (tx) =>
        sql`UPDATE clues SET result = 'untrue', concluded_on = '2026-03-30', closed_on = ${on}::date
          WHERE id = (SELECT c.id FROM clues c WHERE c.campaign_id = ${made.rural}::uuid AND c.reopened = 0
            AND c.received_on BETWEEN '2026-03-01' AND '2026-03-31' AND NOT EXISTS (
              SELECT FROM problems p WHERE p.county = c.county AND p.clue_id = c.id) ORDER BY c.id LIMIT 1)`.execute(
          tx,
        ),
      );
    await answered(null);
    expect(await behind()).toEqual(named);
    await answered('2026-03-31');
    expect(await behind()).toHaveLength(named.length + 1);
  });

  it('is named while its 处置情况 still says that it is looked into', async () => {
    const before = await behind();
    expect(before.length).toBeGreaterThan(0);
    expect(before[0].message).toMatch(/^第 \d+ 条已经办结，处置情况还是“正在核查”/);
    expect(before[0].link).toMatch(/^\/clues\//);
    const { path } = before[0];
    const mended = await actOn(officer, f5, 'corrections', { path, text: '已办结', reason: '已核实' });
    expect(mended.statusCode, mended.body).toBe(200);
    expect(await behind()).toHaveLength(before.length - 1);
  });
});
