import { rmSync } from 'node:fs';
import type { Role } from '@anju/domain';
import type { InjectOptions, Response } from 'light-my-request';
import pg from 'pg';
import { pino } from 'pino';
import {
  COOKIE,
  hashPassword,
  insertSession,
  insertUser,
  newToken,
  tokenDigest,
} from '../../modules/access/index.ts';
import { openServer, type Server } from '../../open-server.ts';
import type { Actor } from '../actor.ts';
import { type SettableClock, settableClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { DeclaredRoute } from '../http/route-permissions.ts';
import type { App } from '../http/types.ts';
import { type Database, inScope } from '../postgres/database.ts';
import { scratchFolder } from '../postgres/scratch-folder.ts';
import { type Recorded, unspoken } from './spoken-events.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export const COUNTY = '652301';
export const FOREIGN_COUNTY = '652302';
/** Of every test user. */
export const PASSWORD = 'correct-horse-7';

export interface TestAppOptions {
  /** False leaves the queue alone, for tests that look at it. */
  readonly runJobs?: boolean;
  readonly now?: Date;
  /** As in a demonstration, nobody needs a second factor; false for tests of it. */
  readonly demonstration?: boolean;
  /** False leaves the database as a first start finds it. */
  readonly counties?: boolean;
  readonly logTo?: (line: string) => void;
}

export interface SignInOptions {
  /** A region code of 4 to 12 digits; the county's when not given. */
  readonly scope?: string;
  /** Name of a department, made where it is missing. */
  readonly department?: string;
  /** Another person of the same role. */
  readonly username?: string;
}

export interface Person {
  readonly actor: Actor;
  readonly username: string;
  /** Sends a request as this person; `body` becomes JSON. */
  inject(method: NonNullable<InjectOptions['method']>, url: string, body?: object): Promise<Response>;
  /** Sends one file and fields as a form. */
  upload(
    url: string,
    file: { name: string; content: Buffer | string },
    fields?: Record<string, string>,
  ): Promise<Response>;
}

export interface TestApp {
  readonly app: App;
  readonly routes: readonly DeclaredRoute[];
  readonly db: Database;
  readonly deps: Deps;
  readonly clock: SettableClock;
  readonly county: typeof COUNTY;
  readonly foreignCounty: typeof FOREIGN_COUNTY;
  readonly database: TestDatabase;
  signIn(role: Role, options?: SignInOptions): Promise<Person>;
  /** Waits for a job and returns its state: done, failed or cancelled. */
  jobEnd(county: string, id: string): Promise<string>;
  close(): Promise<void>;
}

/** The whole server on a database of its own with two counties, without listening. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = settableClock(options.now ?? new Date('2025-08-01T02:00:00Z'));
  const dataDir = scratchFolder('app');
  const database = await createTestDatabase();
  const server = await openServer({
    config: readConfig({ ANJU_DATA: dataDir }, []),
    connection: database.app,
    applicationName: 'anju-test',
    clock,
    log: options.logTo ? pino({ level: 'info' }, { write: options.logTo }) : pino({ level: 'silent' }),
    runJobs: options.runJobs ?? true,
    poolSize: 8,
  });
  const names = { [COUNTY]: '昌吉市', [FOREIGN_COUNTY]: '阜康市', 652300: '昌吉州' };
  for (const [county, name] of Object.entries(options.counties === false ? {} : names))
    await makeCounty(server, county, name, options.demonstration ?? true);
  return {
    ...server,
    db: server.deps.db,
    clock,
    county: COUNTY,
    foreignCounty: FOREIGN_COUNTY,
    database,
    signIn: (role, signInOptions) => signInAs(server, role, signInOptions),
    jobEnd: (county, id) => jobEnd(server, county, id),
    close: async () => {
      const silent = await wordless(database);
      await server.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
      if (silent.length > 0) throw new Error(`no Chinese in event-words.ts for ${silent.join(', ')}`);
    },
  };
}

/** What the suite recorded that an auditor could not read. */
async function wordless(database: TestDatabase): Promise<readonly string[]> {
  const owner = new pg.Client(database.connection);
  await owner.connect();
  const events = await owner
    .query<Recorded>('SELECT DISTINCT act, payload FROM events')
    .finally(() => owner.end());
  return [...new Set(events.rows.flatMap(unspoken))];
}

/** The tenant and its bureau. */
export async function makeCounty(
  { deps }: Server,
  county: string,
  name: string,
  demonstration: boolean,
): Promise<void> {
  const at = deps.clock.now();
  await inScope(deps.db, county, async (tx) => {
    await tx
      .insertInto('tenants')
      .values({ county, name, bureau: `${name}住房和城乡建设局`, demonstration, created_at: at })
      .execute();
    const top = county.endsWith('00');
    await tx
      .insertInto('organisations')
      .values({
        county,
        code: top ? county.slice(0, 4) : county,
        name: `${name}住房保障中心`,
        level: top ? 'prefecture' : 'county',
        parent: top ? null : county.slice(0, 4),
        created_at: at,
      })
      .execute();
  });
}

let digest: Promise<string> | null = null;

async function signInAs({ deps, app }: Server, role: Role, options: SignInOptions = {}): Promise<Person> {
  const { db, clock, ids } = deps;
  const organisation = options.scope ?? COUNTY;
  const county = organisation.slice(0, 6).padEnd(6, '0');
  const id = ids();
  const username = options.username ?? `${role}-${id.slice(-8)}`;
  digest ??= hashPassword(PASSWORD);
  const passwordHash = await digest;
  const token = newToken();
  const at = clock.now();
  const departmentId = await inScope(db, county, async (tx) => {
    const departmentId = options.department ? await makeDepartment(deps, county, options.department) : null;
    await insertUser(tx, {
      county,
      id,
      username,
      name: `测试${username.slice(-4)}`,
      roles: [role],
      requestedRoles: [],
      requestedBy: null,
      organisation,
      departmentId,
      passwordHash,
      mustChangePassword: false,
      passwordExpiresAt: null,
      demonstration: true,
      at,
    });
    await insertSession(tx, { county, userId: id, digest: tokenDigest(token), at });
    return departmentId;
  });
  const cookies = { [COOKIE]: token };
  return {
    username,
    actor: {
      id,
      name: `测试${username.slice(-4)}`,
      roles: [role],
      county,
      scope: organisation,
      organisation,
      departmentId,
      department: options.department ?? null,
    },
    inject: (method, url, body) => app.inject({ method, url, cookies, ...(body ? { payload: body } : {}) }),
    upload: (url, file, fields = {}) => {
      const form = multipart(file, fields);
      return app.inject({ method: 'POST', url, cookies, payload: form.body, headers: form.headers });
    },
  };
}

async function makeDepartment({ db, ids, clock }: Deps, county: string, name: string): Promise<string> {
  return await inScope(db, county, async (tx) => {
    const found = await tx
      .selectFrom('departments')
      .select('id')
      .where('county', '=', county)
      .where('name', '=', name)
      .executeTakeFirst();
    if (found) return found.id;
    const id = ids();
    await tx.insertInto('departments').values({ county, id, name, created_at: clock.now() }).execute();
    return id;
  });
}

function multipart(file: { name: string; content: Buffer | string }, fields: Record<string, string>) {
  const boundary = 'anju-test-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([
      Buffer.from(parts.join('') + head),
      Buffer.from(file.content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}

async function jobEnd({ deps }: Server, county: string, id: string): Promise<string> {
  for (;;) {
    const row = await inScope(deps.db, county, (tx) =>
      tx
        .selectFrom('jobs')
        .select('state')
        .where('county', '=', county)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    if (row.state !== 'queued' && row.state !== 'running') return row.state;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
