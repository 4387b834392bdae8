import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { loadForTest } from './testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from './testing/synthetic-household.ts';

let test: TestApp;
let officer: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  officer = await test.signIn('county-officer');
  await loadForTest(test, test.county, [
    syntheticHousehold(1, { name: '张三', room: '3-2-501', community: '幸福路社区' }),
    syntheticHousehold(2, {
      name: '阿依古丽·买买提',
      room: '3-2-502',
      spouse: { name: '=cmd()', idNumber: syntheticId(902) },
    }),
    syntheticHousehold(3, { name: '李四', estate: '和平小区', category: null }),
  ]);
  await loadForTest(test, test.foreignCounty, [syntheticHousehold(1, { name: '外县人' })]);
});
afterAll(() => test.close());

const get = async (person: Person, url: string) => (await person.inject('GET', url)).json();

describe('the list of households', () => {
  it('shows the county and nothing of the neighbour', async () => {
    const page = await get(officer, '/api/households');
    expect(page.total).toBe(3);
    expect(page.items.map((item: { applicantName: string }) => item.applicantName)).not.toContain('外县人');
    expect(page.items[0]).toMatchObject({ code: 'H000001', estate: '幸福家园', room: '3-2-501' });
  });

  it('goes on after the last row, without repeating or leaving out', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await get(officer, `/api/households?limit=1${cursor}`);
      seen.push(...page.items.map((item: { code: string }) => item.code));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['H000001', 'H000002', 'H000003']);
  });

  it('narrows by estate', async () => {
    const { items } = await get(officer, '/api/estates');
    const estate = items.find((item: { name: string }) => item.name === '和平小区');
    expect(estate.households).toBe(1);
    const page = await get(officer, `/api/households?estate=${estate.id}`);
    expect(page.items.map((item: { code: string }) => item.code)).toEqual(['H000003']);
  });

  it('shows a community worker their own families only', async () => {
    const worker = await test.signIn('community-worker', { scope: '652301001001' });
    const page = await get(worker, '/api/households');
    expect(page.items.map((item: { code: string }) => item.code)).toEqual(['H000001']);
  });

  it('shows a prefecture both counties', async () => {
    const supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
    expect((await get(supervisor, '/api/households')).total).toBe(4);
  });
});

describe('the search box', () => {
  it.each([
    ['张三', 'H000001'],
    ['zs', 'H000001'],
    ['aygl', 'H000002'],
    ['502', 'H000002'],
    ['2单元502室', 'H000002'],
    ['H000003', 'H000003'],
    [syntheticId(902), 'H000002'],
  ])('finds %s', async (word, code) => {
    const { households } = await get(officer, `/api/search?q=${encodeURIComponent(word)}`);
    expect(households.map((found: { code: string }) => found.code)).toEqual([code]);
  });

  it('finds nobody of the neighbour county', async () => {
    const { households } = await get(officer, `/api/search?q=${encodeURIComponent('外县人')}`);
    expect(households).toEqual([]);
  });
});

describe("a family's file", () => {
  const firstOf = async (word: string): Promise<string> =>
    (await get(officer, `/api/search?q=${encodeURIComponent(word)}`)).households[0].id;

  it('shows members masked, and remembers who opened it', async () => {
    const id = await firstOf('张三');
    const file = await get(officer, `/api/households/${id}`);
    expect(file.members[0]).toMatchObject({
      name: '张三',
      relationLabel: '本人',
      idMasked: '652301************',
    });
    expect(JSON.stringify(file)).not.toContain(syntheticId(1));
    const again = await get(officer, `/api/households/${id}`);
    expect(again.openings).toHaveLength(1);
    expect(again.openings[0]).toMatchObject({ actorName: officer.actor.name, times: 1 });
    const { openings } = await get(officer, `/api/households/${id}`);
    expect(openings).toEqual([expect.objectContaining({ actorName: officer.actor.name, times: 2 })]);
  });

  it('reveals a number for a reason, and logs it without the number', async () => {
    const id = await firstOf('张三');
    const file = await get(officer, `/api/households/${id}`);
    const url = `/api/households/${id}/reveal`;
    const memberId = file.members[0].id;
    const reason = `核对身份证 ${syntheticId(1)}`;
    const answer = await officer.inject('POST', url, { memberId, field: 'idNumber', reason });
    expect(answer.json()).toEqual({ value: syntheticId(1) });
    const timeline = await get(officer, `/api/households/${id}/timeline`);
    expect(timeline.items[0]).toMatchObject({ act: 'household.reveal', actorName: officer.actor.name });
    expect(JSON.stringify(timeline)).not.toContain(syntheticId(1));
    const bare = await officer.inject('POST', url, { memberId, field: 'idNumber', reason: ' ' });
    expect(bare.statusCode).toBe(400);
  });

  it('is not there for another county', async () => {
    const id = await firstOf('张三');
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    expect((await stranger.inject('GET', `/api/households/${id}`)).statusCode).toBe(404);
    const url = `/api/households/${id}/reveal`;
    const body = { memberId: id, field: 'phone', reason: '没有理由' };
    expect((await stranger.inject('POST', url, body)).statusCode).toBe(404);
  });
});

it('exports a list that says who took it, safe to open in Excel', async () => {
  const text = (await officer.inject('GET', '/api/households/export.csv')).body;
  expect(text.startsWith('\uFEFF导出人：')).toBe(true);
  expect(text).toContain(officer.actor.name);
  expect(text.trim().split('\r\n')).toHaveLength(5);
  expect(text).not.toContain(syntheticId(1));
});

it('counts what the home page shows', async () => {
  expect(await get(officer, '/api/households/indicators')).toMatchObject({
    households: 3,
    active: 3,
    members: 4,
    byCategory: [
      { name: '低保', households: 2 },
      { name: '', households: 1 },
    ],
  });
});

it('keeps one unit for one room, however two rosters write it', async () => {
  const unitOf = async (room: string) => {
    const estate = '同一小区';
    await loadForTest(test, test.foreignCounty, [syntheticHousehold(9, { estate, room })]);
    const reader = await test.signIn('county-officer', { scope: test.foreignCounty });
    const { items } = await get(reader, '/api/households?sort=-changedAt');
    return (await get(reader, `/api/households/${items[0].id}`)).tenancy;
  };
  const first = await unitOf('3-1-101');
  expect(await unitOf('3栋1单元101室')).toMatchObject({ room: '3栋1单元101室', unitId: first.unitId });
});
