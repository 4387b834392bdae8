import { readdirSync, readFileSync } from 'node:fs';
import { ROLES, type Role } from '@anju/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, PASSWORD, type Person, type TestApp } from '../../platform/testing/index.ts';
import { generateRecords } from '../campaigns/testing/generate-records.ts';
import { loadForTest } from '../imports/testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from '../imports/testing/synthetic-household.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';

interface Chart {
  readonly key: string;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly links: readonly string[];
  }[];
}
interface Home {
  readonly cards: readonly { readonly key: string; readonly value: number; readonly link: string }[];
  readonly charts: readonly Chart[];
  readonly lists: readonly {
    readonly key: string;
    readonly items: readonly { readonly link: string }[];
    readonly total: number;
    readonly more: readonly { readonly label: string; readonly link: string }[];
  }[];
}
interface Listed {
  readonly total?: number;
  readonly items: readonly {
    readonly county?: string;
    readonly counts?: { readonly new: number; readonly cleared: number } | null;
    readonly rowsRead?: number;
    readonly rowsRefused?: number;
  }[];
}

const CONSOLE = new URL('../../../../console/src/', import.meta.url);
const ROUTE = /'(\/[^']*)',\s*'[a-z.-]+',\s*async \(\) => \(await import\('\.\.\/(features\/[a-z-]+)\//g;
/** The folder that each page of the console stands in, by the pattern of its address. */
const FOLDERS = new Map(
  [...readFileSync(new URL('app/routes.tsx', CONSOLE), 'utf8').matchAll(ROUTE)].map(
    ([, path = '', folder = '']) => [path.replaceAll(/:\w+/g, ':id'), new URL(`${folder}/`, CONSOLE)],
  ),
);

