import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@anju/domain';
import type pg from 'pg';
import { pino } from 'pino';
import {
  COOKIE,
  insertSession,
  insertUser,
  newToken,
  tokenDigest,
} from '../apps/server/src/modules/access/index.ts';
import { openServer, type Server } from '../apps/server/src/open-server.ts';
import { settableClock } from '../apps/server/src/platform/clock.ts';
import { readConfig } from '../apps/server/src/platform/config.ts';
import { inScope } from '../apps/server/src/platform/postgres/database.ts';
import { startEmbedded } from '../apps/server/src/platform/postgres/embedded.ts';
import { allowLogin } from '../apps/server/src/platform/postgres/host-database.ts';
import { createDatabase, migrate } from '../apps/server/src/platform/postgres/migrate.ts';
import { scratchFolder } from '../apps/server/src/platform/postgres/scratch-folder.ts';
import { COUNTY, layHouseholds } from './million-households.ts';

export interface PageTimes {
  readonly page: string;
  /** Milliseconds in the server, sign-in and row security included. */
  readonly median: number;
  readonly p95: number;
}

const COMMUNITY = `${COUNTY}001001`;
const TOWN = `${COUNTY}001`;
const NOW = new Date('2026-07-01T02:00:00Z');
const WARM = 5;
const MEASURED = 40;

const household = (n: number) => `01900000-0000-7000-8000-${(n * 97 + 1).toString(16).padStart(12, '0')}`;
const q = (word: string) => `q=${encodeURIComponent(word)}`;
const LISTS = '/api/households';

/** What is asked for the n-th time, by whom. */
interface Page {
  readonly page: string;
  readonly by: 'officer' | 'worker' | 'auditor' | 'supervisor';
  readonly url: (n: number) => string;
}

const page = (by: Page['by'], name: string, url: string | Page['url']): Page => ({
  page: name,
  by,
  url: typeof url === 'string' ? () => url : url,
});

const PAGES: readonly Page[] = [
  page('officer', 'households', LISTS),
  page('officer', 'households, what changed last', `${LISTS}?sort=-changedAt`),
  page('officer', 'households that left', `${LISTS}?state=exited`),
  page('officer', 'households that left, what changed last', `${LISTS}?state=exited&sort=-changedAt`),
  page('officer', 'households of a category', `${LISTS}?category=${encodeURIComponent('低保')}`),
  page(
    'officer',
    'active households of a category, what changed last',
    `${LISTS}?state=active&category=${encodeURIComponent('低保')}&sort=-changedAt`,
  ),
  page('officer', 'households of a category that nobody has', `${LISTS}?category=x`),
  page('officer', 'households of a town', `${LISTS}?region=${TOWN}`),
  page('officer', 'households of a town, what changed last', `${LISTS}?region=${TOWN}&sort=-changedAt`),
  page('officer', 'households of a community', `${LISTS}?region=${COMMUNITY}`),
  page(
    'officer',
    'households of a community, what changed last',
    `${LISTS}?region=${COMMUNITY}&sort=-changedAt`,
  ),
  page('officer', 'households that left a community', `${LISTS}?region=${COMMUNITY}&state=exited`),
  page(
    'officer',
    'households of an estate',
    (n) => `${LISTS}?estate=01900001-0000-7000-8000-${(n % 200).toString(16).padStart(12, '0')}`,
  ),
  page(
    'officer',
    'households of an estate, what changed last',
    (n) =>
      `${LISTS}?estate=01900001-0000-7000-8000-${(n % 200).toString(16).padStart(12, '0')}&sort=-changedAt`,
  ),
  page('officer', 'households by surname', `${LISTS}?${q('张')}`),
  page('officer', 'households by initials', `${LISTS}?${q('zm')}`),
  page('officer', 'households by code', (n) => `${LISTS}?${q(`H00${10 + n}`)}`),
  page('officer', 'households by room', (n) => `${LISTS}?${q(String(501 + n))}`),
  page('officer', 'search by surname', `/api/search?${q('张')}`),
  page('officer', 'search by room', (n) => `/api/search?${q(String(501 + n))}`),
  page('officer', 'search by ID number', `/api/search?${q('652301198503150014')}`),
  page('officer', 'figures of the households', `${LISTS}/indicators`),
  page('worker', 'figures of a community', `${LISTS}/indicators`),
  page('supervisor', 'figures of a prefecture', `${LISTS}/indicators`),
  page('worker', 'households, to a community', LISTS),
  page('worker', 'households, to a community, what changed last', `${LISTS}?sort=-changedAt`),
  page('supervisor', 'households, to a prefecture', LISTS),
  page('supervisor', 'households, to a prefecture, what changed last', `${LISTS}?sort=-changedAt`),
  page('officer', 'a household', (n) => `${LISTS}/${household(n)}`),
  page('officer', 'its timeline', (n) => `${LISTS}/${household(n)}/timeline`),
  page('officer', 'estates', '/api/estates'),
  page('officer', 'home of an officer', '/api/home'),
  page('worker', 'home of a community worker', '/api/home'),
  page('officer', 'findings', '/api/findings?status=fail'),
  page('officer', 'findings, newest', '/api/findings?status=fail&order=newest'),
  page('officer', 'findings of a rule', '/api/findings?status=fail&rule=vehicle.over&state=open'),
  page('officer', 'findings overdue', '/api/findings?status=fail&overdue=true'),
  page('officer', 'findings by name', `/api/findings?${q('张')}`),
  page('officer', 'counts of the findings', '/api/findings/facets?status=fail'),
  page('worker', 'findings, to a community', '/api/findings?status=fail'),
  page('auditor', 'acts', '/api/events'),
  page('auditor', 'acts of a common name', `/api/events?actor=${encodeURIComponent('张三')}`),
  page('auditor', 'acts of a rare name', `/api/events?actor=${encodeURIComponent('阿依')}`),
  page('auditor', 'acts of a kind', '/api/events?act=finding.assign'),
  page(
    'auditor',
    'acts of a kind by a name',
    `/api/events?act=finding.assign&actor=${encodeURIComponent('张三')}`,
  ),
  page(
    'auditor',
    'acts of a kind by a rare name',
    `/api/events?act=finding.assign&actor=${encodeURIComponent('阿依')}`,
  ),
  page('auditor', 'acts of a day', '/api/events?from=2026-03-01&to=2026-03-01'),
  page(
    'auditor',
    'acts of a name in a month',
    `/api/events?actor=${encodeURIComponent('张')}&from=2026-03-01&to=2026-03-31`,
  ),
];

