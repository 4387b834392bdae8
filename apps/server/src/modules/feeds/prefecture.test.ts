import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { recordDataUse } from '../data-use/index.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';

const PREFECTURE = '6523';
const HEADER = '车主姓名,身份证明号码,号牌号码,车辆类型,注册日期';
const FILE = `${HEADER}\n测试1,110101199003070257,新B1,小型轿车,2020.1.1`;

let test: TestApp;
let counties: readonly string[];
let supervisor: Person;
const officers = new Map<string, Person>();

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  counties = [test.county, test.foreignCounty];
  supervisor = await test.signIn('prefecture-supervisor', { scope: PREFECTURE });
  for (const county of counties) await workIn(county);
});
afterAll(() => test.close());

async function ok(person: Person, method: 'GET' | 'POST', url: string, body?: object) {
  const answer = await person.inject(method, url, body);
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return answer.json();
}

/** A policy in force, a delivery confirmed and a run, in each county alike. */
async function workIn(county: string): Promise<void> {
  const officer = await test.signIn('county-officer', { scope: county });
  const leader = await test.signIn('leader', { scope: county });
  officers.set(county, officer);
  const policy = await ok(officer, 'POST', '/api/policies', { pack: demonstrationPack(county) });
  await ok(leader, 'POST', `/api/policies/${policy.id}/publish`, { revision: 1 });
  const file = { name: `${county}.csv`, content: FILE };
  const feed = (await officer.upload('/api/feeds', file, { kind: 'vehicle', asOf: '2026-06-25' })).json();
  await test.jobEnd(county, feed.jobId);
  const confirmed = await ok(officer, 'POST', `/api/feeds/${feed.id}/confirm`, {});
  await test.jobEnd(county, confirmed.jobId);
  const run = await ok(officer, 'POST', '/api/runs', { asOf: '2026-06-30' });
  await test.jobEnd(county, run.jobId);
}

async function useDataOf(county: string, feed: { id: string; fileName: string }): Promise<void> {
  await inScope(test.db, county, (tx) =>
    recordDataUse(tx, test.deps, {
      county,
      feed: { id: feed.id, kind: 'vehicle', department: '公安局', name: feed.fileName, asOf: '2026-06-25' },
      runId: null,
      purpose: '资格比对',
      rows: 1,
      hits: 0,
      by: { id: test.deps.ids(), name: '测试' },
    }),
  );
}

const countiesIn = (items: readonly { county: string }[]) =>
  [...new Set(items.map(({ county }) => county))].sort();

describe('a prefecture that supervises two counties', () => {
  for (const list of ['/api/feeds', '/api/freshness', '/api/policies', '/api/runs']) {
    it(`finds both counties in ${list}, each by its name, and one when it asks for one`, async () => {
      const all = (await ok(supervisor, 'GET', list)).items;
      expect(countiesIn(all)).toEqual(counties);
      expect(new Set(all.map((item: { countyName: string }) => item.countyName))).toEqual(
        new Set(['昌吉市', '阜康市']),
      );
      const one = (await ok(supervisor, 'GET', `${list}?county=${test.foreignCounty}`)).items;
      expect(countiesIn(one)).toEqual([test.foreignCounty]);
    });
  }

  it('counts what both delivered, and no county waits for what another one has', async () => {
    expect((await ok(supervisor, 'GET', '/api/feeds')).total).toBe(2);
    const ledger = (await ok(supervisor, 'GET', '/api/freshness')).items;
    const vehicles = ledger.filter((line: { kind: string }) => line.kind === 'vehicle');
    expect(vehicles.map((line: { lastAsOf: string }) => line.lastAsOf)).toEqual(['2026-06-25', '2026-06-25']);
  });

  it('opens what its lists show', async () => {
    for (const list of ['/api/feeds', '/api/policies', '/api/runs'])
      for (const { id } of (await ok(supervisor, 'GET', list)).items)
        expect((await ok(supervisor, 'GET', `${list}/${id}`)).id).toBe(id);
  });

  it('has each county’s policy in force', async () => {
    const { items } = await ok(supervisor, 'GET', '/api/policies');
    expect(items.map((item: { inForce: boolean }) => item.inForce)).toEqual([true, true]);
  });

  it('reads the data-use register of both where it inspects', async () => {
    for (const feed of (await ok(supervisor, 'GET', '/api/feeds')).items) await useDataOf(feed.county, feed);
    const inspector = await test.signIn('inspector', { scope: PREFECTURE });
    expect(countiesIn((await ok(inspector, 'GET', '/api/data-use')).items)).toEqual(counties);
  });

  it('knows the departments of both', async () => {
    for (const county of counties)
      await test.signIn('department-data', { scope: county, department: '公安局' });
    expect(countiesIn((await ok(supervisor, 'GET', '/api/departments')).items)).toEqual(counties);
  });
});

describe('a county', () => {
  it('asking for its neighbour has its own rows and opens none of the neighbour’s', async () => {
    const [own, other] = counties.map((county) => officers.get(county));
    if (own === undefined || other === undefined) throw new Error('no officers');
    for (const list of ['/api/feeds', '/api/freshness', '/api/policies', '/api/runs']) {
      const { items } = await ok(own, 'GET', `${list}?county=${test.foreignCounty}`);
      expect(countiesIn(items)).toEqual([test.county]);
    }
    for (const list of ['/api/feeds', '/api/policies', '/api/runs'])
      for (const { id } of (await ok(other, 'GET', list)).items)
        expect((await own.inject('GET', `${list}/${id}`)).statusCode).toBe(404);
  });
});

it('is warned at home of data that is late, and not of what is not due yet', async () => {
  const lateAtHome = async (person: Person) => {
    const home = await ok(person, 'GET', '/api/home');
    const keyed = (rows: readonly { key: string }[], key: string) => rows.find((row) => row.key === key);
    return { card: keyed(home.cards, 'feeds-overdue'), list: keyed(home.lists, 'feeds') };
  };
  expect(await lateAtHome(supervisor)).toMatchObject({
    card: { value: 0, tone: 'plain' },
    list: { total: 0 },
  });
  const officer = officers.get(test.county);
  if (officer === undefined) throw new Error('no officer');
  const { lists } = await ok(officer, 'GET', '/api/home');
  expect(lists).toContainEqual(expect.objectContaining({ title: '从未报送、尚未到期的数据' }));

  test.clock.advance(40 * 86_400_000);
  const later = await test.signIn('prefecture-supervisor', { scope: PREFECTURE });
  const late = (await ok(later, 'GET', '/api/freshness?late=true')).total;
  expect(late).toBeGreaterThan(0);
  const { card, list } = await lateAtHome(later);
  expect(card).toMatchObject({ value: late, tone: 'overdue' });
  expect(list).toMatchObject({ items: [{ text: expect.stringContaining('昌吉市') }, {}] });
});
