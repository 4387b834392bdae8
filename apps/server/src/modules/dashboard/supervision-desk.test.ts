import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../campaigns/testing/generate-records.ts';
import { actOn, explainAll, reportOf } from '../reports/testing/report-desk.ts';

interface Item {
  readonly text: string;
  readonly link: string;
  readonly due: string | null;
  readonly tone: string;
}
interface Home {
  readonly cards: readonly { readonly key: string; readonly value: number; readonly link: string }[];
  readonly charts: readonly {
    readonly key: string;
    readonly categories: readonly string[];
    readonly series: readonly {
      readonly name: string;
      readonly values: readonly number[];
      readonly links: readonly string[];
    }[];
  }[];
  readonly lists: readonly {
    readonly key: string;
    readonly items: readonly Item[];
    readonly total: number;
  }[];
}

describe('the desks of supervision', () => {
  let test: TestApp;
  let made: GeneratedRecords;

  beforeAll(async () => {
    test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
    made = await generateRecords(test.deps, { total: 1_200 });
  });
  afterAll(() => test.close());

  const homeOf = async (person: Person) => (await person.inject('GET', '/api/home')).json<Home>();

  it('rounds a rate on a campaign’s page as on the home page and on paper', async () => {
    const officer = await test.signIn('county-officer');
    const { items } = (await officer.inject('GET', '/api/campaigns?limit=200')).json();
    const rates = items
      .filter(({ totals }: { totals: { closed: number } }) => totals.closed > 0)
      .map(({ totals }: { totals: { found: number; closed: number; rateTenths: number } }) => [
        totals.rateTenths,
        Math.round((totals.closed * 1000) / totals.found),
      ]);
    expect(rates.length).toBeGreaterThan(0);
    for (const [shown, rounded] of rates) expect(shown).toBe(rounded);
  });

  it('names the campaign of a report only where two ask for the same one', async () => {
    const officer = await test.signIn('county-officer');
    const due = async () =>
      (await homeOf(officer)).lists.flatMap(({ key, items }) => (key === 'reports-due' ? items : []));
    const alone = (await due()).map(({ text }) => text);
    expect(alone).toContain('F2 工作情况月报表（2026年6月）');
    expect(alone.join()).not.toContain('·');
    const twin = await inScope(test.db, test.county, async (tx) => {
      const { rows } = await sql<{
        id: string;
      }>`INSERT INTO reports (county, id, campaign_id, form, period, state, due_on,
          created_at, updated_at)
        SELECT county, ${test.deps.ids()}, ${made.rural}::uuid, form, period, state, due_on, created_at, updated_at
        FROM reports WHERE county = ${test.county} AND form = 'F2' AND period = '2026-06' RETURNING id`.execute(
        tx,
      );
      return rows[0]?.id ?? '';
    });
    const both = (await due()).map(({ text }) => text).filter((text) => text.startsWith('F2'));
    expect(both).toEqual(
      expect.arrayContaining([
        'F2 工作情况月报表（2026年6月） · 农村危房改造领域腐败和作风问题专项治理',
        'F2 工作情况月报表（2026年6月） · 公租房分配管理专项整治',
      ]),
    );
    await inScope(test.db, test.county, (tx) =>
      sql`DELETE FROM reports WHERE id = ${twin}::uuid`.execute(tx),
    );
  });

  it('names the county of each problem to who sees several', async () => {
    const above = await homeOf(await test.signIn('prefecture-supervisor', { scope: '6523' }));
    const own = await homeOf(await test.signIn('leader'));
    for (const key of ['problems-oldest', 'problems-at-risk']) {
      const textsOf = ({ lists }: Home) =>
        lists.find((list) => list.key === key)?.items.map(({ text }) => text) ?? [];
      expect(textsOf(above).length).toBeGreaterThan(0);
      for (const text of textsOf(above)) expect(text).toMatch(/^(?:昌吉市|阜康市|示例县) /);
      for (const text of textsOf(own)) expect(text).not.toMatch(/^昌吉市 /);
    }
  });

  it('tells what a county is late with from what it may still send', async () => {
    const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
    const { charts } = await homeOf(above);
    const chart = charts.find(({ key }) => key === 'reports-by-county');
    expect(chart?.series.map(({ name }) => name)).toEqual(['逾期未报', '已上报', '未到期']);
    for (const { values, links } of chart?.series ?? [])
      for (const [n, link] of links.entries()) {
        const { items } = (
          await above.inject('GET', `/api/reports/due${link.slice(link.indexOf('?'))}`)
        ).json();
        expect(items.length, link).toBe(values[n]);
      }
  });

  it('puts an inspector’s flags before anything else', async () => {
    const { cards, lists } = await homeOf(await test.signIn('inspector'));
    expect(cards[0]?.key).toBe('flags');
    expect(lists[0]?.key).toBe('flags');
    expect(cards[0]?.value).toBeGreaterThan(0);
  });

  it('shows a county nothing of its neighbours, and the prefecture all of them', async () => {
    const neighbour = await homeOf(await test.signIn('leader', { scope: '652302' }));
    const above = await homeOf(await test.signIn('prefecture-supervisor', { scope: '6523' }));
    const places = (home: Home) => home.charts.find(({ key }) => key === 'problems-by-place');
    const regions = (home: Home) =>
      places(home)?.series[0]?.links.map((link) => new URL(link, 'http://desk').searchParams.get('region'));
    expect(regions(neighbour)?.every((region) => region?.startsWith('652302'))).toBe(true);
    expect(regions(above)).toEqual([...made.counties]);
  });

  it('asks a leader to sign what only that leader can sign', async () => {
    const toSign = async (scope: string) => {
      const home = await homeOf(await test.signIn('leader', { scope }));
      return home.lists.find(({ key }) => key === 'reports-to-sign')?.items.map(({ text }) => text);
    };
    expect(await toSign('652301')).toEqual([]);
    const filled = await reportOf(test, '652301', 'F4', '2026-05');
    const officer = await test.signIn('county-officer', { scope: '652301' });
    expect((await actOn(officer, filled, 'texts', { typed: {} })).statusCode).toBe(200);
    expect(await toSign('652301')).toEqual([]); // Its faults wait for the officer.
    expect(await explainAll(officer, filled)).toBeGreaterThan(0);
    const running = await reportOf(test, '652301', 'F4', '2026-06');
    expect((await actOn(officer, running, 'texts', { typed: {} })).statusCode).toBe(200);
    await explainAll(officer, running);
    expect(await toSign('652301')).toEqual(['F4 查处整改情况统计表（2026年5月）']);
    expect(await toSign('6523')).toEqual([]);
  });

  it('counts for a leader the clues that are late, as their list does', async () => {
    const leader = await test.signIn('leader');
    const card = (await homeOf(leader)).cards.find(({ key }) => key === 'clues-overdue');
    expect(card?.link).toBe('/clues?overdue=true');
    const { total } = (await leader.inject('GET', `/api${card?.link}`)).json();
    expect(total).toBeGreaterThan(0);
    expect(card?.value).toBe(total);
  });

  it('keeps what can still be met apart from what is late', async () => {
    const { lists, cards } = await homeOf(await test.signIn('county-officer'));
    const listed = (key: string) => lists.find((list) => list.key === key)?.items ?? [];
    const soon = listed('supervision-due').map(({ due }) => due ?? '');
    expect(soon.every((due) => due >= '2026-06-30' && due <= '2026-07-03')).toBe(true);
    const late = listed('supervision-late').map(({ due }) => due ?? '');
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((due) => due < '2026-06-30')).toBe(true);
    // Their numbers say what they are: 线索 线索〔2026〕23号 says it twice.
    const texts = [...listed('supervision-due'), ...listed('supervision-late')].map(({ text }) => text);
    expect(texts.filter((text) => !/^(?:线索|问题|督)〔/.test(text))).toEqual([]);
    const problems = cards.find(({ key }) => key === 'problems-overdue')?.value ?? 0;
    expect(lists.find(({ key }) => key === 'supervision-late')?.total).toBeGreaterThanOrEqual(problems);
  });

  it('lists a problem that came back from close-out until somebody goes on with it', async () => {
    const officer = await test.signIn('county-officer');
    const returned = async () =>
      (await homeOf(officer)).lists
        .find(({ key }) => key === 'problems-returned')
        ?.items.map(({ link }) => link);
    expect(await returned()).toEqual([]);
    const note = (act: string, at: string) =>
      inScope(test.db, '652301', async (tx) => {
        const { rows } = await sql<{ problem_id: string }>`
          INSERT INTO problem_notes (county, id, problem_id, region, act, text, by_name, at)
          SELECT county, ${test.deps.ids()}::uuid, id, region, ${act}, '说明', '测试', ${at}::timestamptz
          FROM problems WHERE county = '652301' AND state = 'rectifying' ORDER BY id LIMIT 1
          RETURNING problem_id`.execute(tx);
        return rows[0]?.problem_id;
      });
    const id = await note('return', '2026-06-29T02:00:00Z');
    expect(await returned()).toEqual([`/problems/${id}`]);
    await note('progress', '2026-06-29T03:00:00Z');
    expect(await returned()).toEqual([]);
  });

  it('lists a clue that was sent back until a result is handed in again', async () => {
    const officer = await test.signIn('county-officer');
    const returned = async () =>
      (await homeOf(officer)).lists
        .find(({ key }) => key === 'clues-returned')
        ?.items.map(({ link }) => link);
    expect(await returned()).toEqual([]);
    const note = (act: string, at: string) =>
      inScope(test.db, '652301', async (tx) => {
        const { rows } = await sql<{ clue_id: string }>`
          INSERT INTO clue_notes (county, id, clue_id, region, act, text, by_name, at)
          SELECT county, ${test.deps.ids()}::uuid, id, region, ${act}, '说明', '测试', ${at}::timestamptz
          FROM clues WHERE county = '652301' AND state = 'inquiring' ORDER BY id LIMIT 1
          RETURNING clue_id`.execute(tx);
        return rows[0]?.clue_id;
      });
    const id = await note('return', '2026-06-29T02:00:00Z');
    expect(await returned()).toEqual([`/clues/${id}`]);
    await note('report-result', '2026-06-29T03:00:00Z');
    expect(await returned()).toEqual([]);
  });

  it('keeps a clue, and the problem made from it, from whoever is barred from it', async () => {
    const officer = await test.signIn('county-officer');
    const value = async (key: string) =>
      (await homeOf(officer)).cards.find((card) => card.key === key)?.value ?? 0;
    const before = await value('problems-overdue');
    await inScope(test.db, '652301', (tx) =>
      sql`UPDATE clues SET barred_users = ARRAY[${officer.actor.id}::uuid] WHERE county = '652301'`.execute(
        tx,
      ),
    );
    expect(await value('clues-overdue')).toBe(0);
    expect(await value('problems-overdue')).toBeLessThan(before);
    await inScope(test.db, '652301', (tx) =>
      sql`UPDATE clues SET barred_users = '{}' WHERE county = '652301'`.execute(tx),
    );
  });

  it('forecasts by the pace of the county, and says so', async () => {
    const leader = await test.signIn('leader');
    const risk = (await leader.inject('GET', '/api/home/at-risk')).json<{
      paceDays: number;
      paces: { countyName: string; closed: number }[];
      items: { deadline: string; expectedOn: string | null }[];
    }>();
    const { rows } = await inScope(test.db, '652301', (tx) =>
      sql<{ closed: number }>`
        SELECT count(*)::int AS closed FROM problems WHERE county = '652301' AND closed_on BETWEEN '2026-06-03' AND '2026-06-30'
        GROUP BY campaign_id ORDER BY 1`.execute(tx),
    );
    expect(risk.paceDays).toBe(28);
    const paces = risk.paces.map(({ closed }) => closed).filter((closed) => closed > 0);
    expect(paces.sort((a, b) => a - b)).toEqual(rows.map(({ closed }) => closed));
    expect(risk.items.length).toBeGreaterThan(0);
    expect(risk.items.every(({ deadline }) => deadline >= '2026-06-30')).toBe(true);
    expect(risk.items.every(({ deadline, expectedOn }) => expectedOn === null || expectedOn > deadline)).toBe(
      true,
    );
  });
});