async function signIn({ deps }: Server, role: Role, organisation: string): Promise<string> {
  const county = organisation.padEnd(6, '0').slice(0, 6);
  const id = deps.ids();
  const token = newToken();
  const at = deps.clock.now();
  await inScope(deps.db, county, async (tx) => {
    await insertUser(tx, {
      county,
      id,
      username: `${role}-${id.slice(-8)}`,
      name: '测试',
      roles: [role],
      requestedRoles: [],
      requestedBy: null,
      organisation,
      departmentId: null,
      passwordHash: '',
      mustChangePassword: false,
      passwordExpiresAt: null,
      demonstration: true,
      at,
    });
    await insertSession(tx, { county, userId: id, digest: tokenDigest(token), at });
  });
  return token;
}

/** The pages of a filled database, as an officer, a community worker, an auditor and the prefecture ask for them. */
export async function measurePages(
  connection: pg.ClientConfig,
  dataDir: string,
  say: (times: PageTimes) => void,
  only = '',
  measured = MEASURED,
): Promise<void> {
  const server = await openServer({
    config: readConfig({ ANJU_DATA: dataDir }, []),
    connection,
    applicationName: 'anju-bench',
    clock: settableClock(NOW),
    log: pino({ level: 'silent' }),
    runJobs: false,
  });
  try {
    const tokens = {
      officer: await signIn(server, 'county-officer', COUNTY),
      worker: await signIn(server, 'community-worker', COMMUNITY),
      auditor: await signIn(server, 'auditor', COUNTY),
      supervisor: await signIn(server, 'prefecture-supervisor', COUNTY.slice(0, 4)),
    };
    for (const { page, by, url } of PAGES.filter((one) => one.page.includes(only))) {
      const taken: number[] = [];
      for (let n = 0; n < WARM + measured; n++) {
        const began = performance.now();
        const answer = await server.app.inject({
          method: 'GET',
          url: url(n),
          cookies: { [COOKIE]: tokens[by] },
        });
        if (answer.statusCode !== 200) throw new Error(`${url(n)}: ${answer.statusCode} ${answer.body}`);
        if (n >= WARM) taken.push(performance.now() - began);
      }
      taken.sort((a, b) => a - b);
      const at = (share: number) => taken[Math.ceil(taken.length * share) - 1] ?? Number.NaN;
      say({ page, median: at(0.5), p95: at(0.95) });
    }
  } finally {
    await server.close();
  }
}

/** The pages with so many households and as many events, in a real PostgreSQL that keeps what it acknowledges. */
export async function pagesOf(households: number, say: (times: PageTimes) => void): Promise<void> {
  const scratch = scratchFolder('bench-pages');
  const dataDir = join(scratch, 'data');
  try {
    const password = randomBytes(16).toString('hex');
    const laying = await startEmbedded({ dataDir, mode: 'serve', fast: true });
    try {
      await createDatabase(laying.connection('postgres'), 'anju');
      await migrate(laying.connection('anju'));
      await allowLogin(laying.connection('anju'), password);
      await layHouseholds(laying.connection('anju'), { households, events: households });
    } finally {
      await laying.stop();
    }
    const serving = await startEmbedded({ dataDir, mode: 'serve' });
    try {
      const connection = { ...serving.connection('anju'), user: 'anju_app', password };
      await measurePages(connection, scratch, say);
    } finally {
      await serving.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