/** What of a link the console would not heed: a page that there is not, a filter that its page does not read. */
function unheeded(link: string): readonly string[] {
  const { pathname, searchParams } = new URL(link, 'http://home');
  const folder = FOLDERS.get(pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id'));
  if (folder === undefined) return [link];
  const heeded = keysOfLists(folder);
  return [...searchParams.keys()].filter((key) => !heeded.includes(key)).map((key) => `${link}: ${key}`);
}

/** What the lists of a folder keep in their address. */
function keysOfLists(folder: URL): readonly string[] {
  const text = readdirSync(folder)
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('');
  const named = [...text.matchAll(/useListState\((\w+)\)/g)].map(([, name]) => name);
  const lists = [
    ...text.matchAll(/useListState\(\[([^\]]*)\]/g),
    ...named.flatMap((name) => [...text.matchAll(new RegExp(`const ${name} = \\[([^\\]]*)\\]`, 'g'))]),
  ];
  return lists.flatMap(([, keys = '']) => [...keys.matchAll(/'(\w+)'/g)].map(([, key = '']) => key));
}

/** Where the console's page has its rows from. */
const SOURCES: Readonly<Record<string, string>> = {
  '/problems': '/api/problems',
  '/clues': '/api/clues',
  '/supervision': '/api/supervisions',
  '/supervision/flags': '/api/supervision/flags',
  '/reports': '/api/reports/due',
  '/at-risk': '/api/home/at-risk',
  '/findings': '/api/findings',
  '/households': '/api/households',
  '/exits': '/api/exits',
  '/runs': '/api/runs',
  '/feeds': '/api/feeds',
  '/people': '/api/users',
  '/sign-ins': '/api/sign-ins',
  '/events': '/api/events',
};
/** A page of two lists: the ledger is the one that this part of its address narrows. */
const LEDGER = 'late';

/** Where a mark is no number of rows but the sum of a column of them. */
const SUMS: Readonly<Record<string, (row: Listed['items'][number], series: string) => number>> = {
  'new-by-month': ({ counts }) => counts?.new ?? 0,
  'cleared-by-month': ({ counts }) => counts?.cleared ?? 0,
  'feeds-by-month': ({ rowsRead, rowsRefused }, series) =>
    (series === '未采用' ? rowsRefused : rowsRead) ?? 0,
};

const HEADER = '机动车所有人,身份证明号码,号牌号码,车辆类型,购置价（元）,初次登记日期,状态,转移日期';
const vehicles = (owners: readonly number[]) =>
  [
    HEADER,
    ...owners.map((n) => `张三,${syntheticId(n)},新B${10_000 + n},小型轿车,600000,2020-01-01,正常,`),
    '李四,不是证件号,新B99999,小型轿车,600000,2020-01-01,正常,',
    '',
  ].join('\n');

describe('every number of a home page', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ now: new Date('2026-05-20T02:00:00Z') });
    await loadForTest(
      test,
      test.county,
      [1, 2, 3, 4, 5].map((n) => syntheticHousehold(n, { community: '幸福路社区' })),
    );
    await publishPolicy();
    await deliver(vehicles([1, 2, 3]), '2026-05-20');
    await run('2026-05-20');
    test.clock.set(new Date('2026-06-30T02:00:00Z'));
    await deliver(vehicles([2, 3, 4]), '2026-06-30');
    await run('2026-06-30');
    await generateRecords(test.deps, { total: 1_200 });
    await workOnFindings();
    await keepAccounts();
  }, 120_000);
  afterAll(() => test.close());

  async function publishPolicy(): Promise<void> {
    const officer = await test.signIn('county-officer');
    const draft = await officer.inject('POST', '/api/policies', { pack: demonstrationPack(test.county) });
    const admin = await test.signIn('county-admin');
    const published = await admin.inject('POST', `/api/policies/${draft.json().id}/publish`, { revision: 1 });
    expect(published.statusCode, published.body).toBeLessThan(300);
  }

  async function deliver(content: string, asOf: string): Promise<void> {
    const police = await test.signIn('department-data', { department: '公安局' });
    const file = { name: `车辆${asOf}.csv`, content };
    const sent = await police.upload('/api/feeds', file, { kind: 'vehicle', asOf });
    expect(await test.jobEnd(test.county, sent.json().jobId)).toBe('done');
    const confirmed = await police.inject('POST', `/api/feeds/${sent.json().id}/confirm`, {
      acceptPartial: true,
      batch: 'replace',
    });
    expect(await test.jobEnd(test.county, confirmed.json().jobId)).toBe('done');
  }

  async function run(asOf: string): Promise<void> {
    const officer = await test.signIn('county-officer');
    const started = await officer.inject('POST', '/api/runs', { asOf });
    expect(await test.jobEnd(test.county, started.json().jobId)).toBe('done');
  }

  /** Every stage of an inquiry, what is late and what is due, and one settled while it could not be compared. */
  async function workOnFindings(): Promise<void> {
    await inScope(test.db, test.county, async (tx) => {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM findings WHERE status = 'incomparable' ORDER BY id LIMIT 6`.execute(tx);
      const [settled, ...others] = rows.map(({ id }) => id);
      await sql`UPDATE findings SET state = 'explained', concluded_at = now() WHERE id = ${settled}`.execute(
        tx,
      );
      const steps = ['open', 'assigned', 'assigned', 'answered', 'proposed'];
      for (const [n, id] of others.entries())
        await sql`
          UPDATE findings SET status = 'fail', state = ${steps[n]}, assigned_to = '652301001001',
            due_on = ${n % 2 === 0 ? '2026-06-20' : '2026-07-02'}
          WHERE id = ${id}`.execute(tx);
    });
  }

  /** Somebody switched off, somebody locked out, somebody new; good and bad tries to sign in. */
  async function keepAccounts(): Promise<void> {
    const [gone, locked, fresh] = await Promise.all([
      test.signIn('county-officer'),
      test.signIn('reviewer'),
      test.signIn('leader'),
    ]);
    const tryPassword = (person: Person, password: string) =>
      test.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { username: person.username, password },
      });
    expect((await tryPassword(gone, PASSWORD)).statusCode).toBe(200);
    for (const password of ['wrong-1', 'wrong-2', 'wrong-3', 'wrong-4', 'wrong-5'])
      expect((await tryPassword(locked, password)).statusCode).toBe(401);
    await inScope(test.db, test.county, async (tx) => {
      await sql`UPDATE users SET active = false WHERE id = ${gone.actor.id}`.execute(tx);
      await sql`UPDATE users SET must_change_password = true WHERE id = ${fresh.actor.id}`.execute(tx);
    });
  }

  async function listBehind(person: Person, link: string): Promise<Listed> {
    const url = new URL(link, 'http://home');
    const ledger = url.pathname === '/feeds' && url.searchParams.has(LEDGER);
    const source = ledger ? '/api/freshness' : SOURCES[url.pathname];
    if (source === undefined) throw new Error(`no list behind ${link}`);
    const answer = await person.inject('GET', source + url.search);
    expect(answer.statusCode, `${link} ${answer.body}`).toBe(200);
    const listed = answer.json<Listed>();
    if (source !== '/api/reports/due') return listed;
    // The page of reports leaves out the other counties itself.
    const county = url.searchParams.get('county');
    return { items: listed.items.filter((item) => county === null || item.county === county) };
  }

  async function rowsBehind(person: Person, link: string): Promise<number> {
    const { total, items } = await listBehind(person, link);
    return total ?? items.length;
  }

  async function sumBehind(person: Person, chart: Chart, series: string, link: string): Promise<number> {
    const sumOf = SUMS[chart.key];
    if (sumOf === undefined) return await rowsBehind(person, link);
    const { items } = await listBehind(person, link);
    return items.reduce((sum, row) => sum + sumOf(row, series), 0);
  }

  const scopes: readonly (readonly [Role, string])[] = [
    ...(Object.keys(ROLES) as Role[]).map((role) => [role, '652301'] as const),
    ['prefecture-supervisor', '6523'],
    ['inspector', '6523'],
    ['leader', '6523'],
    ['community-worker', '652301001001'],
    ['county-officer', '652301001'],
  ];

  it.each(scopes)('of %s in %s is that of the list it opens', async (role, scope) => {
    const person = await test.signIn(role, { scope, department: '公安局' });
    const { cards, charts, lists } = (await person.inject('GET', '/api/home')).json<Home>();
    expect(cards.length).toBeGreaterThan(0);
    for (const { key, value, link } of cards)
      expect({ key, link, value }).toEqual({ key, link, value: await rowsBehind(person, link) });
    for (const chart of charts)
      for (const { name, values, links } of chart.series)
        for (const [n, link] of links.entries()) {
          const key = `${chart.key} ${chart.categories[n]} ${name}`;
          const value = await sumBehind(person, chart, name, link);
          expect({ key, link, value: values[n] }).toEqual({ key, link, value });
        }
    for (const { key, items, total, more } of lists) {
      expect({ key, whole: items.length === total }).toEqual({ key, whole: total <= 8 });
      if (more.length === 0) continue;
      const behind = await Promise.all(more.map(({ link }) => rowsBehind(person, link)));
      expect({ key, total }).toEqual({ key, total: behind.reduce((sum, rows) => sum + rows, 0) });
    }
    const links = [
      ...lists.flatMap(({ more }) => more.map(({ link }) => link)),
      ...cards.map(({ link }) => link),
      ...charts.flatMap(({ series }) => series.flatMap((one) => one.links)),
      ...lists.flatMap(({ items }) => items.map(({ link }) => link)),
    ];
    expect(links.flatMap(unheeded)).toEqual([]);
  });

  it.each(['system-admin', 'security-admin', 'department-data'] as const)(
    'stands beside a chart on the home of %s',
    async (role) => {
      const person = await test.signIn(role, { department: '公安局' });
      const { charts } = (await person.inject('GET', '/api/home')).json<Home>();
      expect(charts).toHaveLength(1);
      const marks = charts.flatMap(({ series }) => series.flatMap(({ values }) => values));
      expect(marks.some((value) => value > 0)).toBe(true);
    },
  );
});
